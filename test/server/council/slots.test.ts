// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, onTestFinished, test, vi } from "vitest";
import { READY, startSlots, type SlotWork } from "../../../server/council/cover/slots.ts";
import { chiSquare, seeded } from "./seeded.ts";

const INTERVAL = 60_000;
const COUNT = 6_000;

/** Slots by a clock that the test moves. */
async function run(seed: number, work: SlotWork, intervals: number): Promise<void> {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"], now: 1_800_000_123_456 });
  onTestFinished(() => void vi.useRealTimers());
  const stop = startSlots({ intervalMs: INTERVAL, now: Date.now, uniform: seeded(seed) }, work);
  await vi.advanceTimersByTimeAsync(intervals * INTERVAL);
  stop();
  expect(vi.getTimerCount()).toBe(0);
}

async function moments(seed: number): Promise<{ sent: number[]; prepared: number[] }> {
  const [sent, prepared]: [number[], number[]] = [[], []];
  await run(seed, { send: () => sent.push(Date.now()), prepare: () => prepared.push(Date.now()) }, COUNT);
  return { sent, prepared };
}

test("slots: one leaves in each interval of everybody's clock", async () => {
  const { sent } = await moments(1);
  const intervals = sent.map((moment) => Math.floor(moment / INTERVAL));
  expect(intervals).toEqual(intervals.map((_, i) => (intervals[0] ?? 0) + i));
  expect(sent.length).toBeGreaterThan(COUNT - 3);
});

test("slots: where in its interval one leaves is uniform, and says nothing of the next", async () => {
  const { sent } = await moments(2);
  const sixths = sent.map((moment) => Math.floor((moment % INTERVAL) / (INTERVAL / 6)));
  const pairs = sixths.slice(1).map((sixth, i) => 6 * (sixths[i] ?? 0) + sixth);
  const counts = Array.from({ length: 36 }, (_, pair) => pairs.filter((each) => each === pair).length);
  // 35 degrees of freedom: 66.6 is passed once in a thousand.
  expect(chiSquare(counts, Array(36).fill(pairs.length / 36))).toBeLessThan(66.6);
});

test("slots: nothing is prepared within a quarter of an interval of any, and each finds one ready", async () => {
  const { sent, prepared } = await moments(3);
  const all = [...sent.map((at) => ({ at, isSent: true })), ...prepared.map((at) => ({ at, isSent: false }))].toSorted(
    (a, b) => a.at - b.at,
  );
  let ready = 0;
  const first = all.findIndex(({ isSent }) => !isSent);
  expect(first).toBeLessThan(2);
  for (const [i, { at, isSent }] of all.entries()) {
    if (!isSent)
      for (const other of [all[i - 1], all[i + 1]])
        if (other !== undefined) expect(Math.abs(other.at - at)).toBeGreaterThanOrEqual(INTERVAL / 4 - 1);
    if (i >= first) ready = isSent ? ready - 1 : READY;
    expect(ready).toBeGreaterThanOrEqual(0);
  }
});

test("slots: what is prepared takes as long as it likes and delays none", async () => {
  const { sent } = await moments(4);
  const slow: number[] = [];
  // Never done.
  const work = { send: () => slow.push(Date.now()), prepare: () => void new Promise(() => undefined) };
  await run(4, work, COUNT);
  expect(slow).toEqual(sent);
});

test("slots: a machine that slept makes up for nothing", async () => {
  const sent: number[] = [];
  let asleepMs = 0;
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"], now: 1_800_000_000_000 });
  onTestFinished(() => void vi.useRealTimers());
  const now = (): number => Date.now() + asleepMs;
  const work = { send: () => sent.push(now()), prepare: () => undefined };
  onTestFinished(startSlots({ intervalMs: INTERVAL, now, uniform: seeded(5) }, work));
  await vi.advanceTimersByTimeAsync(10 * INTERVAL);
  const before = sent.length;
  asleepMs = 100 * INTERVAL;
  await vi.advanceTimersByTimeAsync(10 * INTERVAL);
  expect(sent.length - before).toBeLessThanOrEqual(11);
  const intervals = sent.slice(before + 1).map((moment) => Math.floor(moment / INTERVAL));
  expect(intervals).toEqual(intervals.map((_, i) => (intervals[0] ?? 0) + i));
});
