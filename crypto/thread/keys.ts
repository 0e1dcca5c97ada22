// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { TAG_BYTES } from "../envelope/index.ts";
import { prf } from "../prf.ts";
import { xwingKey, type XWingKey } from "../sodium.ts";

/** How far readers look past the last message they found in a lane, gaps included. */
export const LOOK_AHEAD = 64;
/** The submitter's lane; members have 1 to 65,535, one each, never reused. */
export const SUBMITTER_LANE = 0;

/** What the holder of a thread's secret can derive. */
export interface ThreadKeys {
  /** 32 bytes; signatures of messages are bound to it. */
  readonly id: Uint8Array;
  /** Key of everything written in one lane; derived once. */
  laneKey(lane: number): XWingKey;
  /** 16 bytes: where message `position` of a lane can be found. */
  tag(lane: number, position: number): Uint8Array;
}

/** The thread that a team has beside a case: who has the team's seed and knows the case can read it. @param seed of the team's key */
export function sideKeys(seed: Uint8Array, threadId: Uint8Array, origin: string): ThreadKeys {
  return threadKeys(prf(seed, origin, "side", threadId), origin);
}

/** @param secret 32 bytes: a thread, self, rung, net or hold secret */
export function threadKeys(secret: Uint8Array, origin: string): ThreadKeys {
  const lanes = new Map<number, XWingKey>();
  return {
    id: prf(secret, origin, "id"),
    laneKey(lane) {
      const known = lanes.get(lane);
      if (known !== undefined) return known;
      const key = xwingKey(prf(secret, origin, "lane", lane));
      lanes.set(lane, key);
      return key;
    },
    tag: (lane, position) => prf(secret, origin, "tag", lane, position).subarray(0, TAG_BYTES),
  };
}
