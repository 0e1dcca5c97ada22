// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { AsyncLocalStorage } from "node:async_hooks";
import type { GatewayKey, ObliviousRequest } from "#crypto";
import { OBLIVIOUS_PATH, RESPONSE_TYPE } from "../../server/oblivious.ts";
import { ORIGIN } from "../server/board.ts";
import type { Browser } from "../server/staff/browser.ts";
import { inside, type Inside } from "./inside.ts";

// Everything that goes over the wire while client code runs in this process: what the servers of all parties together see.

export interface Exchange {
  /** Whose cookie went along; null for nobody's. */
  readonly who: string | null;
  readonly party: "issuer" | "relay" | "board";
  readonly method: string;
  readonly path: string;
  /** 0 where it was cut off before it arrived. */
  readonly status: number;
  readonly requestHeaders: readonly (readonly [string, string])[];
  readonly requestBody: Buffer;
  readonly responseHeaders: readonly (readonly [string, string])[];
  readonly responseBody: Buffer;
  /** What the gateway finds in it; null for what is not sealed. */
  readonly inside: Inside | null;
}

/** One that was sealed, as the gateway sees it. */
export interface Sealed {
  readonly exchange: Exchange;
  readonly request: ObliviousRequest;
  /** 0 where there was no sealed answer. */
  readonly status: number;
}

export interface Visitor {
  readonly party: Exchange["party"];
  readonly address: string;
  readonly who: string | null;
  readonly browser: Browser | null;
}

const real = globalThis.fetch;
const visiting = new AsyncLocalStorage<{ readonly wire: Wire; readonly visitor: Visitor }>();

// Also what client code asks for beside whatever it is at is asked as whoever it began with.
globalThis.fetch = (input, init = {}) => {
  const here = visiting.getStore();
  if (here === undefined || typeof input !== "string") return real(input, init);
  if (input.startsWith("/")) return here.wire.ask(here.visitor, input, init);
  // Members' pages come from the board, and go to the relay with what is sealed; here it has the board's address.
  const isSealed = new URL(input).pathname === OBLIVIOUS_PATH;
  return isSealed ? here.wire.ask({ ...here.visitor, party: "relay" }, OBLIVIOUS_PATH, init) : real(input, init);
};

const bytesOf = async (body: RequestInit["body"]): Promise<Buffer> =>
  body === null || body === undefined ? Buffer.alloc(0) : Buffer.from(await new Response(body).arrayBuffer());

/** The client asks for paths, as on a page; this makes them addresses, and writes down what went to and fro. */
export class Wire {
  readonly exchanges: Exchange[] = [];
  /** Paths, of sealed requests those inside, whose next answer is lost on its way: the server did what was asked. */
  readonly losing = new Set<string>();
  /** Asked of every request, of sealed ones with the path inside: whether it is cut off before it arrives. */
  cutting: (path: string) => boolean = () => false;
  /** Put on every request that spends something: a leak of our own making, for trying out the harness. */
  planted: Readonly<Record<string, string>> = {};
  /** The operator's, who opens what was sealed to them; without them nothing is opened. */
  gateway: readonly GatewayKey[] = [];

  /** Runs client code as on a page of a party. */
  on<T>(visitor: Visitor, work: () => Promise<T>): Promise<T> {
    return visiting.run({ wire: this, visitor }, work);
  }

  /** What the gateway was asked for under a path, in the order of the answers. */
  sealed(path: string): Sealed[] {
    return this.exchanges.flatMap((exchange) =>
      exchange.inside?.request.path === path
        ? [{ exchange, request: exchange.inside.request, status: exchange.inside.response?.status ?? 0 }]
        : [],
    );
  }

  /** For the one `fetch` there is. */
  async ask({ party, address, who, browser }: Visitor, path: string, init: RequestInit): Promise<Response> {
    const { method = "GET", body, headers: given, credentials } = init;
    const requestBody = await bytesOf(body);
    const isOpened = path === OBLIVIOUS_PATH && this.gateway.length > 0;
    const opened = isOpened ? inside(this.gateway, ORIGIN, requestBody) : null;
    const asked = opened?.request.path ?? path;
    const headers = new Headers(given);
    const isPaid = headers.has("authorization") || (opened !== null && opened.request.authorization !== null);
    for (const [name, value] of Object.entries(isPaid ? this.planted : {})) headers.set(name, value);
    const isNamed = credentials === "same-origin" && browser !== null;
    if (isNamed) headers.set("Cookie", browser.cookiesFor(address + path));
    const requested = { who: isNamed ? who : null, party, method, path, requestHeaders: [...headers], requestBody };
    if (this.cutting(asked)) {
      const nothing = { status: 0, responseHeaders: [], responseBody: Buffer.alloc(0) };
      this.exchanges.push({ ...requested, ...nothing, inside: opened && { request: opened.request, response: null } });
      throw new TypeError("it did not arrive");
    }
    const response = await real(address + path, { method, headers, ...(body === undefined ? {} : { body }) });
    const responseBody = Buffer.from(await response.arrayBuffer());
    if (credentials === "same-origin") browser?.remember(response);
    const isSealed = response.headers.get("content-type") === RESPONSE_TYPE;
    this.exchanges.push({
      ...requested,
      status: response.status,
      responseHeaders: [...response.headers],
      responseBody,
      inside: opened && { request: opened.request, response: isSealed ? opened.openAnswer(responseBody) : null },
    });
    if (this.losing.delete(asked)) throw new TypeError("the answer was lost");
    return new Response(response.status === 204 ? null : responseBody, response);
  }
}
