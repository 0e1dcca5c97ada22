// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Vouching } from "#crypto/log/index.ts";
import type { Turn } from "../case/case.ts";
import type { Team } from "./organisation.ts";
import type { Receipt, Said, SignalText, Unreadable, Words } from "./thread.ts";

export interface Member {
  readonly name: string;
  readonly team: Team;
}

export interface DeskThread {
  /** Stable while signed in; says nothing outside this page. */
  readonly id: string;
  /** Null while it cannot be shown. */
  readonly signal: SignalText | null;
  /** ISO date as stated; empty while unknown. */
  readonly date: string;
  readonly isSeen: boolean;
  readonly conversation: readonly Said[];
  readonly unreadable: readonly Unreadable[];
  readonly waitsFor: Turn;
}

export interface DeskView {
  /** The team has a newer key than this keyring: what came since cannot be read here. */
  readonly isBehind: boolean;
  /** By urgency. */
  readonly threads: readonly DeskThread[];
  readonly logSize: number;
  /** Of the log of letters, as it was read. */
  readonly vouching: Vouching;
  /** Envelopes that opened to nothing this program knows. */
  readonly unreadable: readonly Unreadable[];
}

/** For a member of a team. */
export interface DeskCalls {
  signIn: { readonly params: { readonly master: Uint8Array }; readonly result: Member };
  readDesk: { readonly params: Record<string, never>; readonly result: DeskView };
  reply: { readonly params: { readonly thread: string; readonly words: Words }; readonly result: Receipt };
  signOut: { readonly params: Record<string, never>; readonly result: null };
}
