// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { randomBytes } from "../sodium.ts";

// When slots leave (SPEC.md, "Slots"): one in each interval of everybody's clock, anywhere in it. A rhythm of one's own would tie all
// slots of one page together for the gateway, which sees their moments and what is in them.

/** From 0 up to and not including 1. */
export type Uniform = () => number;

const platformUniform: Uniform = () => {
  const [a = 0, b = 0, c = 0, d = 0] = randomBytes(4);
  return (((a << 24) | (b << 16) | (c << 8) | d) >>> 0) / 2 ** 32;
};

/**
 * The moment of the slot in the interval after the one that `now` is in.
 * @param now Unix milliseconds
 * @param interval milliseconds
 * @param uniform for tests alone
 * @returns Unix milliseconds, less than two intervals from `now`
 */
export function nextSlotMoment(now: number, interval: number, uniform: Uniform = platformUniform): number {
  return Math.floor((Math.floor(now / interval) + 1 + uniform()) * interval);
}
