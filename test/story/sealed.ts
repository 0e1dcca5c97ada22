// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { join } from "node:path";
import type { BrowserContext, Page, Request, Route } from "playwright-core";
import {
  decodeRequest,
  DUMMY,
  encapsulate,
  encodeResponse,
  openRequest,
  responseOverhead,
  SIZE_CLASSES,
  type GatewayKey,
  type ObliviousRequest,
  type ObliviousResponse,
  type OpenedRequest,
  type SizeClass,
} from "#crypto";
import { readBoardKeys } from "../../server/board-keys.ts";
import { openDatabase, openEmbedded } from "../../server/database/index.ts";
import { opensslAead } from "../../server/gateway/aead.ts";
import { openSeeds, pairOf, type Pair } from "../../server/gateway/pair.ts";
import type { Application } from "./application.ts";

// Sealed requests as whoever runs the gateway sees them: what was in each, and any answer to it that they please.

const ORIGIN = "tegenspraak.localhost";
export const OBLIVIOUS = "**/v1/oblivious";

export const BURSTS = /^\/v1\/logs\/letters\/bursts$/;
export const BUNDLES = /^\/v1\/logs\/letters\/bundles\//;
/** A pass or a card. */
export const EXCHANGES = /^\/v1\/(?:token-batches|cards\/redemptions)$/;
export const DUMMIES = /^\/v1\/dummies$/;

async function pairsOf(folder: string): Promise<Pair[]> {
  const { gateway } = readBoardKeys(join(folder, "board-keys.json"), ORIGIN);
  const { url, close } = await openEmbedded(join(folder, "postgres"), "board");
  const database = await openDatabase(url, 1);
  try {
    const rows = await database.selectFrom("gateway_key").selectAll().execute();
    return rows.map(({ number, first_day: from, last_day: until, sealed_seeds }) => {
      const seeds = openSeeds(sealed_seeds, { number, from, until }, gateway.seed, ORIGIN);
      if (seeds === null) throw new Error("a pair of other keys");
      return pairOf({ number, from, until, seeds });
    });
  } finally {
    await database.destroy();
    await close();
  }
}

/** Asks as a client does: sealed, once. */
async function ask(
  { configuration }: GatewayKey,
  size: SizeClass,
  request: ObliviousRequest,
  send: (bytes: Buffer) => Promise<Uint8Array>,
): Promise<ObliviousResponse> {
  const sealed = encapsulate(request, size, configuration, ORIGIN);
  return sealed.open(await send(Buffer.from(sealed.bytes)));
}

const classOf = (bytes: Uint8Array): SizeClass | undefined =>
  (["read", "slot", "cell"] as const).find((name) => SIZE_CLASSES[name].request === bytes.length);

/** One on its way, which waits for what is done with it. */
export class SealedRoute {
  readonly request: ObliviousRequest;
  readonly #route: Route;
  readonly #opened: OpenedRequest;
  readonly #key: GatewayKey;
  readonly #size: SizeClass;

  constructor(route: Route, opened: OpenedRequest, key: GatewayKey, size: SizeClass) {
    this.#route = route;
    this.#opened = opened;
    this.#key = key;
    this.#size = size;
    this.request = decodeRequest(opened.message, ORIGIN);
  }

  /** Nobody gets it. */
  async lose(): Promise<void> {
    await this.#route.abort();
  }

  /** The board has it, and nobody hears of that. */
  async loseAnswer(): Promise<void> {
    await this.#route.fetch();
    await this.#route.abort();
  }

  async letThrough(): Promise<void> {
    await this.#route.continue();
  }

  /** What the board says to it, asked by whoever opened it. */
  ask(): Promise<ObliviousResponse> {
    return ask(this.#key, this.#size, this.request, async (postData) => {
      const answer = await this.#route.fetch({ postData });
      return answer.body();
    });
  }

  /** As genuine as the gateway's own. */
  async answer(response: ObliviousResponse): Promise<void> {
    const size = SIZE_CLASSES[this.#size].response - responseOverhead(this.#opened.aead);
    const body = Buffer.from(this.#opened.sealResponse(encodeResponse(response, size)));
    const headers = { "Content-Type": "message/ohttp-res", "Access-Control-Allow-Origin": "*" };
    await this.#route.fulfill({ status: 200, headers, body });
  }
}

export class Sealed {
  readonly #keys: readonly GatewayKey[];

  private constructor(keys: readonly GatewayKey[]) {
    this.#keys = keys;
  }

  /** While it runs: its database has the keys, sealed with one of its folder. */
  static async of({ dataFolder }: Pick<Application, "dataFolder">): Promise<Sealed> {
    return new Sealed((await pairsOf(dataFolder)).flatMap(({ keys }) => keys));
  }

  #open(bytes: Uint8Array): OpenedRequest {
    const opened = openRequest(bytes, this.#keys, opensslAead);
    if (opened === null) throw new Error("sealed to another key");
    return opened;
  }

  /** All of it but the zeros at its end, whatever it is. */
  messageIn(bytes: Uint8Array): Uint8Array {
    const { message } = this.#open(bytes);
    return message.subarray(0, message.findLastIndex((byte) => byte !== 0) + 1);
  }

  /** @throws ProtocolError for what the gateway would not open either */
  open(bytes: Uint8Array): ObliviousRequest {
    return decodeRequest(this.#open(bytes).message, ORIGIN);
  }

  /** What the board answers to a visitor of that relay. */
  async get(relay: string, path: string): Promise<ObliviousResponse> {
    const [key] = this.#keys;
    if (key === undefined) throw new Error("the gateway has no key");
    return ask(key, "read", { ...DUMMY, method: "GET", path }, async (body) => {
      const headers = { "Content-Type": "message/ohttp-req" };
      const answer = await fetch(`${relay}/v1/oblivious`, { method: "POST", headers, body: new Uint8Array(body) });
      return new Uint8Array(await answer.arrayBuffer());
    });
  }

  /** Null for requests that are not sealed. */
  in(request: Request): ObliviousRequest | null {
    const body = request.postDataBuffer();
    return isSealed(request) && body !== null ? this.open(body) : null;
  }

  /** Those that ask for such a path, from now on. */
  watch(browser: Page | BrowserContext, path: RegExp): ObliviousRequest[] {
    const seen: ObliviousRequest[] = [];
    const see = (request: Request): void => {
      const inside = this.in(request);
      if (inside !== null && path.test(inside.path)) seen.push(inside);
    };
    // Two overloads that the compiler does not put together.
    if ("newPage" in browser) browser.on("request", see);
    else browser.on("request", see);
    return seen;
  }

  /** Does something with those that ask for such a path, until the pattern `OBLIVIOUS` is let go of. */
  async intercept(
    context: BrowserContext,
    path: RegExp,
    handle: (route: SealedRoute) => Promise<unknown>,
  ): Promise<void> {
    await context.route(OBLIVIOUS, async (route) => {
      const bytes = route.request().postDataBuffer() ?? Buffer.alloc(0);
      const size = classOf(bytes);
      if (size === undefined) throw new Error(`a request of ${bytes.length} bytes`);
      const opened = this.#open(bytes);
      const key = this.#keys.find(({ configuration }) => configuration.keyId === opened.keyId);
      if (key === undefined) throw new Error("opened with no key");
      const sealed = new SealedRoute(route, opened, key, size);
      if (path.test(sealed.request.path)) await handle(sealed);
      else await route.fallback();
    });
  }
}

export const isSealed = (request: Request): boolean =>
  request.method() === "POST" && new URL(request.url()).pathname === "/v1/oblivious";
