// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { TAG_BYTES } from "../envelope/index.ts";
import { prf } from "../prf.ts";
import { xwingKey, type XWingKey } from "../sodium.ts";

/** How far readers look past the last message they found in a lane, gaps included. */
export const LOOK_AHEAD = 64;
/** The submitter's lane; members have 1 to 65,535, one each, never reused. */
export const SUBMITTER_LANE = 0;

/** Tags of one lane, one behind the other: a reader looks for a hundred thousand of them, again and again. */
class Tags {
  readonly #derive: (position: number) => Uint8Array;
  #bytes = new Uint8Array(LOOK_AHEAD * TAG_BYTES);
  #count = 0;

  constructor(derive: (position: number) => Uint8Array) {
    this.#derive = derive;
  }

  at(position: number): Uint8Array {
    // Far past what was looked for: whoever says so may be lying, and does not fill our memory.
    if (position > this.#count + LOOK_AHEAD) return this.#derive(position).subarray(0, TAG_BYTES);
    while (this.#count <= position) this.#add();
    return this.#bytes.subarray(position * TAG_BYTES, (position + 1) * TAG_BYTES);
  }

  #add(): void {
    const at = this.#count * TAG_BYTES;
    if (at === this.#bytes.length) {
      const longer = new Uint8Array(2 * at);
      longer.set(this.#bytes);
      this.#bytes = longer;
    }
    this.#bytes.set(this.#derive(this.#count++).subarray(0, TAG_BYTES), at);
  }
}

/** What the holder of a thread's secret can derive. */
export interface ThreadKeys {
  /** 32 bytes; signatures of messages are bound to it. */
  readonly id: Uint8Array;
  /** Key of everything written in one lane; derived once. */
  laneKey(lane: number): XWingKey;
  /** 16 bytes: where message `position` of a lane can be found; derived once. */
  tag(lane: number, position: number): Uint8Array;
}

/** The thread that a team has beside a case: who has the team's seed and knows the case can read it. @param seed of the team's key */
export function sideKeys(seed: Uint8Array, threadId: Uint8Array, origin: string): ThreadKeys {
  return threadKeys(prf(seed, origin, "side", threadId), origin);
}

/** @param secret 32 bytes: a thread, self, rung, net or hold secret */
export function threadKeys(secret: Uint8Array, origin: string): ThreadKeys {
  const lanes = new Map<number, XWingKey>();
  const tags = new Map<number, Tags>();
  return {
    id: prf(secret, origin, "id"),
    laneKey(lane) {
      const known = lanes.get(lane);
      if (known !== undefined) return known;
      const key = xwingKey(prf(secret, origin, "lane", lane));
      lanes.set(lane, key);
      return key;
    },
    tag(lane, position) {
      const known = tags.get(lane) ?? new Tags((at) => prf(secret, origin, "tag", lane, at));
      tags.set(lane, known);
      return known.at(position);
    },
  };
}
