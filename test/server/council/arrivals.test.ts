// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { Arrivals } from "../../../server/council/cover/arrivals.ts";
import { cryptoUniform } from "../../../server/council/cover/random.ts";
import { chiSquare, seeded } from "./seeded.ts";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const HOURS = 40_000;

/** e^-2 · 2^k / k! for k from 0 to 7, and what is left for more. */
const POISSON_OF_TWO = [0.135335, 0.270671, 0.270671, 0.180447, 0.090224, 0.036089, 0.01203, 0.003437, 0.001097];

function perHour(arrivals: Arrivals, stepMs = HOUR_MS): number[] {
  const counts: number[] = [];
  for (let hour = 0; hour < HOURS; hour++) {
    let count = 0;
    for (let at = stepMs; at <= HOUR_MS; at += stepMs) count += arrivals.until(hour * HOUR_MS + at);
    counts.push(count);
  }
  return counts;
}

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

test("cover: two an hour are a Poisson process: as many hours with none, one, two and so on as there should be", () => {
  const counts = perHour(new Arrivals(2, 0, seeded(1)));
  // Standard deviation of the sum: the root of 80,000.
  expect(Math.abs(total(counts) - 2 * HOURS)).toBeLessThan(4 * 283);
  const classes = POISSON_OF_TWO.map((_, k) => counts.filter((count) => Math.min(count, 8) === k).length);
  const expected = POISSON_OF_TWO.map((share) => share * HOURS);
  // With eight degrees of freedom 26.1 is passed once in a thousand.
  expect(chiSquare(classes, expected)).toBeLessThan(26.1);
});

test("cover: what came in an hour says nothing of the next", () => {
  const counts = perHour(new Arrivals(2, 0, seeded(2)));
  const pairs = counts.slice(1).map((count, i) => (count - 2) * ((counts[i] ?? 0) - 2));
  // Correlation of neighbours; its standard deviation is one in the root of 40,000.
  expect(Math.abs(total(pairs) / pairs.length / 2)).toBeLessThan(4 / 200);
});

test("cover: how often it is looked at changes nothing of what comes", () => {
  const [hours, minutes] = [HOUR_MS, MINUTE_MS].map((step) => perHour(new Arrivals(2, 0, seeded(3)), step));
  expect(minutes).toEqual(hours);
});

test("cover: the budget is the one that is configured", () => {
  for (const budget of [1, 7, 450]) {
    const count = new Arrivals(budget, 5, seeded(budget)).until(1_000 * HOUR_MS);
    expect(Math.abs(count - 1_000 * budget)).toBeLessThan(4 * Math.sqrt(1_000 * budget));
  }
});

test("cover: chance is drawn from 0 up to and without 1, and never the same", () => {
  const drawn = Array.from({ length: 10_000 }, cryptoUniform);
  expect(drawn.every((value) => value >= 0 && value < 1)).toBe(true);
  expect(new Set(drawn).size).toBe(drawn.length);
  const tenths = Array.from({ length: 10 }, (_, i) => drawn.filter((value) => Math.floor(value * 10) === i).length);
  // Nine degrees of freedom: passed once in a hundred thousand million runs.
  expect(chiSquare(tenths, Array(10).fill(1_000))).toBeLessThan(75);
});
