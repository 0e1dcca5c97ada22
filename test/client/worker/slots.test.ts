// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import type { ObliviousRequest, ObliviousResponse } from "#crypto";
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

  /** @param answer to each slot in turn; pending for ever where it says nothing */
  constructor(answer: (number: number) => Sent | Promise<Sent>) {
    this.slots = new Slots(INTERVAL, {
      send: (each) => {
        this.sent.push({ at: this.time, path: each?.path ?? null });
        return Promise.resolve(answer(this.sent.length - 1));
      },
      onStale: () => this.stale++,
      now: () => this.time,
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
      expect(quiet.moments()).toEqual(Array.from({ length: 10 }, (_, k) => 1_000 + (k + 1) * INTERVAL));
    }),
  );
});

test("slots: what is posted leaves one thing a slot, in the order asked, and its page knows when", async () => {
  const world = new World(() => answered);
  const told: number[] = [];
  const first = world.slots.post(request("/first"), (at) => told.push(at));
  const second = world.slots.post(request("/second"), (at) => told.push(at));
  await world.pass(3 * INTERVAL);
  expect(world.sent.map(({ path }) => path)).toEqual(["/first", "/second", null]);
  expect(told).toEqual(world.moments().slice(0, 2));
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
  expect(world.moments()).toHaveLength(10);
});

test("slots: while an answer takes its time the slots between carry dummies", async () => {
  let answer: (sent: Sent) => void = () => undefined;
  const late = new Promise<Sent>((resolve) => (answer = resolve));
  const world = new World((number) => (number === 0 ? late : answered));
  const posted = world.slots.post(request("/burst"), () => undefined);
  await world.pass(3 * INTERVAL);
  expect(world.sent.map(({ path }) => path)).toEqual(["/burst", null, null]);
  answer(answered);
  expect((await posted)?.status).toBe(201);
});

test("slots: keys that are none of now are said for dummies and posts alike, and what was to be posted leaves again", async () => {
  const world = new World((number) => (number < 2 ? { state: "stale" } : answered));
  await world.pass(INTERVAL);
  const posted = world.slots.post(request("/burst"), () => undefined);
  await world.pass(2 * INTERVAL);
  expect(world.stale).toBe(2);
  expect((await posted)?.status).toBe(201);
});

test("slots: what its asker takes back never leaves; the schedule stays", async () => {
  const world = new World(() => answered);
  const asker = {};
  void world.slots.post(request("/mine"), () => undefined, asker);
  void world.slots.post(request("/other"), () => undefined, {});
  world.slots.drop(asker);
  await world.pass(2 * INTERVAL);
  expect(world.sent.map(({ path }) => path)).toEqual(["/other", null]);
});

test("slots: a device that slept makes up for no slot", async () => {
  const world = new World(() => answered);
  await world.pass(INTERVAL);
  world.time += 5 * INTERVAL + 17;
  await world.pass(INTERVAL);
  // The timer that was due while it slept runs late, once; the next is on the grid again.
  expect(
    world
      .moments()
      .slice(2)
      .every((at) => (at - 1_000) % INTERVAL === 0),
  ).toBe(true);
  expect(world.sent.length).toBeLessThanOrEqual(3);
});
