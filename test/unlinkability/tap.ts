// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { once } from "node:events";
import { createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { cleanUp } from "../server/board.ts";

// A proxy on loopback that writes down what goes by: what whoever sits on that leg of the way sees.

export interface Passed {
  /** Milliseconds since the tap was emptied. */
  readonly at: number;
  readonly took: number;
  readonly method: string;
  readonly path: string;
  /** In lower case, in the order in which they came. */
  readonly requestHeaders: readonly (readonly [string, string])[];
  readonly requestBody: Buffer;
  readonly status: number;
  readonly responseHeaders: readonly (readonly [string, string])[];
  readonly responseBody: Buffer;
}

const pairsOf = (raw: readonly string[]): [string, string][] =>
  Array.from({ length: raw.length / 2 }, (_, i) => [(raw[2 * i] ?? "").toLowerCase(), raw[2 * i + 1] ?? ""]);

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export class Tap {
  /** Where it leads; another from one world to the next. */
  target = "";
  /** A leak of our own making: added to everything sealed that goes by. */
  planted: Readonly<Record<string, string>> = {};
  /** The same, to every answer. */
  plantedInAnswers: Readonly<Record<string, string>> = {};
  #passed: Passed[] = [];
  #since = performance.now();
  readonly #server: Server = createServer(
    // Node's fetch, unlike a browser, does not ask again where a connection was closed while nothing went over it.
    { keepAliveTimeout: 600_000 },
    (request, response) => void this.#pass(request, response),
  );

  static async open(): Promise<Tap> {
    const tap = new Tap();
    tap.#server.listen(0, "127.0.0.1");
    await once(tap.#server, "listening");
    return tap;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Forgets what it saw. */
  empty(): void {
    this.#passed = [];
    this.#since = performance.now();
  }

  /** In the order of the requests. */
  passed(): readonly Passed[] {
    return this.#passed.toSorted((a, b) => a.at - b.at);
  }

  async #pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = performance.now() - this.#since;
    const requestBody = await bodyOf(request);
    const { method = "", url: path = "" } = request;
    const planted = path === "/v1/oblivious" ? this.planted : {};
    const headers = { ...request.headers, ...planted };
    const onward = ask(`${this.target}${path}`, { method, headers }, (answer) => {
      void bodyOf(answer).then((responseBody) => {
        const { statusCode: status = 0, rawHeaders } = answer;
        const took = performance.now() - this.#since - at;
        this.#passed.push({
          at,
          took,
          method,
          path,
          requestHeaders: [...pairsOf(request.rawHeaders), ...Object.entries(planted)],
          requestBody,
          status,
          responseHeaders: [...pairsOf(rawHeaders), ...Object.entries(this.plantedInAnswers)],
          responseBody,
        });
        response.writeHead(status, rawHeaders).end(responseBody);
      });
    });
    onward.on("error", () => response.destroy());
    onward.end(requestBody);
  }
}

/** For one test. */
export async function openTap(): Promise<Tap> {
  const tap = await Tap.open();
  cleanUp(() => tap.close());
  return tap;
}
