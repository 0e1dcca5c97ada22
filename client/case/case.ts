// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { ClosedEvent, JoinedEvent, MessageEvent, SeenEvent, SignalEvent } from "#crypto/thread/index.ts";

/** What somebody said or did in a thread after the signal, in reading order. */
export interface Entry {
  /** 0 the submitter, else a member's lane. */
  readonly lane: number;
  readonly event: MessageEvent | SeenEvent | ClosedEvent;
}

/** Whose turn it is; nobody's once it is closed. */
export type Turn = "desk" | "submitter" | "nobody";

/** A thread as people talk about it. Knows no network, no keys, no names. */
export interface Case {
  /** Null while the opening has not been read. */
  readonly signal: SignalEvent | null;
  readonly entries: readonly Entry[];
  /** Events that this program cannot show, counted and never dropped. */
  readonly unreadable: readonly ("needs_newer_version" | "incomplete" | "cannot_open")[];
  readonly waitsFor: Turn;
}

const SUBMITTER_LANE = 0;

function isOpeningPlace({ lane, position }: JoinedEvent): boolean {
  return lane === SUBMITTER_LANE && position === 0;
}

/**
 * Folds the joined events of one thread. The signal stands in lane 0 at position 0 and nowhere else, and nothing else stands
 * there; a submitter neither sees nor closes: an event out of its place counts as one that cannot be opened.
 */
export function caseFrom(events: readonly JoinedEvent[]): Case {
  let signal: SignalEvent | null = null;
  const entries: Entry[] = [];
  const unreadable: Case["unreadable"][number][] = [];
  for (const joined of events) {
    if (joined.state !== "event") {
      unreadable.push(joined.state);
      continue;
    }
    const { event, lane } = joined;
    if (event.type === "signal") {
      if (isOpeningPlace(joined) && signal === null) signal = event;
      else unreadable.push("cannot_open");
    } else if (isOpeningPlace(joined) || (lane === SUBMITTER_LANE && event.type !== "message")) {
      unreadable.push("cannot_open");
    } else entries.push({ lane, event });
  }
  return { signal, entries, unreadable, waitsFor: turnOf(signal, entries) };
}

/** What a closing must say to close such a signal: one about execution is not closed without an answer to it. */
export function mayClose(about: SignalEvent["about"], outcome: ClosedEvent["outcome"]): boolean {
  return outcome !== "none" || about !== "execution";
}

/** Whose turn it is after all that was said and done. */
export function turnOf(signal: SignalEvent | null, entries: readonly Entry[]): Turn {
  let isClosed = false;
  let turn: "desk" | "submitter" = "desk";
  for (const { lane, event } of entries) {
    if (event.type === "closed") isClosed ||= mayClose(signal?.about ?? "policy", event.outcome);
    if (event.type !== "message") continue;
    turn = lane === SUBMITTER_LANE ? "desk" : "submitter";
    if (turn === "desk") isClosed = false;
  }
  return isClosed ? "nobody" : turn;
}
