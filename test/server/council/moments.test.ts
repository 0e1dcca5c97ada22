// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, onTestFinished, test, vi } from "vitest";
import { Moments } from "../../../server/council/cover/moments.ts";
import { startSlots } from "../../../server/council/cover/slots.ts";
import { chiSquare, seeded } from "./seeded.ts";

const INTERVAL = 60_000;

function momentsOf(seed: number, count: number): number[] {
  const moments = new Moments(INTERVAL, 0, seeded(seed));
  return Array.from({ length: count }, () => {
    const { nextMs } = moments;
    moments.pass(nextMs);
    return nextMs;
  });
}

const gaps = (moments: readonly number[]): number[] => moments.slice(1).map((moment, i) => moment - (moments[i] ?? 0));

test("slots: an interval lies between two, and between two visits up to as much again", () => {
  const between = gaps(momentsOf(1, 30_000));
  const others = between.filter((gap) => Math.abs(gap - INTERVAL) > 0.001);
  expect(Math.min(...others)).toBeGreaterThan(INTERVAL);
  expect(Math.max(...others)).toBeLessThan(2 * INTERVAL);
  // One in thirty, thousandfold: standard deviation 31.
  expect(Math.abs(others.length - 1_000)).toBeLessThan(4 * 31);
});

test("slots: a visit is at no better known moment of the minute than any other, and says nothing of the next", () => {
  const moments = momentsOf(2, 60_000);
  const visits = moments.filter((moment, i) => i === 0 || Math.abs(moment - (moments[i - 1] ?? 0) - INTERVAL) > 0.001);
  const sixth = (moment: number): number => Math.floor((moment % INTERVAL) / (INTERVAL / 6));
  const pairs = visits.slice(1).map((moment, i) => 6 * sixth(visits[i] ?? 0) + sixth(moment));
  const counts = Array.from({ length: 36 }, (_, pair) => pairs.filter((each) => each === pair).length);
  // 35 degrees of freedom: 66.6 is passed once in a thousand.
  expect(chiSquare(counts, Array(36).fill(pairs.length / 36))).toBeLessThan(66.6);
});

test("slots: a machine that slept begins anew and makes up for nothing", () => {
  const moments = new Moments(INTERVAL, 0, seeded(3));
  const woken = 500 * INTERVAL;
  moments.pass(woken);
  expect(moments.nextMs - woken).toBeGreaterThanOrEqual(INTERVAL);
  expect(moments.nextMs - woken).toBeLessThan(2 * INTERVAL);
});

/** Slots by a clock that the test moves. */
function started(seed: number, work: { send?: () => void; prepare?: () => void }): void {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  onTestFinished(() => void vi.useRealTimers());
  const nothing = (): void => undefined;
  const options = { intervalMs: INTERVAL, monotonicMs: () => performance.now(), random: seeded(seed) };
  const stop = startSlots(options, { send: work.send ?? nothing, prepare: work.prepare ?? nothing });
  onTestFinished(stop);
}

test("slots: what is sent leaves at its moment, and everything else happens halfway between two", async () => {
  const [sent, prepared]: number[][] = [[], []];
  started(4, {
    send: () => sent?.push(performance.now()),
    prepare: () => prepared?.push(performance.now()),
  });
  const begun = performance.now();
  await vi.advanceTimersByTimeAsync(2_000 * INTERVAL);
  const expected = momentsOf(4, sent?.length ?? 0);
  expect(sent?.length).toBeGreaterThan(1_900);
  // Timers count whole milliseconds.
  for (const [i, moment] of expected.entries()) expect(Math.abs((sent?.[i] ?? 0) - begun - moment)).toBeLessThan(2);
  for (const [i, moment] of (prepared ?? []).entries())
    expect(Math.abs(2 * (moment - begun) - (expected[i - 1] ?? 0) - (expected[i] ?? 0))).toBeLessThan(4);
});

test("slots: one that was late makes none of the next late", () => {
  const late = new Moments(INTERVAL, 0, seeded(5));
  for (const moment of momentsOf(5, 200)) {
    expect(late.nextMs).toBeCloseTo(moment, 3);
    late.pass(moment + 7_000);
  }
});
