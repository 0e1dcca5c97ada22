// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import { nextSlotMoment, type ObliviousRequest, type ObliviousResponse } from "#crypto";
import { Slots, TRIES, type Sent } from "../../../client/worker/slots.ts";

const INTERVAL = 60_000;

const request = (path: string): ObliviousRequest => ({
  method: "POST",
  path,
  authorization: null,
  contentType: null,
  content: new Uint8Array(0),
});
const response = (status: number): ObliviousResponse => ({ status, contentType: null, content: new Uint8Array(0) });

/** A clock that is moved by hand, and what went out by it. */
class World {
  time = 1_000;
  readonly sent: { readonly at: number; readonly path: string | null }[] = [];
  stale = 0;
  #timers: { readonly at: number; readonly run: () => void }[] = [];
  readonly slots: Slots;
  /** Where in each interval: the same for every world. */
  #draws = 0;

  /** @param answer to each slot in turn; pending for ever where it says nothing */
  constructor(answer: (number: number) => Sent | Promise<Sent>) {
    this.slots = new Slots(INTERVAL, {
      send: (each) => {
        this.sent.push({ at: this.time, path: each?.path ?? null });
        return Promise.resolve(answer(this.sent.length - 1));
      },
      onStale: () => this.stale++,
      now: () => this.time,
      uniform: () => (this.#draws++ * 0.618) % 1,
      after: (milliseconds, run) => {
        const timer = { at: this.time + milliseconds, run };
        this.#timers.push(timer);
        return () => (this.#timers = this.#timers.filter((other) => other !== timer));
      },
    });
  }

  async pass(milliseconds: number): Promise<void> {
    const end = this.time + milliseconds;
    for (;;) {
      const [next] = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#timers = this.#timers.filter((other) => other !== next);
      this.time = Math.max(this.time, next.at);
      next.run();
      await settle();
    }
    this.time = end;
  }

  /** What the network sees. */
  moments(): number[] {
    return this.sent.map(({ at }) => at);
  }
}

/** Everything that was waiting for an answer that is here. */
async function settle(): Promise<void> {
  for (let i = 0; i < 5; i++) await Promise.resolve();
}

const answered: Sent = { state: "answered", response: response(201) };

test("slots: one leaves at every moment of the schedule, with nothing to post and with much", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 10 * INTERVAL }), { maxLength: 8 }), async (moments) => {
      const [quiet, busy] = [new World(() => answered), new World(() => answered)];
      await quiet.pass(10 * INTERVAL);
      for (const moment of moments.toSorted((a, b) => a - b)) {
        await busy.pass(Math.max(0, 1_000 + moment - busy.time));
        void busy.slots.post(request("/burst"), () => undefined);
      }
      await busy.pass(1_000 + 10 * INTERVAL - busy.time);
      expect(busy.moments()).toEqual(quiet.moments());
      // One in each interval of the clock, from the one after it was opened.
      expect(
        quiet
          .moments()
          .slice(0, 9)
          .map((at) => Math.floor(at / INTERVAL)),
      ).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }),
  );
});

test("slots: what is posted leaves one thing a slot, in the order asked, and its page knows when", async () => {
  const world = new World(() => answered);
  const told: number[] = [];
  const first = world.slots.post(request("/first"), (at) => told.push(at));
  const second = world.slots.post(request("/second"), (at) => told.push(at));
  await world.pass(4 * INTERVAL);
  expect(world.sent.map(({ path }) => path).slice(0, 3)).toEqual(["/first", "/second", null]);
  expect(told[0]).toBe(world.moments()[0]);
  expect(told[1]).toBeGreaterThan(told[0] ?? 0);
  expect((await first)?.status).toBe(201);
  expect((await second)?.status).toBe(201);
});

test("slots: no answer, and it leaves once more in a later slot; after three nobody is kept waiting", async () => {
  const world = new World(() => ({ state: "unanswered" }));
  const told: boolean[] = [];
  const posted = world.slots.post(request("/burst"), (_at, isAgain) => told.push(isAgain));
  await world.pass(10 * INTERVAL);
  expect(await posted).toBeNull();
  expect(world.sent.filter(({ path }) => path !== null)).toHaveLength(TRIES);
  expect(told).toEqual([false, true, true]);
  expect(world.moments().length).toBeGreaterThan(TRIES);
});

test("slots: while an answer takes its time the slots between carry dummies", async () => {
  let answer: (sent: Sent) => void = () => undefined;
  const late = new Promise<Sent>((resolve) => (answer = resolve));
  const world = new World((number) => (number === 0 ? late : answered));
  const posted = world.slots.post(request("/burst"), () => undefined);
  await world.pass(4 * INTERVAL);
  expect(world.sent.map(({ path }) => path).slice(0, 3)).toEqual(["/burst", null, null]);
  answer(answered);
  expect((await posted)?.status).toBe(201);
});

test("slots: keys that are none of now are said for dummies and posts alike, and what was to be posted leaves again", async () => {
  const world = new World((number) => (number < 2 ? { state: "stale" } : answered));
  await world.pass(2 * INTERVAL);
  const posted = world.slots.post(request("/burst"), () => undefined);
  await world.pass(4 * INTERVAL);
  expect(world.stale).toBe(2);
  expect((await posted)?.status).toBe(201);
});

test("slots: what its asker takes back never leaves; the schedule stays", async () => {
  const world = new World(() => answered);
  const asker = {};
  void world.slots.post(request("/mine"), () => undefined, asker);
  void world.slots.post(request("/other"), () => undefined, {});
  world.slots.drop(asker);
  await world.pass(3 * INTERVAL);
  expect(world.sent.map(({ path }) => path).slice(0, 2)).toEqual(["/other", null]);
});

test("slots: a device that slept makes up for no slot", async () => {
  const world = new World(() => answered);
  await world.pass(2 * INTERVAL);
  const before = world.sent.length;
  world.time += 50 * INTERVAL;
  await world.pass(2 * INTERVAL);
  // The timer that was due while it slept runs late, once.
  expect(world.sent.length - before).toBeLessThanOrEqual(3);
});

test("slots: the moment in an interval is anywhere in it, and tells nothing of the one before", () => {
  const draws = Array.from({ length: 4_000 }, (_, i) => nextSlotMoment(i * INTERVAL, INTERVAL) - (i + 1) * INTERVAL);
  expect(draws.every((offset) => offset >= 0 && offset < INTERVAL)).toBe(true);
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const middle = draws.map((offset) => offset / INTERVAL - 0.5);
  // Standard errors: 0.0046 and 0.0013; five of them.
  expect(Math.abs(mean(middle))).toBeLessThan(0.023);
  expect(Math.abs(mean(middle.slice(1).map((value, i) => value * (middle[i] ?? 0))))).toBeLessThan(0.0066);
});
