// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { BURST_BYTES, SIZE_CLASSES } from "#crypto";
import type { Leaving, Line } from "../../../client/protocol/index.ts";
import type * as Gateway from "../../../client/worker/gateway.ts";
import { ORIGIN } from "./history.ts";
import { LettersBoard } from "./letters-board.ts";
import type { SealedHere } from "./own-gateway.ts";

// Both ends of the line between two Workers, in one process, with a clock that is moved by hand.

const INTERVAL = 60_000;
/** Where an interval of everybody's clock begins: in each of those that follow there is one slot. */
const START = 30_000_000 * INTERVAL;
const SLOT = `/v1/oblivious ${SIZE_CLASSES.slot.request}`;
const READ_AGAIN = vi.fn();

type TakeLine = (line: Line, port?: InstanceType<typeof MessageChannel>["port1"]) => void;

/** What came by message port, and what hangs on it. */
async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
}

/** To the end of an interval. */
async function intervalPasses(): Promise<void> {
  await vi.advanceTimersByTimeAsync(INTERVAL);
  await settle();
}

async function slotsPass(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await intervalPasses();
}

/** As a page has it: the Worker with the keys, and the one that keeps the slots. */
class Page {
  readonly board = new LettersBoard();
  readonly #gateway: typeof Gateway;
  readonly #takeLine: TakeLine;
  #number = -1;

  private constructor(gateway: typeof Gateway, takeLine: TakeLine) {
    this.#gateway = gateway;
    this.#takeLine = takeLine;
  }

  static async open(): Promise<Page> {
    vi.resetModules();
    const gateway = await import("../../../client/worker/gateway.ts");
    // Its types are those of a Worker, which these are not.
    const path = "../../../client/worker/line.ts";
    const { takeLine } = await vi.importActual<{ takeLine: TakeLine }>(path);
    const page = new Page(gateway, takeLine);
    page.board.open();
    page.startWorker();
    page.useGateway();
    await settle();
    // The first slot is in the next.
    await intervalPasses();
    return page;
  }

  /** Of the organisation as it is now. */
  useGateway(): void {
    const { configuration } = this.board.gateway;
    this.#gateway.useGateway({ origin: ORIGIN, relay: "", configuration, interval: INTERVAL });
  }

  /** Also in the place of one that is no more. */
  startWorker(): void {
    if (this.#number >= 0) this.#takeLine({ kind: "gone", number: this.#number });
    const { port1, port2 } = new MessageChannel();
    this.#takeLine({ kind: "ask" }, port1);
    this.#takeLine({ kind: "answer", number: ++this.#number }, port2);
  }

  post(burst: Uint8Array, onLeaving: (leaving: Leaving) => void = () => undefined): Promise<unknown> {
    this.#gateway.tellLeaving(onLeaving);
    return this.#gateway.postBurst(burst, "PrivateToken token=x").catch((error: unknown) => error);
  }

  bursts(): SealedHere[] {
    return this.board.gateway.opened.filter(({ request }) => request.path.endsWith("/bursts"));
  }
}

let page: Page;

beforeEach(async () => {
  vi.useFakeTimers({ now: START, toFake: ["setTimeout", "clearTimeout", "Date"] });
  vi.doMock("../../../client/worker/vouched.ts", () => ({ newestOrganisation: READ_AGAIN }));
  READ_AGAIN.mockReset().mockImplementation(() => {
    page.useGateway();
    return Promise.resolve();
  });
  page = await Page.open();
});

afterEach(() => {
  page.board.close();
  vi.useRealTimers();
  vi.doUnmock("../../../client/worker/vouched.ts");
  vi.unstubAllGlobals();
});

const aBurst = (): Uint8Array => Uint8Array.from(randomBytes(BURST_BYTES));

test("line: what is asked for at one end leaves in a slot of the other; every other slot carries a dummy, of the same size", async () => {
  await slotsPass(2);
  const told: Leaving[] = [];
  const moments: number[] = [];
  page.board.relay = (sealed, carry) => {
    moments.push(Date.now());
    return carry(sealed);
  };
  const posted = page.post(aBurst(), (leaving) => told.push(leaving));
  await slotsPass(2);
  expect(await posted).toBeInstanceOf(Uint8Array);
  expect(told).toEqual([{ at: moments[0], what: "burst", isAgain: false }]);
  expect(page.board.seen).toEqual([SLOT, SLOT, SLOT, SLOT]);
  const dummy = "/v1/dummies";
  expect(page.board.asked).toEqual([dummy, dummy, "/v1/logs/letters/bursts", dummy]);
});

test("line: sealed to a key that the gateway has no more, it has the organisation read again and leaves in the next slot, sealed to the new one", async () => {
  page.board.gateway.renew();
  const burst = aBurst();
  const told: boolean[] = [];
  const posted = page.post(burst, ({ isAgain }) => told.push(isAgain));
  await slotsPass(1);
  expect(READ_AGAIN).toHaveBeenCalledTimes(1);
  expect(page.bursts()).toEqual([]);
  await slotsPass(1);
  expect(await posted).toBeInstanceOf(Uint8Array);
  expect(page.bursts().map(({ request }) => request.content)).toEqual([burst]);
  expect(told).toEqual([false, true]);
  expect(page.board.seen).toEqual([SLOT, SLOT]);
});

test("line: a dummy that finds another key has the organisation read again too, so that nobody sees who had something to post", async () => {
  page.board.gateway.renew();
  await slotsPass(3);
  expect(READ_AGAIN).toHaveBeenCalledTimes(1);
  expect(page.board.seen).toEqual([SLOT, SLOT, SLOT]);
  expect(page.board.asked).toEqual(["/v1/dummies", "/v1/dummies"]);
});

test("line: with a new key that cannot be read, the slots go on, and whoever posts is told that there was no answer", async () => {
  READ_AGAIN.mockImplementation(() => Promise.reject(new Error("nothing there")));
  page.board.gateway.renew();
  const posted = page.post(aBurst());
  await slotsPass(5);
  expect(await posted).toMatchObject({ code: "offline" });
  expect(page.board.seen).toHaveLength(5);
  expect(page.bursts()).toEqual([]);
});

test("line: an answer that was lost, and the same burst leaves with the same token, sealed anew, and is kept once", async () => {
  page.board.losing = "answer";
  const posted = page.post(aBurst());
  await slotsPass(2);
  expect(await posted).toBeInstanceOf(Uint8Array);
  const [first, again, ...others] = page.bursts();
  expect(others).toEqual([]);
  expect(again?.request).toEqual(first?.request);
  expect(again?.enc).not.toBe(first?.enc);
  page.board.sequence();
  expect(page.board.size).toBe(5);
});

test("line: what a Worker that is no more had asked for never leaves; the next one posts in the same slots", async () => {
  const given = page.post(aBurst());
  await settle();
  page.startWorker();
  expect(await given).toMatchObject({ code: "offline" });
  page.useGateway();
  const posted = page.post(aBurst());
  await slotsPass(2);
  expect(await posted).toBeInstanceOf(Uint8Array);
  expect(page.board.asked).toEqual(["/v1/logs/letters/bursts", "/v1/dummies"]);
  expect(page.board.seen).toEqual([SLOT, SLOT]);
});

test("line: what cannot be sealed is a defect that is reported and not tried again, and the slots after it go on", async () => {
  const report = vi.fn();
  vi.stubGlobal("reportError", report);
  const posted = page.post(new Uint8Array(SIZE_CLASSES.slot.request));
  await slotsPass(3);
  expect(await posted).toMatchObject({ code: "offline" });
  expect(report).toHaveBeenCalledTimes(1);
  expect(page.board.asked).toEqual(["/v1/dummies", "/v1/dummies"]);
});
