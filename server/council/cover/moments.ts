// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { cryptoUniform, type Uniform } from "./random.ts";

/** Slots of one visit, on average: half an hour in production. */
const VISIT_SLOTS = 30;

/**
 * When requests leave: one page after the other is open, as it were, each at t₀ + k · interval (crypto/oblivious/SPEC.md, "Cover").
 * How long one is open depends on nothing but chance. One t₀ for ever would be the node's mark: the gateway sees every moment, and
 * could leave out what came at that one.
 */
export class Moments {
  readonly #intervalMs: number;
  readonly #random: Uniform;
  #nextMs: number;

  /** @param nowMs of a clock that only goes forward */
  constructor(intervalMs: number, nowMs: number, random: Uniform = cryptoUniform) {
    this.#intervalMs = intervalMs;
    this.#random = random;
    this.#nextMs = nowMs + intervalMs * (1 + random());
  }

  get nextMs(): number {
    return this.#nextMs;
  }

  /** To the next one, an interval later or more. After a machine slept it begins anew: nothing is made up for. */
  pass(nowMs: number): void {
    const isNewVisit = this.#random() * VISIT_SLOTS < 1;
    this.#nextMs += this.#intervalMs * (isNewVisit ? 1 + this.#random() : 1);
    if (this.#nextMs < nowMs + this.#intervalMs / 2) this.#nextMs = nowMs + this.#intervalMs * (1 + this.#random());
  }
}
