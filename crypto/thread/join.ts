// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { base64url, concat, hex } from "../wire/index.ts";
import type { ThreadEvent } from "./event.ts";
import { unpackEvent } from "./packing.ts";
import type { VerifiedPart } from "./read.ts";

/** What the parts of one event came to. `incomplete`: a part has not arrived, yet or ever. */
export type JoinedEvent = {
  readonly lane: number;
  /** Of part 0. */
  readonly position: number;
  /** Number in the log of the last part that arrived. */
  readonly index: number;
  /** Event id, base64url: by which a response names what it answers. */
  readonly id: string;
} & (
  | { readonly state: "event"; readonly event: ThreadEvent }
  | { readonly state: "incomplete" | "needs_newer_version" | "cannot_open" }
);

/** Equal KEM ciphertext is one envelope posted twice: it counts once, first in log order. */
function withoutCopies(parts: readonly VerifiedPart[]): VerifiedPart[] {
  const seen = new Set<string>();
  return [...parts]
    .sort((a, b) => a.index - b.index)
    .filter((part) => {
      const name = hex(part.kemCiphertext);
      if (seen.has(name)) return false;
      seen.add(name);
      return true;
    });
}

/** Parts of one event share lane, event id, flags, number of parts, and the position that part 0 would have. */
function groupName(part: VerifiedPart): string {
  const start = part.position - part.part;
  return `${part.lane}/${hex(part.eventId)}/${start}/${part.parts}/${String(part.deflated)}`;
}

async function joinGroup(group: readonly VerifiedPart[]): Promise<JoinedEvent | undefined> {
  const [any] = group;
  if (any === undefined) return undefined;
  const position = any.position - any.part;
  const chosen = Array.from({ length: any.parts }, (_, number) => group.find(({ part }) => part === number));
  const whole = chosen.filter((part) => part !== undefined);
  const index = Math.max(...whole.map((part) => part.index));
  const place = { lane: any.lane, position, index, id: base64url(any.eventId) };
  if (whole.length < any.parts) return { ...place, state: "incomplete" };
  try {
    const bytes = concat(...whole.map(({ chunk }) => chunk));
    return { ...place, state: "event", event: await unpackEvent({ deflated: any.deflated, bytes }) };
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return { ...place, state: error.code === "needs_newer_version" ? error.code : "cannot_open" };
  }
}

/**
 * Joins the verified parts of one thread into events, in the order to show them: by place in the log, and within a lane
 * by position, because the log shuffles what arrived in one interval.
 */
export async function joinEvents(parts: readonly VerifiedPart[]): Promise<JoinedEvent[]> {
  const groups = Map.groupBy(withoutCopies(parts), groupName);
  const joined = (await Promise.all([...groups.values()].map(joinGroup))).filter((event) => event !== undefined);
  return inReadingOrder(joined);
}

/** Events of several threads of one case, each in its own order, by place in the log. */
export function mergeEvents(threads: readonly (readonly JoinedEvent[])[]): JoinedEvent[] {
  const rests = threads.map((events) => [...events]).filter((events) => events.length > 0);
  const merged: JoinedEvent[] = [];
  const nextOf = (rest: readonly JoinedEvent[]): number => rest[0]?.index ?? Infinity;
  for (;;) {
    const [first] = rests.toSorted((a, b) => nextOf(a) - nextOf(b));
    const event = first?.shift();
    if (event === undefined) return merged;
    merged.push(event);
  }
}

function inReadingOrder(events: readonly JoinedEvent[]): JoinedEvent[] {
  const byPosition = [...events].sort((a, b) => a.lane - b.lane || a.position - b.position || a.index - b.index);
  const latest = new Map<number, number>();
  const keyed = byPosition.map((event) => {
    const at = Math.max(event.index, latest.get(event.lane) ?? -1);
    latest.set(event.lane, at);
    return { event, at };
  });
  return keyed.sort((a, b) => a.at - b.at).map(({ event }) => event);
}
