// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { ClosedEvent, MessageEvent, SeenEvent, SignalEvent, Statement, ThreadEvent } from "#crypto";
import { packEvent, ProtocolError, roomFor, SUBMITTER_LANE } from "#crypto";
import { turnOf, type Case, type Entry, type Turn } from "../case/case.ts";
import { today } from "../case/today.ts";
import { writerIn } from "./organisation.ts";
import type { Room, Said, SignalText, Unreadable, Words } from "../protocol/index.ts";

export function signalEvent(signal: SignalText, team: string): SignalEvent {
  return { type: "signal", date: today(), team, ...signal };
}

/** @param tokens of a member's answer: with which its reader can write back */
export function eventOf(words: Words, tokens: string[] = []): MessageEvent | SeenEvent | ClosedEvent {
  const date = today();
  switch (words.what) {
    case "message":
      return { type: "message", date, text: words.text, tokens };
    case "seen":
      return { type: "seen", date };
    case "closed":
      return { type: "closed", date, outcome: words.outcome, reasons: words.reasons, tokens };
  }
}

function wordsOf(event: MessageEvent | SeenEvent | ClosedEvent): Words {
  switch (event.type) {
    case "message":
      return { what: "message", text: event.text };
    case "seen":
      return { what: "seen" };
    case "closed":
      return { what: "closed", outcome: event.outcome, reasons: event.reasons };
  }
}

/** Lengths are those of the packed event: what a page shows as room left is what sending will find. */
export async function measure(event: ThreadEvent): Promise<Room> {
  const availableBytes = roomFor(event.type === "signal");
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
  readonly entry: Entry;
  readonly position: number;
}

function saidOf({ lane, event }: Entry, statement: Statement, inLog: boolean): Said {
  return {
    by: lane === SUBMITTER_LANE ? "submitter" : "member",
    name: writerIn(statement, lane)?.name ?? null,
    date: event.date,
    words: wordsOf(event),
    inLog,
  };
}

/** In reading order; what waits for the log comes last. */
export function saidIn(thread: Case, statement: Statement, waiting: readonly Waiting[] = []): Said[] {
  return [
    ...thread.entries.map((entry) => saidOf(entry, statement, true)),
    ...waiting.map(({ entry }) => saidOf(entry, statement, false)),
  ];
}

/** Also what one just sent oneself counts, before the log has it. */
export function turnIn({ signal, entries }: Case, waiting: readonly Waiting[]): Turn {
  return turnOf(signal, [...entries, ...waiting.map(({ entry }) => entry)]);
}

/**
 * What a page shows of events it cannot show, and of envelopes of this thread that a newer version wrote. One that does not open
 * at all is somebody else's noise.
 */
export function unreadableIn(thread: Case, newer: ReadonlySet<number>): Unreadable[] {
  const joined = thread.unreadable.flatMap((reason) => (reason === "cannot_open" ? [] : [{ reason }]));
  return [...joined, ...[...newer].map(() => ({ reason: "needs_newer_version" as const }))];
}
