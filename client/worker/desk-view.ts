// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { hex, sha256, type Statement, type TeamEntry } from "#crypto";
import type { Case } from "../case/case.ts";
import type { Side } from "../case/side.ts";
import { saidIn, turnIn, unreadableIn } from "./conversation.ts";
import type { DeskCase } from "./desk-case.ts";
import { writerIn } from "./organisation.ts";
import type { DeskThread, Readers, ShownNote, ShownSide, TeamMember } from "../protocol/index.ts";
import type { Epoch } from "./team-history.ts";

// What a desk shows of a case. Nothing here reads or seals.

/** What names come from. */
export interface Naming {
  readonly statement: Statement;
  readonly team: TeamEntry;
  /** The keys that the team had, oldest first. */
  readonly epochs: readonly Epoch[];
}

/** By id, also of who left: as the team last had them. */
export function memberNamed(id: string, { statement, epochs }: Naming): TeamMember {
  const present = statement.members.find((member) => member.id === id);
  const earlier = epochs.flatMap(({ members }) => members).findLast((member) => member.id === id);
  return { id, name: present?.name ?? earlier?.name ?? id };
}

export const namesOf = (lanes: Iterable<number>, { statement }: Naming): string[] => [
  ...new Set([...lanes].map((lane) => writerIn(statement, lane)?.name ?? String(lane))),
];

/** Who can read which part of a case, as the team's keys had members. */
export function readersOf(entry: DeskCase, naming: Naming): Readers {
  const { team, epochs } = naming;
  const readers = entry.generations().map(({ sealedTo }) => {
    const having = epochs.filter(({ key }) => sealedTo.has(key));
    return new Set(having.flatMap(({ members }) => members.map(({ id }) => id)));
  });
  const newest = readers.at(-1) ?? new Set();
  const everybody = new Set(readers.flatMap((ids) => [...ids]));
  const isPresent = (id: string): boolean => team.members.includes(id);
  const named = (ids: Iterable<string>): string[] => [...ids].map((id) => memberNamed(id, naming).name);
  const readsAll = (id: string): boolean => readers.every((ids) => ids.has(id));
  return {
    now: named(team.members.filter(readsAll)),
    joining: named(team.members.filter((id) => !readsAll(id))),
    still: named([...newest].filter((id) => !isPresent(id))),
    former: named([...everybody].filter((id) => !newest.has(id) && !isPresent(id))),
  };
}

function shownSide(side: Side, entry: DeskCase, naming: Naming): ShownSide {
  const member = (id: string): TeamMember => memberNamed(id, naming);
  const ever = (task: string): string[] => [...side.tasks].flatMap(([id, had]) => (had === task ? [id] : []));
  const waiting = entry.sideWaiting.filter(({ entry: { event } }) => event.type === "note").length;
  const shownNote = ({ lane, date, text, carriedBy }: Side["notes"][number], i: number): ShownNote => ({
    name: writerIn(naming.statement, lane)?.name ?? null,
    date,
    text,
    carriedBy: carriedBy === null ? null : (writerIn(naming.statement, carriedBy)?.name ?? null),
    inLog: i < side.notes.length - waiting,
  });
  return {
    triages: side.triages === null ? null : member(side.triages),
    supports: side.supports.map(member),
    everTriaged: ever("triages"),
    everSupported: ever("supports"),
    notes: side.notes.map(shownNote),
    refused: namesOf(side.refused, naming),
  };
}

/** Whether everybody in the team may read it, by what its submitter asked. */
function mayTeamRead({ signal }: Case, { members }: TeamEntry): boolean {
  return !members.some((member) => signal?.excluded.includes(member));
}

function isSealedToPresent(entry: DeskCase, { key }: TeamEntry): boolean {
  const name = hex(sha256(key));
  return entry.generations().every(({ sealedTo }) => sealedTo.has(name));
}

/** Null for what nobody can make anything of. */
export async function threadView(entry: DeskCase, naming: Naming): Promise<DeskThread | null> {
  const [thread, side] = await Promise.all([entry.thread(), entry.side()]);
  const { signal, unreadable } = thread;
  const isShown = signal !== null || unreadable.includes("incomplete") || unreadable.includes("needs_newer_version");
  if (!isShown) return null;
  const { statement, team } = naming;
  const conversation = saidIn(thread, statement, entry.waiting);
  const last = conversation.at(-1);
  const isPresent = isSealedToPresent(entry, team);
  return {
    id: entry.id,
    date: signal?.date ?? "",
    signal,
    isSeen: conversation.some(({ by }) => by === "member"),
    conversation,
    unreadable: [...unreadableIn(thread, entry.newer()), ...side.unreadable.map((reason) => ({ reason }))],
    waitsFor: turnIn(thread, entry.waiting),
    isUnread: last?.by !== "member",
    side: shownSide(side, entry, naming),
    readers: readersOf(entry, naming),
    forged: namesOf(entry.forged(), naming),
    sealedTo: isPresent ? "present" : mayTeamRead(thread, team) ? "earlier" : "excluded",
  };
}
