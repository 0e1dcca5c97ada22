// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { JoinedEvent, SignalEvent } from "#crypto/thread/index.ts";

/** Somebody's words in a thread, in reading order. */
export interface Utterance {
  /** 0 the submitter, else a member's lane. */
  readonly lane: number;
  readonly date: string;
  readonly text: string;
}

/** A thread as people talk about it. Knows no network, no keys, no names. */
export interface Case {
  /** Null while the opening has not been read. */
  readonly signal: SignalEvent | null;
  readonly utterances: readonly Utterance[];
  /** Events that this program cannot show, counted and never dropped. */
  readonly unreadable: readonly ("needs_newer_version" | "incomplete" | "cannot_open")[];
  /** Who spoke last decides whose turn it is; nobody but the submitter spoke: the desk's. */
  readonly waitsFor: "desk" | "submitter";
}

const SUBMITTER_LANE = 0;

function isOpeningPlace(event: JoinedEvent): boolean {
  return event.lane === SUBMITTER_LANE && event.position === 0;
}

/**
 * Folds the joined events of one thread. The signal stands in lane 0 at position 0 and nowhere else, and nothing else stands
 * there: an event out of its place is shown as one that cannot be opened.
 */
export function caseFrom(events: readonly JoinedEvent[]): Case {
  let signal: SignalEvent | null = null;
  const utterances: Utterance[] = [];
  const unreadable: Case["unreadable"][number][] = [];
  for (const joined of events) {
    if (joined.state !== "event") {
      unreadable.push(joined.state);
      continue;
    }
    const { event } = joined;
    if (event.type === "signal" && isOpeningPlace(joined) && signal === null) signal = event;
    else if (event.type === "message" && !isOpeningPlace(joined)) {
      utterances.push({ lane: joined.lane, date: event.date, text: event.text });
    } else unreadable.push("cannot_open");
  }
  const last = utterances.at(-1);
  const waitsFor = last === undefined || last.lane === SUBMITTER_LANE ? "desk" : "submitter";
  return { signal, utterances, unreadable, waitsFor };
}
