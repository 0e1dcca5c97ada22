// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Uniform } from "../../../crypto/index.ts";
import { cryptoUniform } from "./random.ts";

const HOUR_MS = 3_600_000;

/**
 * When there is a burst to post: a Poisson process, whose gaps are exponential. What came before says nothing of what comes, so
 * whoever saw some of the cover knows nothing of the rest, and a node that begins anew has lost nothing.
 */
export class Arrivals {
  readonly #meanMs: number;
  readonly #random: Uniform;
  #nextMs: number;

  /** @param perHour on average, above 0 @param nowMs of any clock that only goes forward */
  constructor(perHour: number, nowMs: number, random: Uniform = cryptoUniform) {
    this.#meanMs = HOUR_MS / perHour;
    this.#random = random;
    this.#nextMs = nowMs + this.#gapMs();
  }

  #gapMs(): number {
    return -Math.log(1 - this.#random()) * this.#meanMs;
  }

  /** How many there were since this was asked last. */
  until(nowMs: number): number {
    let count = 0;
    for (; this.#nextMs <= nowMs; this.#nextMs += this.#gapMs()) count++;
    return count;
  }
}
