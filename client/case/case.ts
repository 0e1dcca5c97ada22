// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type {
  ClosedEvent,
  JoinedEvent,
  MessageEvent,
  ParaphraseEvent,
  ResponseEvent,
  RouteEvent,
  SeenEvent,
  SignalEvent,
  ThreadEvent,
} from "#crypto/thread/index.ts";

/** What can be said or done in a thread after the signal. */
export type Deed = MessageEvent | SeenEvent | ClosedEvent | RouteEvent | ParaphraseEvent | ResponseEvent;

/** What somebody said or did in a thread after the signal, in reading order. */
export interface Entry {
  /** 0 the submitter, else a member's lane. */
  readonly lane: number;
  /** Event id, base64url; empty for what waits for the log. */
  readonly id: string;
  readonly event: Deed;
}

const SUBMITTERS: ReadonlySet<ThreadEvent["type"]> = new Set(["message", "response"]);
const MEMBERS: ReadonlySet<ThreadEvent["type"]> = new Set(["message", "seen", "closed", "route", "paraphrase"]);

/** Who may say what: a submitter neither sees nor closes, a member does not answer in their name. */
export function isDeed(lane: number, event: ThreadEvent): event is Deed {
  return (lane === SUBMITTER_LANE ? SUBMITTERS : MEMBERS).has(event.type);
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
 * Folds the joined events of one case, of all its generations. The signal stands in lane 0 at position 0 and nowhere else, and
 * nothing else stands there but what goes on with it: an event out of its place counts as one that cannot be opened.
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
    const { event, lane, id } = joined;
    if (event.type === "signal" && isOpeningPlace(joined) && signal === null) signal = event;
    else if (event.type === "reopened" && isOpeningPlace(joined)) continue;
    else if (!isOpeningPlace(joined) && isDeed(lane, event)) entries.push({ lane, id, event });
    else unreadable.push("cannot_open");
  }
  return { signal, entries, unreadable, waitsFor: turnOf(signal, entries) };
}

/** What a closing must say to close such a signal: one about execution is not closed without an answer to it. */
export function mayClose(about: SignalEvent["about"], outcome: ClosedEvent["outcome"]): boolean {
  return outcome !== "none" || about !== "execution";
}

/** The answer that counts for a route or paraphrase: the submitter's last. */
export function responseTo({ lane, id }: Entry, entries: readonly Entry[]): ResponseEvent | null {
  const given = entries.flatMap(({ event }) =>
    event.type === "response" && event.lane === lane && event.to === id ? [event] : [],
  );
  return given.at(-1) ?? null;
}

/** What waits for a turn: a member's word waits for the submitter, a submitter's for the desk. */
const TURNS: Readonly<Partial<Record<Deed["type"], Exclude<Turn, "nobody">>>> = {
  route: "submitter",
  paraphrase: "submitter",
  response: "desk",
};

/** Whose turn it is after all that was said and done. */
export function turnOf(signal: SignalEvent | null, entries: readonly Entry[]): Turn {
  let isClosed = false;
  let turn: "desk" | "submitter" = "desk";
  for (const { lane, event } of entries) {
    if (event.type === "closed") isClosed ||= mayClose(signal?.about ?? "policy", event.outcome);
    const next = event.type === "message" ? (lane === SUBMITTER_LANE ? "desk" : "submitter") : TURNS[event.type];
    if (next === undefined) continue;
    turn = next;
    if (turn === "desk") isClosed = false;
  }
  return isClosed ? "nobody" : turn;
}
