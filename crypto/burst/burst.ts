// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ENVELOPE_BYTES, sealChaff } from "../envelope/index.ts";
import { ProtocolError } from "../errors.ts";
import { randomBytes } from "../sodium.ts";
import { concat, Reader } from "../wire/index.ts";

export const ENVELOPES_PER_BURST = 5;
/** Five envelopes and nothing around them. */
export const BURST_BYTES = ENVELOPES_PER_BURST * ENVELOPE_BYTES;

/** A uniform whole number below `limit` (at most 2^32), by rejection. */
function randomBelow(limit: number): number {
  const usable = Math.floor(2 ** 32 / limit) * limit;
  for (;;) {
    const drawn = new Reader(randomBytes(4)).uint(4);
    if (drawn < usable) return drawn % limit;
  }
}

/** Fisher–Yates on a copy, with the platform's cryptographic generator. */
export function shuffled<T>(items: readonly T[]): T[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const other = randomBelow(last + 1);
    const moved = order[last] as T;
    order[last] = order[other] as T;
    order[other] = moved;
  }
  return order;
}

/**
 * The only thing that is ever posted: what there is to say, filled up with chaff, in random order.
 * @param envelopes at most five of 8,192 bytes
 * @returns 40,960 bytes
 */
export function packBurst(envelopes: readonly Uint8Array[], origin: string): Uint8Array<ArrayBuffer> {
  if (envelopes.length > ENVELOPES_PER_BURST) throw new RangeError("a burst holds five envelopes");
  const chaff = Array.from({ length: ENVELOPES_PER_BURST - envelopes.length }, () => sealChaff(origin));
  const burst = concat(...shuffled([...envelopes, ...chaff]));
  if (burst.length !== BURST_BYTES) throw new RangeError("an envelope has 8,192 bytes");
  return burst;
}

/** Five views of 8,192 bytes, in the order posted. */
export function splitBurst(burst: Uint8Array): Uint8Array[] {
  if (burst.length !== BURST_BYTES) throw new ProtocolError("malformed", "a burst has 40,960 bytes");
  return Array.from({ length: ENVELOPES_PER_BURST }, (_, i) =>
    burst.subarray(i * ENVELOPE_BYTES, (i + 1) * ENVELOPE_BYTES),
  );
}
