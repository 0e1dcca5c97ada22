// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { equalBytes, sha256, type SignalEvent, type Statement, type TeamEntry } from "#crypto";
import { isVouched, writerIn, type VouchedOrganisation } from "./organisation.ts";
import { FORMER_KEPT, type About } from "./note.ts";
import type { Readers, Reopening } from "../protocol/index.ts";

// Who can read a thread, as its submitter knows it: from whom they sealed it to, and who is in the team now.

/** Whom the newest generation is sealed to, and who could read before. */
type Sealing = Pick<About, "readers" | "former" | "current">;

/** @param before null where nothing was sealed yet */
export function sealingTo({ key, members }: TeamEntry, statement: Statement, before: Sealing | null): Sealing {
  const readers = statement.members.filter(({ id }) => members.includes(id)).map(({ lane }) => lane);
  const former = new Set([...(before?.former ?? []), ...(before?.readers ?? [])]);
  return {
    readers,
    former: [...former].filter((lane) => !readers.includes(lane)).slice(-FORMER_KEPT),
    current: sha256(key),
  };
}

/** By name: whoever got another key has another lane, and is the same person. */
export function readersOf({ team, readers, former }: About, statement: Statement): Readers {
  const ids = statement.teams.find(({ id }) => id === team)?.members ?? [];
  const present = statement.members.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
  const reading = namesOf(readers, statement);
  return {
    now: present.filter((name) => reading.includes(name)),
    still: reading.filter((name) => !present.includes(name)),
    former: namesOf(former, statement).filter((name) => !present.includes(name) && !reading.includes(name)),
    joining: present.filter((name) => !reading.includes(name)),
  };
}

/** Of lanes that somebody writes in or did; a list of keys that is behind does not know all of them. */
function namesOf(lanes: readonly number[], statement: Statement): string[] {
  return [...new Set(lanes.flatMap((lane) => writerIn(statement, lane)?.name ?? []))];
}

/**
 * Whether the next thing that is sent goes to the team's present key.
 * @param signal null while it has not been read: whom it must not reach is not known then
 */
export function reopeningOf(
  about: About | null,
  signal: Pick<SignalEvent, "excluded"> | null,
  organisation: Pick<VouchedOrganisation, "statement" | "vouching">,
): Reopening {
  const team = organisation.statement.teams.find(({ id }) => id === about?.team);
  if (about === null || team === undefined || equalBytes(sha256(team.key), about.current)) return "none";
  if (signal === null) return "unread";
  if (team.members.some((member) => signal.excluded.includes(member))) return "excluded";
  return isVouched(organisation) ? "due" : "unvouched";
}
