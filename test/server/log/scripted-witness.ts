// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { cosign, parseAddCheckpoint, signingKey, type AddCheckpoint, type VerifierKey } from "#crypto";
import type { WitnessAddress } from "../../../server/witness/index.ts";
import { cleanUp } from "../board.ts";

/** A witness that says whatever it is told to say: somebody else's program, a broken one, or an enemy. */
export class ScriptedWitness {
  readonly name: string;
  readonly #signing: ReturnType<typeof signingKey>;
  /** Every request, in order. */
  readonly asked: AddCheckpoint[] = [];
  #url = "";
  /** Called with each request. */
  answer: (request: AddCheckpoint, response: ServerResponse) => void = (request, response) => {
    response.end(this.lineFor(request.note.text));
  };

  constructor(name: string, mark: number) {
    this.name = name;
    this.#signing = signingKey(new Uint8Array(32).fill(mark));
  }

  get key(): VerifierKey {
    return { name: this.name, type: 4, publicKey: this.#signing.publicKey };
  }

  get address(): WitnessAddress {
    return { key: this.key, url: this.#url };
  }

  /** Sizes of the letters' checkpoints that it was asked for, with the old size. */
  get letters(): (readonly [number, number])[] {
    const own = this.asked.filter(({ checkpoint }) => checkpoint.origin.endsWith("/letters"));
    return own.map(({ old, checkpoint }) => [old, checkpoint.size]);
  }

  lineFor(text: string, seconds: number = Math.floor(Date.now() / 1000)): string {
    return cosign(text, seconds, this.name, this.#signing);
  }

  async listen(): Promise<this> {
    const server = createServer((request, response) => void this.#take(request, response));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    this.#url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/witness`;
    cleanUp(() => {
      server.closeAllConnections();
      server.close();
    });
    return this;
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const parsed = parseAddCheckpoint(Uint8Array.from(Buffer.concat(chunks)));
    this.asked.push(parsed);
    this.answer(parsed, response);
  }
}

/** As tlog-witness says which size it holds. */
export function sayConflict(response: ServerResponse, body: string, type = "text/x.tlog.size"): void {
  response.writeHead(409, { "Content-Type": type }).end(body);
}
