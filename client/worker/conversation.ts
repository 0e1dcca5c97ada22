// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { MessageEvent, SignalEvent, Statement, ThreadEvent } from "#crypto";
import { packEvent, ProtocolError, roomFor } from "#crypto";
import type { Case } from "../case/case.ts";
import type { Room, Said, SignalText, Unreadable } from "./protocol.ts";

/** Today as its writer's device has it: a day, never a time. */
export function today(): string {
  const now = new Date();
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export function signalEvent(signal: SignalText, team: string): SignalEvent {
  return { type: "signal", date: today(), team, title: signal.title, facts: signal.facts, judgement: signal.judgement };
}

export function messageEvent(text: string): MessageEvent {
  return { type: "message", date: today(), text };
}

/** Lengths are those of the packed event: what a page shows as room left is what sending will find. */
export async function measure(event: ThreadEvent): Promise<Room> {
  const availableBytes = roomFor(event.type === "signal");
  try {
    const { bytes } = await packEvent(event);
    return { usedBytes: bytes.length, availableBytes, fits: bytes.length <= availableBytes };
  } catch (error) {
    if (error instanceof ProtocolError && error.code === "malformed")
      return { usedBytes: 0, availableBytes, fits: true };
    if (error instanceof ProtocolError) return { usedBytes: availableBytes + 1, availableBytes, fits: false };
    throw error;
  }
}

export function saidIn(thread: Case, statement: Statement): Said[] {
  return thread.utterances.map(({ lane, date, text }) => ({
    by: lane === 0 ? "submitter" : "member",
    name: statement.members.find((member) => member.lane === lane)?.name ?? null,
    date,
    text,
    inLog: true,
  }));
}

/**
 * What a page shows of events it cannot show, and of envelopes of this thread that a newer version wrote. One that does not open
 * at all is somebody else's noise.
 */
export function unreadableIn(thread: Case, newer: ReadonlySet<number>): Unreadable[] {
  const joined = thread.unreadable.flatMap((reason) => (reason === "cannot_open" ? [] : [{ reason }]));
  return [...joined, ...[...newer].map(() => ({ reason: "needs_newer_version" as const }))];
}
