// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { setTimeout } from "node:timers/promises";
import type { BrowserContext, Request } from "playwright-core";
import { findCanaries } from "./canary.ts";
import { isSealed, type Sealed } from "./sealed.ts";
import type { ObliviousRequest } from "#crypto";

/** Everything that leaves a browser, whoever in it asks: pages, their Workers, forms, beacons. */
export class Traffic {
  readonly #requests: Request[] = [];

  watch(context: BrowserContext): void {
    context.on("request", (request) => this.#requests.push(request));
  }

  /** Origins that were asked for anything. */
  origins(): string[] {
    return [...new Set(this.#requests.map((request) => new URL(request.url()).origin))].sort();
  }

  paths(): string[] {
    return this.#requests.map((request) => new URL(request.url()).pathname);
  }

  bodies(): Buffer[] {
    return this.#requests.map((request) => request.postDataBuffer()).filter((body) => body !== null);
  }

  /** What was in all that were sealed. */
  insides(sealed: Sealed): ObliviousRequest[] {
    return this.#requests.map((request) => sealed.in(request)).filter((inside) => inside !== null);
  }

  /** Requests that carry a cookie, as `METHOD path`. */
  async withCookie(): Promise<string[]> {
    const named = await Promise.all(
      this.#requests.map(async (request) => {
        const headers = await headersOf(request);
        return "cookie" in headers ? `${request.method()} ${new URL(request.url()).pathname}` : null;
      }),
    );
    return named.filter((name) => name !== null);
  }

  /**
   * Canaries in an address, a header or a body, in whatever encoding, or in what was sealed; each with the request it was found in.
   */
  async leaks(canaries: readonly string[], sealed: Sealed): Promise<string[]> {
    // Most slots are alike, on the outside and within.
    const known = new Map<string, string[]>();
    const find: Find = (bytes) => {
      const name = bytes.toString("base64");
      const found = known.get(name) ?? findCanaries(bytes, canaries);
      known.set(name, found);
      return found;
    };
    const found = await Promise.all(this.#requests.map((request) => leaksOf(request, sealed, find)));
    return found.flat();
  }
}

/** Of what was given up before there was an answer nothing is ever said but what the page gave it. */
const PATIENCE_MS = 5_000;

async function headersOf(request: Request): Promise<Readonly<Record<string, string>>> {
  if (!isSealed(request)) return request.allHeaders();
  return Promise.race([request.allHeaders(), setTimeout(PATIENCE_MS, request.headers())]);
}

type Find = (bytes: Buffer) => string[];

/** A sealed body is noise, but for what is in it. */
function bodyOf(request: Request, sealed: Sealed): Buffer {
  const body = request.postDataBuffer() ?? Buffer.alloc(0);
  return isSealed(request) ? Buffer.from(sealed.messageIn(body)) : body;
}

async function leaksOf(request: Request, sealed: Sealed, find: Find): Promise<string[]> {
  const headers = Buffer.from(JSON.stringify(await headersOf(request)));
  const address = Buffer.from(`${request.method()} ${request.url()} ${decodeURIComponent(request.url())}`);
  const found = new Set([address, headers, bodyOf(request, sealed)].flatMap(find));
  return [...found].map((canary) => `${canary} in ${request.method()} ${request.url()}`);
}
