// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { constants, privateDecrypt } from "node:crypto";
import {
  BUNDLE_WIDTH,
  BURST_BYTES,
  concat,
  cosign,
  decodeBatchRequest,
  drawTokens,
  encodeEntries,
  finaliseTokens,
  hex,
  leafHash,
  leavesOfBurst,
  letterEntry,
  logName,
  packBurst,
  parseSlice,
  rootOf,
  sha256,
  shuffled,
  signCheckpoint,
  signingKey,
  signPromise,
  splitBurst,
  TILE_WIDTH,
  type HeldToken,
  type ObliviousRequest,
  type ObliviousResponse,
  type TokenKey,
} from "#crypto";
import { useGateway } from "../../../client/worker/gateway.ts";
import { newIssuer } from "../../crypto/token/fixture.ts";
import "../../slots.ts";
import { ORIGIN, seed } from "./history.ts";
import { OwnGateway } from "./own-gateway.ts";

const NAME = logName(ORIGIN, "letters");
const LOG_KEY = signingKey(seed(1));
const WITNESSES = ["council", "authority"].map((name, i) => ({
  name: `${name}.example/witness`,
  key: signingKey(seed(50 + i)),
}));
const LETTERS = "/v1/logs/letters/";
const BUNDLES = `${LETTERS}bundles/`;

const ISSUER = newIssuer();
/** Of what is posted with; the board's own key. */
export const POST_KEY: TokenKey = {
  index: 0,
  purpose: "post",
  hash: ISSUER.key.id,
  key: ISSUER.key,
  from: `${new Date().getUTCFullYear()}-01-01`,
  until: "2999-12-31",
};

/** As a member draws them, to give away. */
export function memberTokens(count: number): HeldToken[] {
  const pending = drawTokens(ISSUER.key, ORIGIN, count);
  return finaliseTokens(pending, ISSUER.sign(pending), POST_KEY.index);
}

/** Whoever carries what is sealed: what its page gets for it, unless it gives up before. */
export type Relay = (
  sealed: Uint8Array,
  carry: (sealed: Uint8Array) => Promise<Response>,
  signal: AbortSignal | null | undefined,
) => Promise<Response>;

const problem = (status: number, code: string): Response =>
  Response.json({ type: `/problems/${code}`, detail: code }, { status });

/** The log `letters`, kept in memory as the board's own program would serve it: signed, vouched for, and grown when asked. */
export class LettersBoard {
  #envelopes: Uint8Array[] = [];
  #pool: Uint8Array[] = [];
  readonly #spent = new Map<string, string>();
  readonly gateway = new OwnGateway(ORIGIN);
  /** Honest, unless a test has another. */
  relay: Relay = (sealed, carry) => carry(sealed);
  /** What network and relay see, in the order asked; of what is sealed the size. */
  readonly seen: string[] = [];
  /** What the board was asked, straight or sealed, in the order in which it came. */
  readonly asked: string[] = [];
  /** Every burst that was sent here, also the same one again. */
  readonly bursts: Uint8Array[] = [];
  /** The next burst: is kept and not answered, or does not arrive. */
  losing: "answer" | "burst" | null = null;
  readonly #real = globalThis.fetch;

  open(): void {
    globalThis.fetch = (input, init) => {
      const path = input as string;
      const body = init?.body as Uint8Array<ArrayBuffer> | undefined;
      this.seen.push(body === undefined ? path : `${path} ${body.length}`);
      if (path !== "/v1/oblivious") return Promise.resolve(this.#read(path, init?.credentials));
      return this.relay(body ?? new Uint8Array(0), (sealed) => this.carry(sealed), init?.signal);
    };
    this.useGateway();
  }

  /** As a page that reads the ledger. */
  useGateway(): void {
    useGateway({ origin: ORIGIN, relay: "", configuration: this.gateway.configuration, interval: 60_000 });
  }

  /** What arrives, from whom and when ever. */
  carry(sealed: Uint8Array): Promise<Response> {
    return this.gateway.answer(sealed, (request) => this.#ask(request));
  }

  close(): void {
    globalThis.fetch = this.#real;
  }

  get size(): number {
    return this.#envelopes.length;
  }

  envelopes(): readonly Uint8Array[] {
    return this.#envelopes;
  }

  /** What was kept since is in the log now, in any order. */
  sequence(): void {
    this.#envelopes.push(...shuffled(this.#pool));
    this.#pool = [];
  }

  /** What anybody else posts. */
  keep(...envelopes: readonly Uint8Array[]): void {
    this.#pool.push(...splitBurst(packBurst(envelopes, ORIGIN)));
  }

  /** Other people's bursts, until the log has so many bundles more. */
  growBy(bundles: number): void {
    const end = this.size + bundles * BUNDLE_WIDTH;
    while (this.size < end) {
      this.keep();
      this.sequence();
    }
  }

  async #ask({ path, authorization, content }: ObliviousRequest): Promise<ObliviousResponse> {
    this.asked.push(path);
    const answer = this.#answer(path, Uint8Array.from(content), authorization);
    const contentType = answer.headers.get("Content-Type");
    return { status: answer.status, contentType, content: new Uint8Array(await answer.arrayBuffer()) };
  }

  #answer(path: string, content: Uint8Array<ArrayBuffer>, authorization: string | null): Response {
    if (path === "/v1/dummies") return new Response(null, { status: 204 });
    if (path === "/v1/cards/redemptions") return this.#redeem(content);
    if (path === `${LETTERS}bursts`) return this.#accept(content, authorization ?? "");
    return path.startsWith(BUNDLES) ? this.#bundle(path) : problem(404, "not_found");
  }

  #bundle(path: string): Response {
    const { index, width } = parseSlice(path.slice(BUNDLES.length), BUNDLE_WIDTH);
    const from = index * BUNDLE_WIDTH;
    return new Response(concat(...this.#envelopes.slice(from, from + (width ?? BUNDLE_WIDTH))));
  }

  /** What is equal for everybody; and bundles, for members, whose cookie goes along. */
  #read(path: string, credentials: RequestInit["credentials"]): Response {
    this.asked.push(path);
    if (path.startsWith(BUNDLES))
      return credentials === "same-origin" ? this.#bundle(path) : problem(401, "unauthenticated");
    if (path === `${LETTERS}checkpoint`) return new Response(this.#checkpoint());
    const [, level = "", ...slice] = path.slice(LETTERS.length).split("/");
    const { index, width } = parseSlice(slice.join("/"), TILE_WIDTH);
    const from = index * TILE_WIDTH;
    const entries = this.#envelopes.slice(from, from + (width ?? TILE_WIDTH)).map((envelope) => letterEntry(envelope));
    if (level === "entries") return new Response(encodeEntries(entries));
    return level === "1" ? new Response(concat(...this.#tile(width ?? TILE_WIDTH))) : problem(404, "not_found");
  }

  #leaves(): Uint8Array[] {
    return this.#envelopes.map((envelope) => leafHash(letterEntry(envelope)));
  }

  /** The first of level 1, which is all there is here. */
  #tile(width: number): Uint8Array[] {
    const leaves = this.#leaves();
    return Array.from({ length: width }, (_, i) => rootOf(leaves.slice(i * TILE_WIDTH, (i + 1) * TILE_WIDTH)));
  }

  #checkpoint(): string {
    const signer = { name: NAME, key: LOG_KEY };
    const source = signCheckpoint({ origin: NAME, size: this.size, root: rootOf(this.#leaves()) }, signer);
    const text = source.slice(0, source.indexOf("\n\n") + 1);
    const now = Math.floor(Date.now() / 1000);
    return source + WITNESSES.map(({ name, key }) => cosign(text, now, name, key)).join("");
  }

  #redeem(body: Uint8Array): Response {
    const { blinded } = decodeBatchRequest(body.subarray(10));
    const padding = constants.RSA_NO_PADDING;
    return new Response(Buffer.concat(blinded.map((each) => privateDecrypt({ key: ISSUER.secret, padding }, each))));
  }

  #accept(burst: Uint8Array<ArrayBuffer>, token: string): Response {
    this.bursts.push(burst);
    const { losing } = this;
    this.losing = null;
    if (losing === "burst") throw new TypeError("it did not arrive");
    const name = hex(sha256(burst));
    const known = this.#spent.get(token);
    if (burst.length !== BURST_BYTES || token === "") return problem(400, "malformed");
    if (known !== undefined && known !== name) return problem(409, "token_spent");
    this.#spent.set(token, name);
    if (known === undefined) this.#pool.push(...splitBurst(burst));
    if (losing === "answer") throw new TypeError("the answer was lost");
    const by = Math.floor(Date.now() / 1000) + 3600;
    return new Response(signPromise({ by, leaves: leavesOfBurst(burst) }, ORIGIN, LOG_KEY));
  }
}
