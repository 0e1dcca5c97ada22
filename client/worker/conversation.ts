// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { SignalEvent, Statement, ThreadEvent } from "#crypto";
import { packEvent, ProtocolError, roomFor, SUBMITTER_LANE } from "#crypto";
import { isDeed, responseTo, turnOf, type Case, type Deed, type Entry, type Turn } from "../case/case.ts";
import { today } from "../case/today.ts";
import { writerIn } from "./organisation.ts";
import type { Answered, Room, Said, SignalText, Unreadable, Words } from "../protocol/index.ts";

export function signalEvent(signal: SignalText, team: string): SignalEvent {
  return { type: "signal", date: today(), team, ...signal };
}

/** By which a response names what it answers: whose it is, and its event id. */
export const nameOf = (lane: number, id: string): string => (id === "" ? "" : `${lane}/${id}`);

/** @param tokens of a member's answer: with which its reader can write back */
export function eventOf(words: Words, tokens: string[] = []): Deed {
  const date = today();
  switch (words.what) {
    case "message":
      return { type: "message", date, text: words.text, tokens };
    case "seen":
      return { type: "seen", date };
    case "closed":
      return { type: "closed", date, outcome: words.outcome, reasons: words.reasons, tokens };
    case "route":
      return { type: "route", date, route: words.route, text: words.text, tokens };
    case "paraphrase":
      return { type: "paraphrase", date, text: words.text, tokens };
    case "response": {
      const [lane = "", to = ""] = words.to.split("/");
      return { type: "response", date, lane: Number(lane), to, agrees: words.agrees, text: words.text };
    }
  }
}

function wordsOf(event: Deed): Words {
  switch (event.type) {
    case "message":
      return { what: "message", text: event.text };
    case "seen":
      return { what: "seen" };
    case "closed":
      return { what: "closed", outcome: event.outcome, reasons: event.reasons };
    case "route":
      return { what: "route", route: event.route, text: event.text };
    case "paraphrase":
      return { what: "paraphrase", text: event.text };
    case "response":
      return { what: "response", to: nameOf(event.lane, event.to), agrees: event.agrees, text: event.text };
  }
}

/**
 * Lengths are those of the packed event: what a page shows as room left is what sending will find.
 * @param parts envelopes that are left for it in a burst
 */
export async function measure(event: ThreadEvent, parts?: number): Promise<Room> {
  const availableBytes = roomFor(event.type === "signal", parts);
  try {
    const { bytes } = await packEvent(event);
    const usedBytes = bytes.length;
    return { usedBytes, availableBytes, fits: usedBytes <= availableBytes };
  } catch (error) {
    if (error instanceof ProtocolError && error.code === "malformed")
      return { usedBytes: 0, availableBytes, fits: true };
    if (error instanceof ProtocolError) return { usedBytes: availableBytes + 1, availableBytes, fits: false };
    throw error;
  }
}

/** What was posted and does not stand in the log yet. */
export interface Waiting {
  /** Id of the thread that it goes to. */
  readonly thread: Uint8Array;
  readonly entry: { readonly lane: number; readonly id: string; readonly event: ThreadEvent };
  readonly position: number;
}

/** What of it is said in the thread itself. */
const entriesOf = (waiting: readonly Waiting[]): Entry[] =>
  waiting.flatMap(({ entry: { lane, id, event } }) => (isDeed(lane, event) ? [{ lane, id, event }] : []));

function answeredIn(entry: Entry, entries: readonly Entry[]): Answered | null {
  if (entry.event.type !== "route" && entry.event.type !== "paraphrase") return null;
  const response = responseTo(entry, entries);
  return response && { agrees: response.agrees, text: response.text, date: response.date };
}

function saidOf(entry: Entry, entries: readonly Entry[], statement: Statement, inLog: boolean): Said {
  const { lane, id, event } = entry;
  return {
    id: nameOf(lane, id),
    by: lane === SUBMITTER_LANE ? "submitter" : "member",
    name: writerIn(statement, lane)?.name ?? null,
    date: event.date,
    words: wordsOf(event),
    answered: answeredIn(entry, entries),
    inLog,
  };
}

/** In reading order; what waits for the log comes last. */
export function saidIn(thread: Case, statement: Statement, waiting: readonly Waiting[] = []): Said[] {
  const sent = entriesOf(waiting);
  const entries = [...thread.entries, ...sent];
  return [
    ...thread.entries.map((entry) => saidOf(entry, entries, statement, true)),
    ...sent.map((entry) => saidOf(entry, entries, statement, false)),
  ];
}

/** Also what one just sent oneself counts, before the log has it. */
export function turnIn({ signal, entries }: Case, waiting: readonly Waiting[]): Turn {
  return turnOf(signal, [...entries, ...entriesOf(waiting)]);
}

/**
 * What a page shows of events it cannot show, and of envelopes of this thread that a newer version wrote. One that does not open
 * at all is somebody else's noise.
 */
export function unreadableIn(thread: Case, newer: ReadonlySet<number>): Unreadable[] {
  const joined = thread.unreadable.flatMap((reason) => (reason === "cannot_open" ? [] : [{ reason }]));
  return [...joined, ...[...newer].map(() => ({ reason: "needs_newer_version" as const }))];
}
