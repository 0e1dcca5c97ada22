// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Browser } from "../server/staff/browser.ts";

// Everything that goes over the wire while client code runs in this process: what the servers of all parties together see.

export interface Exchange {
  /** Whose cookie went along; null for nobody's. */
  readonly who: string | null;
  readonly party: "issuer" | "relay" | "board";
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly requestHeaders: readonly (readonly [string, string])[];
  readonly requestBody: Buffer;
  readonly responseHeaders: readonly (readonly [string, string])[];
  readonly responseBody: Buffer;
}

interface Visitor {
  readonly party: Exchange["party"];
  readonly address: string;
  readonly who: string | null;
  readonly browser: Browser | null;
}

const real = globalThis.fetch;
const bytesOf = async (body: RequestInit["body"]): Promise<Buffer> =>
  body === null || body === undefined ? Buffer.alloc(0) : Buffer.from(await new Response(body).arrayBuffer());

/** The client asks for paths, as on a page; this makes them addresses, and writes down what went to and fro. */
export class Wire {
  readonly exchanges: Exchange[] = [];
  /** Paths whose next answer is lost on its way: the server did what was asked. */
  readonly losing = new Set<string>();
  /** Put on every request that spends something: a leak of our own making, for trying out the harness. */
  planted: Readonly<Record<string, string>> = {};

  /** Runs client code as on a page of a party. One at a time: what it asks for goes through the one `fetch` there is. */
  async on<T>(visitor: Visitor, work: () => Promise<T>): Promise<T> {
    globalThis.fetch = (input, init = {}) => this.#ask(visitor, input as string, init);
    try {
      return await work();
    } finally {
      globalThis.fetch = real;
    }
  }

  async #ask({ party, address, who, browser }: Visitor, path: string, init: RequestInit): Promise<Response> {
    const { method = "GET", body, headers: given, credentials } = init;
    const headers = new Headers(given);
    const isPaid = headers.has("authorization");
    for (const [name, value] of Object.entries(isPaid ? this.planted : {})) headers.set(name, value);
    const isNamed = credentials === "same-origin" && browser !== null;
    if (isNamed) headers.set("Cookie", browser.cookiesFor(address + path));
    const response = await real(address + path, { method, headers, ...(body === undefined ? {} : { body }) });
    const responseBody = Buffer.from(await response.arrayBuffer());
    if (credentials === "same-origin") browser?.remember(response);
    this.exchanges.push({
      who: isNamed ? who : null,
      party,
      method,
      path,
      status: response.status,
      requestHeaders: [...headers],
      requestBody: await bytesOf(body),
      responseHeaders: [...response.headers],
      responseBody,
    });
    if (this.losing.delete(path)) throw new TypeError("the answer was lost");
    return new Response(response.status === 204 ? null : responseBody, response);
  }
}
