// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  joinEvents,
  LOOK_AHEAD,
  mergeEvents,
  openMessage,
  type JoinedEvent,
  type ThreadKeys,
  type VerifiedPart,
} from "#crypto";
import type { Lane, Place } from "./scan.ts";

/** Ed25519 public key of whoever writes in a lane; undefined where nobody does. */
export type SignerOf = (lane: number) => Uint8Array | undefined;

/** One thread as it was read: a generation of a case, or what a team has beside it. */
export class Strand {
  readonly keys: ThreadKeys;
  readonly lanes: readonly Lane[];
  readonly #signerOf: SignerOf;
  /** By number in the log. */
  readonly parts = new Map<number, VerifiedPart>();
  /** Numbers in the log of what a newer version wrote. */
  readonly newer = new Set<number>();
  /** Lanes in which something stood that their writer did not sign, by number in the log. */
  readonly forged = new Map<number, number>();

  /** @param lanes whose writers may write here */
  constructor(keys: ThreadKeys, lanes: readonly number[], signerOf: SignerOf) {
    this.keys = keys;
    this.lanes = lanes.map((lane) => ({ keys, lane, next: 0 }));
    this.#signerOf = signerOf;
  }

  lane(wanted: number): Lane | undefined {
    return this.lanes.find(({ lane }) => lane === wanted);
  }

  /**
   * A part that stands at a random tag and has its place here. Further on than anybody looks ahead moves nothing: whoever signs it
   * may be lying, and every position up to it would be searched.
   */
  put(part: VerifiedPart): void {
    this.parts.set(part.index, part);
    const lane = this.lane(part.lane);
    if (lane === undefined || part.position >= lane.next + LOOK_AHEAD) return;
    lane.next = Math.max(lane.next, part.position + part.parts);
  }

  /** What stands at a tag of this thread. @returns whether it was made for this thread */
  read({ lane: { lane }, position }: Place, envelope: Uint8Array, index: number, origin: string): boolean {
    if (this.parts.has(index)) return true;
    const signer = this.#signerOf(lane);
    if (signer === undefined) return false;
    const part = openMessage(this.keys, { lane, position }, envelope, index, origin, signer);
    if (part === "cannot_open") return false;
    if (part === "needs_newer_version") this.newer.add(index);
    else if (part === "forged") this.forged.set(index, lane);
    else this.parts.set(index, part);
    return true;
  }
}

/** A thread, and the place in the log from which on another has taken its place; Infinity while none has. */
export interface Succession {
  readonly strand: Strand;
  readonly end: number;
}

/**
 * What stands in all of them, in reading order. Who left knows the secrets of before: what they sign after another thread took that
 * one's place is not what they wrote as a member.
 */
export async function eventsOf(
  threads: readonly Succession[],
  isFormer: (lane: number) => boolean,
): Promise<JoinedEvent[]> {
  const joined = await Promise.all(
    threads.map(async ({ strand, end }) => {
      const events = await joinEvents([...strand.parts.values()]);
      return events.filter(({ lane, index }) => !(index > end && isFormer(lane)));
    }),
  );
  return mergeEvents(joined);
}
