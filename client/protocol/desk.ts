// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Vouching } from "#crypto/log/index.ts";
import type { Turn } from "../case/case.ts";
import type { Task } from "../case/side.ts";
import type { Team } from "./organisation.ts";
import type { Readers, Receipt, Said, SignalText, Unreadable, Words } from "./thread.ts";

export interface TeamMember {
  /** As the directory names them. */
  readonly id: string;
  readonly name: string;
}

export interface Member extends TeamMember {
  readonly team: Team;
  /** Everybody in the team, oneself too. */
  readonly members: readonly TeamMember[];
}

/** What the team noted about a case; the submitter does not see it. */
export interface ShownNote {
  /** Null where the list of keys does not name its writer any more. */
  readonly name: string | null;
  /** ISO date as its writer stated it. */
  readonly date: string;
  readonly text: string;
  /** Who wrote it over under a later key, in their own words; null for what stands as it was written. */
  readonly carriedBy: string | null;
  readonly inLog: boolean;
}

/** What a team keeps to itself about a case. */
export interface ShownSide {
  /** Who decides on the way; null while nobody does. */
  readonly triages: TeamMember | null;
  /** Who stand by the submitter. */
  readonly supports: readonly TeamMember[];
  /** Ids of who ever triaged here: they cannot support, and the other way round. */
  readonly everTriaged: readonly string[];
  readonly everSupported: readonly string[];
  readonly notes: readonly ShownNote[];
  /** Names of who gave somebody both tasks, which did not count. */
  readonly refused: readonly string[];
}

export interface DeskThread {
  /** The same at each sign-in: what somebody was typing belongs to it. Says nothing outside this page. */
  readonly id: string;
  /** Null while it cannot be shown. */
  readonly signal: SignalText | null;
  /** ISO date as stated; empty while unknown. */
  readonly date: string;
  readonly isSeen: boolean;
  readonly conversation: readonly Said[];
  readonly unreadable: readonly Unreadable[];
  readonly waitsFor: Turn;
  /** The submitter wrote after the last that a member did here. */
  readonly isUnread: boolean;
  readonly side: ShownSide;
  readonly readers: Readers;
  /** Names of writers in whose lane something stood that they did not sign: it is not shown. */
  readonly forged: readonly string[];
  /**
   * `present`: whoever has the team's present key can read it. `earlier`: only who has an earlier one can, until it is sealed anew.
   * `excluded`: it stays with those, because somebody is in the team now who must not see it.
   */
  readonly sealedTo: "present" | "earlier" | "excluded";
}

export interface DeskView {
  /** Whose desk it is, as the list of keys has them now. */
  readonly member: Member;
  /** The team has a newer key than this keyring: what came since cannot be read here. */
  readonly isBehind: boolean;
  /** By urgency. */
  readonly threads: readonly DeskThread[];
  /** How many open threads this member can seal to the team's present key. */
  readonly toReseal: number;
  readonly logSize: number;
  /**
   * By how many seconds this device's clock is ahead of the server's, negative where it is behind; null where they agree to ten
   * minutes, or nothing tells.
   */
  readonly clockAhead: number | null;
  /** Of the log of letters, as it was read. */
  readonly vouching: Vouching;
  /** Names of who sealed something to the team that no submitter wrote so: it is not shown. */
  readonly forged: readonly string[];
  /** Envelopes that opened to nothing this program knows. */
  readonly unreadable: readonly Unreadable[];
}

/**
 * What a member's device keeps of what they read. `none`: nothing, because nobody asked. `kept`: what was read before need not be
 * read again. `damaged`: it was not as it had been left; `outdated`: it was read with other keys or people, or kept by a newer
 * version; then all was read again. `unavailable`: this browser keeps nothing, or nothing more.
 */
export type ShelfState = "none" | "kept" | "damaged" | "outdated" | "unavailable";

/** For a member of a team. */
export interface DeskCalls {
  signIn: { readonly params: { readonly master: Uint8Array }; readonly result: Member };
  readDesk: { readonly params: Record<string, never>; readonly result: DeskView };
  /** With what was sent since it was read; asks the server for nothing. */
  showDesk: { readonly params: Record<string, never>; readonly result: DeskView };
  /** Opens a case's threads to everybody who has the team's present key: all that `toReseal` counts. */
  reseal: { readonly params: Record<string, never>; readonly result: Receipt | null };
  note: { readonly params: { readonly thread: string; readonly text: string }; readonly result: Receipt };
  /** @param member id; `none` gives up what they have. */
  giveTask: {
    readonly params: { readonly thread: string; readonly member: string; readonly task: Task | "none" };
    readonly result: Receipt;
  };
  reply: { readonly params: { readonly thread: string; readonly words: Words }; readonly result: Receipt };
  readShelf: { readonly params: Record<string, never>; readonly result: ShelfState };
  /** Reads everything once more, and keeps what came to something from then on. */
  keepShelf: { readonly params: Record<string, never>; readonly result: ShelfState };
  /** Nothing of this member is kept on this device any more. */
  emptyShelf: { readonly params: Record<string, never>; readonly result: ShelfState };
  signOut: { readonly params: Record<string, never>; readonly result: null };
}
