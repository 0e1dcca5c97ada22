// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { packBurst } from "../../../crypto/index.ts";

/** Five envelopes that nobody can open, and what they cost. */
export interface CoverBurst {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Value of the Authorization header. */
  readonly authorization: string;
}

/** Slots in which one goes before it is given up, as a page's does (crypto/oblivious/SPEC.md, "Slots"). */
const TRIES = 3;
/** While nothing gets through, what comes is not heaped up: it would leave in a row, as nobody else's does. */
const WAITING = 5;

/** What there is to post, one thing a slot; while one is on its way, nothing else is. */
export class Outbox {
  readonly #origin: string;
  #waiting = 0;
  #burst: CoverBurst | null = null;
  #triesLeft = 0;
  #isOnItsWay = false;

  constructor(origin: string) {
    this.#origin = origin;
  }

  arrive(count: number): void {
    this.#waiting = Math.min(this.#waiting + count, WAITING);
  }

  /**
   * What goes in the next slot; null for a dummy.
   * @param pay a token, or null where there is none: what waits is then given up
   */
  next(pay: () => string | null): CoverBurst | null {
    if (this.#isOnItsWay) return null;
    this.#burst ??= this.#packed(pay);
    this.#isOnItsWay = this.#burst !== null;
    return this.#burst;
  }

  #packed(pay: () => string | null): CoverBurst | null {
    if (this.#waiting === 0) return null;
    const authorization = pay();
    this.#waiting = authorization === null ? 0 : this.#waiting - 1;
    this.#triesLeft = TRIES;
    return authorization === null ? null : { bytes: packBurst([], this.#origin), authorization };
  }

  /** @param isAnswered else it may have been kept or not: the same bytes with the same token are kept once, however often they come */
  settle(isAnswered: boolean): void {
    this.#isOnItsWay = false;
    if (isAnswered || --this.#triesLeft === 0) this.#burst = null;
  }
}
