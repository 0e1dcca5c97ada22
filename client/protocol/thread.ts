// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Vouching } from "#crypto/log/index.ts";
import type { ClosedEvent, RouteEvent, SignalEvent } from "#crypto/thread/index.ts";
import type { Turn } from "../case/case.ts";
import type { Team } from "./organisation.ts";

/** All that a submitter writes; the Worker adds the day and the team. */
export type SignalText = Omit<SignalEvent, "type" | "date" | "team">;

/** How much room a text takes of the four envelopes it may fill. */
export interface Room {
  readonly usedBytes: number;
  readonly availableBytes: number;
  readonly fits: boolean;
}

/** A pass or a card as somebody gave it: a file, or text (of a QR code, or the words of a card). */
export type PassSource =
  { readonly kind: "file"; readonly bytes: Uint8Array } | { readonly kind: "text"; readonly text: string };

export interface GivenPass {
  readonly kind: "pass" | "card";
}

export interface Receipt {
  /** Unix milliseconds: from then on everybody who may read it can. */
  readonly visibleFrom: number;
}

/** What can be said or done in a thread. */
export type Words =
  | { readonly what: "message"; readonly text: string }
  | { readonly what: "seen" }
  | { readonly what: "closed"; readonly outcome: Outcome; readonly reasons: string }
  | { readonly what: "route"; readonly route: Route; readonly text: string }
  | { readonly what: "paraphrase"; readonly text: string }
  /** `to`: the `id` of what was said. With a paraphrase `text` is what may go up, with a route a word beside the yes or no. */
  | { readonly what: "response"; readonly to: string; readonly agrees: boolean; readonly text: string };

export type Outcome = ClosedEvent["outcome"];
export type Route = RouteEvent["route"];

/** The submitter's yes or no to a route or a paraphrase: the last that they gave. */
export interface Answered {
  readonly agrees: boolean;
  readonly text: string;
  /** ISO date. */
  readonly date: string;
}

/** Who can read a thread, by name. */
export interface Readers {
  /** Can read all of it. */
  readonly now: readonly string[];
  /** Are not in the team any more, and can read what is written until the submitter writes again. */
  readonly still: readonly string[];
  /** Could read what was written before that, and nothing since. */
  readonly former: readonly string[];
  /** Are in the team, and have not been given what was written before. */
  readonly joining: readonly string[];
}

/**
 * Whether the next thing that is sent seals the thread to the team's present key. `unread`: the signal has to be read first;
 * `excluded`: somebody is in the team now who must not see it; `unvouched`: two witnesses are missing for that key. Then it stays
 * with those who could read it. `behind`: another device knows a newer team, and nothing can be sent before this page does.
 */
export type Reopening = "none" | "due" | "unread" | "excluded" | "unvouched" | "behind";

export interface Said {
  /** By which a response names it; empty while it waits for the log. */
  readonly id: string;
  readonly by: "submitter" | "member";
  /** Name of the member, or null for the submitter. */
  readonly name: string | null;
  /** ISO date (no time) as its writer stated it. */
  readonly date: string;
  readonly words: Words;
  /** To a route or a paraphrase; null for anything else, and until it is given. */
  readonly answered: Answered | null;
  /** False while it is kept by the board and not yet in the log. */
  readonly inLog: boolean;
}

/** Somebody used a newer version of the program, or one of four parts has not arrived. Shown, never dropped. */
export interface Unreadable {
  readonly reason: "needs_newer_version" | "incomplete";
}

/** What a visit rests on, each with who vouches for it. */
export interface Vouched {
  /** The list of keys. */
  readonly keys: Vouching;
  /** The log of letters. */
  readonly log: Vouching;
}

/** What a person can check, or have checked, about the place of a signal in the log. */
export interface Proof {
  readonly state: "in_log" | "promised";
  /** Number of the envelope in the log, from 0; null while promised. */
  readonly index: number | null;
  readonly size: number;
  /** Root of the log, lower-case hex. */
  readonly root: string;
  readonly envelopeHash: string;
  /** Number of earlier checkpoints this one was shown to continue (from this visit and from the last burst). */
  readonly continues: number;
  /** Names of the witnesses that vouched last, for a log that this signal is in; null where two did not. */
  readonly witnessed: { readonly names: readonly string[]; readonly since: number } | null;
}

export type ThreadView =
  | {
      readonly state: "nothing";
      /** Unix milliseconds at which something sent now would be visible. */
      readonly nextVisible: number;
      readonly vouched: Vouched;
    }
  | {
      readonly state: "found";
      readonly title: string;
      /** ISO date as stated. */
      readonly date: string;
      /** Null while it stands in an older part of the log that was not read. */
      readonly signal: SignalText | null;
      readonly team: Team | null;
      readonly waitsFor: Turn;
      readonly conversation: readonly Said[];
      readonly unreadable: readonly Unreadable[];
      readonly readers: Readers;
      readonly reopening: Reopening;
      /** Names of writers in whose lane something stood that they did not sign: it is not shown. Null for the submitter's. */
      readonly forged: readonly (string | null)[];
      readonly proof: Proof;
      readonly vouched: Vouched;
      /** Unix milliseconds, while something of one's own is waiting for the next checkpoint. */
      readonly visibleFrom: number | null;
      /** Older bundles hold messages that this visit's fixed set did not fetch. */
      readonly hasOlder: boolean;
      readonly room: Room;
      /** How many messages can be sent before another pass or card is needed. */
      readonly postsLeft: number;
    };

/** A signal and what is said about it, for its submitter. */
export interface ThreadCalls {
  /** Asked by every page to write or to follow, before anybody does anything there: what it takes is fetched. */
  prepareThread: { readonly params: Record<string, never>; readonly result: null };
  /** Remembered in the Worker until it was exchanged. Costs nothing, and asks the server for nothing. */
  givePass: { readonly params: { readonly source: PassSource }; readonly result: GivenPass };
  /** Of the thread that is open: from the pass just given. */
  /** The open thread with what was sent since it was read; asks the server for nothing. */
  showThread: { readonly params: Record<string, never>; readonly result: ThreadView };
  exchangePass: { readonly params: Record<string, never>; readonly result: { readonly postsLeft: number } };
  measureSignal: { readonly params: { readonly signal: SignalText; readonly team: string }; readonly result: Room };
  /** @param team as the page shows it: to other people it is not sealed */
  sendSignal: {
    readonly params: { readonly master: Uint8Array; readonly signal: SignalText; readonly team: Team };
    readonly result: Receipt;
  };
  openThread: { readonly params: { readonly master: Uint8Array }; readonly result: ThreadView };
  /** Reads again: the same fixed set, or with `older` the next older bundles too. */
  refreshThread: { readonly params: { readonly older: boolean }; readonly result: ThreadView };
  measureMessage: { readonly params: { readonly text: string }; readonly result: Room };
  /** Yes or no to a route or a paraphrase; `to` is the `id` of what was said. */
  sendResponse: {
    readonly params: { readonly to: string; readonly agrees: boolean; readonly text: string };
    readonly result: Receipt;
  };
  sendMessage: { readonly params: { readonly text: string }; readonly result: Receipt };
}
