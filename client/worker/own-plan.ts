// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ENVELOPES_PER_BURST, equalBytes, hex, type Statement, type TeamEntry } from "#crypto";
import type { About } from "./note.ts";
import { sealingTo } from "./own-readers.ts";
import type { Reopening } from "../protocol/index.ts";

// In which generation the next thing goes that a submitter says, and whether it is the first there.

/** What this page sealed last to a key: until a note in the log knows as much. */
export interface Sealed {
  readonly generation: number;
  readonly about: About;
}

/** Where the next thing goes that is said. */
export interface Plan {
  readonly generation: number;
  readonly about: About | null;
  /** To whom that generation is opened in the same burst; null where it is open. */
  readonly reopenTo: TeamEntry | null;
}

interface Known {
  /** Of the newest generation; null where no note tells. */
  readonly about: About | null;
  /** The newest that there is, as far as is known. */
  readonly generation: number;
  /** Sealed from here, and not known to be kept. */
  readonly offered: Sealed | null;
  readonly reopening: Reopening;
  readonly statement: Statement;
}

/** Never one generation for two keys: who has the one would read what is meant for who has the other. */
export function planOf({ about, generation, offered, reopening, statement }: Known): Plan {
  const team = statement.teams.find(({ id }) => id === about?.team);
  if (about === null || team === undefined || reopening !== "due") return { generation, about, reopenTo: null };
  const next = { ...about, ...sealingTo(team, statement, about) };
  const last = offered !== null && offered.generation > generation ? offered : null;
  const isAgain = last !== null && equalBytes(last.about.current, next.current);
  return { generation: (last?.generation ?? generation) + (isAgain ? 0 : 1), about: next, reopenTo: team };
}

/** Envelopes that are left for what is said: a note goes with every burst, and a re-opening with some. */
export const placesIn = ({ reopenTo }: Plan): number => ENVELOPES_PER_BURST - 1 - (reopenTo === null ? 0 : 1);

/** SHA-256 of the key that opens what goes there, hex; empty where no note tells. */
export const recipientOf = ({ about }: Plan): string => (about === null ? "" : hex(about.current));
