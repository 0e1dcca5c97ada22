// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Vouching } from "#crypto/log/index.ts";

export interface Team {
  readonly id: string;
  readonly name: string;
  /** Names of everyone who will be able to read what is sent to this team. */
  readonly members: readonly string[];
}

/** Whom a signal can be taken up to, in the order in which silence climbs, then the others. */
export interface Rung extends Team {
  readonly isConfidential: boolean;
}

/** Somebody in the directory, and what they can read because of it. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** Names of their teams and rungs. */
  readonly groups: readonly string[];
}

export interface Clause {
  readonly id: string;
  readonly text: string;
}

export interface Organisation {
  /** The board's name, in every label. */
  readonly origin: string;
  readonly name: string;
  /** Of the directory: 0 is the first. */
  readonly version: number;
  readonly teams: readonly Team[];
  readonly rungs: readonly Rung[];
  readonly people: readonly Person[];
  readonly units: readonly string[];
  /** The code. */
  readonly clauses: readonly Clause[];
  /** In working days. */
  readonly terms: { readonly seen: number; readonly silence: number; readonly answer: number };
  /** ISO dates. */
  readonly holidays: readonly string[];
  /** Seconds between two checkpoints: what is sent is visible after the next one. */
  readonly interval: number;
  /** Seconds between two slots, in which whatever is sent leaves. */
  readonly slot: number;
  /** Whether this is the demo, where nothing is real. */
  readonly demo: boolean;
  /** Web origin of the issuer of passes, or null where it is not known. */
  readonly passes: string | null;
  /** Of the list of keys. */
  readonly vouching: Vouching;
}

/** Who can read when some may not. */
export interface Recipients {
  readonly teams: readonly Team[];
  readonly rungs: readonly Rung[];
}

/** The board itself: known before it has a directory. */
export interface Board {
  /** In every label. */
  readonly origin: string;
}

/** What the directory says. */
export interface OrganisationCalls {
  /** As it was read last. */
  organisation: { readonly params: Record<string, never>; readonly result: Organisation };
  /** Read anew: where somebody begins to write, or opens a thread. */
  newestOrganisation: { readonly params: Record<string, never>; readonly result: Organisation };
  /** To whom a signal can be sealed. @param excluded ids of people */
  recipients: { readonly params: { readonly excluded: readonly string[] }; readonly result: Recipients };
  board: { readonly params: Record<string, never>; readonly result: Board };
}
