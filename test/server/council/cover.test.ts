// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import {
  BURST_BYTES,
  decodeRequest,
  encodeResponse,
  equalBytes,
  hex,
  leavesOfBurst,
  openRequest,
  randomBytes,
  responseOverhead,
  signPromise,
  signingKey,
  SIZE_CLASSES,
  xwingGatewayKey,
  type KeyConfiguration,
  type ObliviousRequest,
  type ObliviousResponse,
} from "#crypto";
import { Cover, type CoverState } from "../../../server/council/cover/cover.ts";
import type { Answer } from "../../../server/council/cover/asking.ts";
import { CoverFailure, type CoverFailureCode } from "../../../server/council/cover/failure.ts";
import type { Organisation } from "../../../server/council/cover/organisation.ts";
import { Outbox } from "../../../server/council/cover/outbox.ts";
import { problemOf } from "../../../server/problem.ts";
import { ORIGIN } from "../board.ts";

// Slot by slot, with a gateway and a relay that do as they are told.

const gatewayKey = xwingGatewayKey(0, randomBytes(32));
const log = signingKey(randomBytes(32));
const DUMMY_SAID: ObliviousResponse = { status: 204, contentType: null, content: new Uint8Array(0) };

type Doing = (asked: ObliviousRequest) => ObliviousResponse | Answer | "nothing";

const kept: Doing = ({ path, content }) =>
  path === "/v1/dummies"
    ? DUMMY_SAID
    : {
        status: 201,
        contentType: "application/octet-stream",
        content: signPromise({ by: 1, leaves: leavesOfBurst(content) }, ORIGIN, log),
      };

const refusing =
  (status: number): Doing =>
  (asked) =>
    asked.path === "/v1/dummies" ? DUMMY_SAID : { status, contentType: null, content: new Uint8Array(0) };

const outside = (status: number, type: string): Answer => ({
  status,
  body: Buffer.from(JSON.stringify({ type, title: "", status, detail: "" })),
  cookie: null,
});

class Bench {
  readonly requests: { readonly bytes: Uint8Array; readonly asked: ObliviousRequest }[] = [];
  readonly said: CoverState[] = [];
  readonly cover: Cover;
  does: Doing = kept;
  /** Until then nothing is answered. */
  holding: Promise<unknown> = Promise.resolve();
  arriving = 0;
  tokens = 0;
  looks = 0;
  outdated = 0;
  organisation: Organisation | null = {
    gateway: gatewayKey.configuration,
    tokenKeys: [],
    letters: { name: "letters", type: 1, publicKey: log.publicKey },
    since: 0,
    known: { trusted: [], pins: null },
  };
  readonly supply = {
    failure: null as CoverFailureCode | null,
    look: (): void => {
      this.looks++;
    },
    outdated: (key: KeyConfiguration): void => {
      expect(key).toBe(gatewayKey.configuration);
      this.outdated++;
    },
    organisation: (): Organisation | null => this.organisation,
  };

  constructor() {
    this.cover = new Cover({
      origin: ORIGIN,
      relay: ({ path, body }) => this.#relay(path, body as Uint8Array),
      supply: this.supply,
      purse: { take: () => `PrivateToken token="${++this.tokens}"` },
      outbox: new Outbox(ORIGIN),
      arrivals: {
        until: () => {
          const { arriving } = this;
          this.arriving = 0;
          return arriving;
        },
      },
      monotonicMs: () => 0,
      say: (said) => this.said.push(said),
    });
  }

  async #relay(path: string, bytes: Uint8Array): Promise<Answer> {
    expect(path).toBe("/v1/oblivious");
    const opened = openRequest(bytes, [gatewayKey]);
    if (opened === null) throw new Error("sealed to another key");
    const asked = decodeRequest(opened.message, ORIGIN);
    this.requests.push({ bytes, asked });
    await this.holding;
    const response = this.does(asked);
    if (response === "nothing") throw new CoverFailure("relay_silent");
    if ("body" in response) return response;
    const size = SIZE_CLASSES.slot.response - responseOverhead(opened.aead);
    return { status: 200, body: Buffer.from(opened.sealResponse(encodeResponse(response, size))), cookie: null };
  }

  /** With its first slots behind it, which are dummies whatever comes. */
  static async begun(): Promise<Bench> {
    const bench = new Bench();
    bench.arriving = 3;
    expect(await bench.slots(2)).toEqual(["dummy", "dummy"]);
    expect(bench.said).toEqual(["works"]);
    bench.cover.send();
    await bench.cover.stop();
    bench.requests.length = 0;
    bench.looks = 0;
    return bench;
  }

  /** So many slots, each with all that comes of it. @returns the paths asked for, `-` for none */
  async slots(count: number): Promise<string[]> {
    const paths: string[] = [];
    for (let slot = 0; slot < count; slot++) {
      const before = this.requests.length;
      this.cover.prepare();
      this.cover.send();
      await this.cover.stop();
      const sent = this.requests.slice(before).map(({ asked }) => (asked.path === "/v1/dummies" ? "dummy" : "burst"));
      paths.push(sent.join() || "-");
    }
    return paths;
  }
}

const bursts = ({ requests }: Bench): Bench["requests"] => requests.filter(({ asked }) => asked.path !== "/v1/dummies");

test("cover: one request of one size goes in every slot, with a burst where one came and else with nothing", async () => {
  const bench = await Bench.begun();
  expect(await bench.slots(2)).toEqual(["dummy", "dummy"]);
  bench.arriving = 2;
  // The next slot was ready before they came; and what follows one is ready before it is answered.
  expect(await bench.slots(5)).toEqual(["dummy", "burst", "dummy", "burst", "dummy"]);
  for (const { bytes } of bench.requests) expect(bytes).toHaveLength(49_152);
  const [one, two] = bursts(bench);
  expect([one?.asked.authorization, two?.asked.authorization]).toEqual([
    'PrivateToken token="1"',
    'PrivateToken token="2"',
  ]);
  expect(equalBytes(one?.asked.content ?? new Uint8Array(0), two?.asked.content ?? new Uint8Array(0))).toBe(false);
});

test("cover: what got no answer goes in three slots, sealed anew, with dummies between and after", async () => {
  const bench = await Bench.begun();
  bench.does = () => "nothing";
  bench.arriving = 1;
  expect(await bench.slots(8)).toEqual(["burst", "dummy", "burst", "dummy", "burst", "dummy", "dummy", "dummy"]);
  const sent = bursts(bench);
  expect(new Set(sent.map(({ asked }) => hex(asked.content))).size).toBe(1);
  expect(new Set(sent.map(({ asked }) => asked.authorization)).size).toBe(1);
  // Another `enc` each time: the gateway answers none twice.
  expect(new Set(sent.map(({ bytes }) => hex(bytes.subarray(7, 1_127)))).size).toBe(3);
});

test("cover: while a burst is on its way the slots carry dummies, also where more of them wait", async () => {
  const bench = await Bench.begun();
  const { promise, resolve } = Promise.withResolvers<undefined>();
  bench.holding = promise;
  bench.arriving = 2;
  for (let slot = 0; slot < 4; slot++) {
    bench.cover.prepare();
    bench.cover.send();
  }
  resolve(undefined);
  await bench.cover.stop();
  expect(bench.requests.map(({ asked }) => asked.path)).toEqual([
    "/v1/logs/letters/bursts",
    "/v1/dummies",
    "/v1/dummies",
    "/v1/dummies",
  ]);
  expect(await bench.slots(3)).toEqual(["dummy", "burst", "dummy"]);
});

test("cover: two slots are ready beforehand, however often it prepares, and what is ready leaves", async () => {
  const bench = await Bench.begun();
  bench.arriving = 1;
  bench.cover.prepare();
  bench.cover.prepare();
  for (let slot = 0; slot < 4; slot++) bench.cover.send();
  await bench.cover.stop();
  expect(bench.requests.map(({ asked }) => asked.path)).toEqual(["/v1/logs/letters/bursts", "/v1/dummies"]);
});

test("cover: a board that is busy is asked again, one that refuses is not", async () => {
  for (const [status, times] of [
    [500, 3],
    [503, 3],
    [400, 1],
    [401, 1],
    [403, 1],
    [409, 1],
    [413, 1],
  ] as const) {
    const bench = await Bench.begun();
    bench.does = refusing(status);
    bench.arriving = 1;
    await bench.slots(9);
    expect(bursts(bench)).toHaveLength(times);
  }
});

test("cover: an answer that breaks, comes from elsewhere or is no promise ends nothing", async () => {
  const broken: readonly Doing[] = [
    () => ({ status: 200, body: Buffer.alloc(65_536), cookie: null }),
    () => ({ status: 200, body: Buffer.alloc(10), cookie: null }),
    () => ({ status: 201, contentType: null, content: randomBytes(233) }),
    () => ({ status: 418, contentType: null, content: new Uint8Array(0) }),
    () => outside(502, "about:blank"),
    () => ({ status: 404, body: Buffer.from("<html>"), cookie: null }),
  ];
  const bench = await Bench.begun();
  for (const does of broken) {
    bench.does = does;
    bench.arriving = 1;
    await bench.slots(8);
  }
  bench.does = kept;
  expect(await bench.slots(2)).toEqual(["dummy", "dummy"]);
});

test("cover: a promise that the log did not sign, or of something else, is said to be none", async () => {
  const promise = (content: Uint8Array, key = log): ObliviousResponse => ({
    status: 201,
    contentType: "application/octet-stream",
    content: signPromise({ by: 1, leaves: leavesOfBurst(content) }, ORIGIN, key),
  });
  for (const [said, does] of [
    ["works", (content) => promise(content)],
    ["answer_unsound", (content) => promise(content, signingKey(randomBytes(32)))],
    ["answer_unsound", () => promise(randomBytes(BURST_BYTES))],
  ] as const satisfies readonly (readonly [CoverState, (content: Uint8Array) => ObliviousResponse])[]) {
    const bench = await Bench.begun();
    bench.does = ({ path, content }) => (path === "/v1/dummies" ? DUMMY_SAID : does(content));
    bench.arriving = 1;
    await bench.slots(3);
    bench.cover.drawn();
    await bench.slots(30);
    expect(bench.said.at(-1)).toBe(said);
  }
});

test("cover: where the gateway has another key the ledger is read again, for a dummy as for a burst", async () => {
  for (const arriving of [0, 1]) {
    const bench = await Bench.begun();
    bench.does = () => outside(400, problemOf("key_unknown").type);
    bench.arriving = arriving;
    await bench.slots(1);
    expect(bench.outdated).toBe(1);
  }
  const other = await Bench.begun();
  other.does = () => outside(400, "/problems/malformed");
  await other.slots(1);
  expect(other.outdated).toBe(0);
});

test("cover: without a key that may be used nothing is sent, and no more than five bursts wait for one", async () => {
  const bench = await Bench.begun();
  const { organisation } = bench;
  bench.organisation = null;
  for (let i = 0; i < 4; i++) {
    bench.arriving = 3;
    expect(await bench.slots(1)).toEqual(["-"]);
  }
  expect(bench.looks).toBe(4);
  bench.organisation = organisation;
  const paths = await bench.slots(14);
  expect(paths.filter((path) => path === "burst")).toHaveLength(5);
  expect(paths).not.toContain("-");
});

test("cover: before a first dummy was answered nothing is posted, and only why not is said", async () => {
  const bench = new Bench();
  bench.does = () => "nothing";
  bench.arriving = 3;
  expect(await bench.slots(1)).toEqual(["dummy"]);
  expect([bench.said, bench.cover.state]).toEqual([[], "starting"]);
  await bench.slots(1);
  expect(bench.said).toEqual(["relay_silent"]);
  bench.does = kept;
  await bench.slots(29);
  expect(bench.said).toEqual(["relay_silent"]);
  await bench.slots(1);
  expect(bench.said).toEqual(["relay_silent", "works"]);
  expect(bursts(bench)).toEqual([]);
});

test("cover: it says that it works or why not, at fixed slots only, and nothing of a burst before tokens are drawn again", async () => {
  const bench = await Bench.begun();
  bench.does = refusing(409);
  bench.arriving = 1;
  await bench.slots(60);
  expect(bench.said).toEqual(["works"]);
  bench.cover.drawn();
  await bench.slots(30);
  expect(bench.said).toEqual(["works", "token_refused"]);
  bench.does = kept;
  bench.cover.drawn();
  await bench.slots(30);
  expect(bench.said).toEqual(["works", "token_refused", "works"]);
  bench.does = () => "nothing";
  await bench.slots(29);
  expect(bench.said).toHaveLength(3);
  await bench.slots(1);
  bench.supply.failure = "board_silent";
  await bench.slots(30);
  expect(bench.said.slice(3)).toEqual(["relay_silent", "board_silent"]);
  expect(bench.cover.state).toBe("board_silent");
});
