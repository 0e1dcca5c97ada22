// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { buffer } from "node:stream/consumers";
import { cleanUp } from "../board.ts";

/** What went to and fro once. */
export interface Passed {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly status: number;
  readonly answer: Buffer;
}

/** Somebody between two parties, who writes down what they see and may break it. */
export class Between {
  readonly passed: Passed[] = [];
  readonly #address: string;
  readonly #going = new Set<Promise<void>>();
  #to: string;
  /** Nothing gets through; what was sent is not passed on. */
  isBroken = false;
  /** How often that was. */
  broken = 0;
  /** What was asked is done, and its answer lost. */
  isLosingAnswers = false;
  /** Makes other bytes of an answer. */
  changing: (path: string, answer: Buffer) => Buffer = (_path, answer) => answer;

  private constructor(to: string, address: string) {
    this.#to = to;
    this.#address = address;
  }

  static async before(to: string): Promise<Between> {
    const server = createServer((request, response) => {
      const { method = "", url = "", headers } = request;
      void buffer(request).then((body) => between.#take({ method, path: url, headers, body }, response));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    cleanUp(() => {
      server.closeAllConnections();
      server.close();
    });
    const between = new Between(to, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return between;
  }

  get address(): string {
    return this.#address;
  }

  leadTo(other: string): void {
    this.#to = other;
  }

  /** Everything that was passed on has its answer. */
  async idle(): Promise<void> {
    while (this.#going.size > 0) await Promise.all(this.#going);
  }

  #take(asked: Omit<Passed, "status" | "answer">, response: ServerResponse): void {
    const going = this.#pass(asked, response).finally(() => this.#going.delete(going));
    this.#going.add(going);
  }

  async #pass(asked: Omit<Passed, "status" | "answer">, response: ServerResponse): Promise<void> {
    const { method, path, headers, body } = asked;
    if (this.isBroken) {
      this.broken++;
      response.destroy();
      return;
    }
    const kept = ["content-type", "cookie"].flatMap((name) => {
      const value = headers[name];
      return typeof value === "string" ? [[name, value] as const] : [];
    });
    try {
      const init = { method, headers: kept.map(([name, value]): [string, string] => [name, value]) };
      const answer = await fetch(this.#to + path, method === "GET" ? init : { ...init, body: new Uint8Array(body) });
      const bytes = this.changing(path, Buffer.from(await answer.arrayBuffer()));
      this.passed.push({ ...asked, status: answer.status, answer: bytes });
      if (this.isLosingAnswers) return void response.destroy();
      const said = [...answer.headers].filter(([name]) => ["content-type", "set-cookie"].includes(name));
      response.writeHead(answer.status, Object.fromEntries(said)).end(bytes);
    } catch {
      response.destroy();
    }
  }
}
