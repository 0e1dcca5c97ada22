// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { once } from "node:events";
import { Agent, createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

// One leg of the way, on loopback: whoever watches the cable there sees how many bytes go to and fro, and when; and whoever runs what is
// at its end can lose, hold up, repeat or spoil what comes by.

/** As it came from a browser or a relay. */
export interface Carried {
  readonly method: string;
  readonly path: string;
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
}

/** Of one exchange, in bytes on the wire, heads included. */
export interface Passed {
  readonly request: Carried;
  readonly requestBytes: number;
  /** Null where there was none. */
  readonly answer: Answer | null;
  readonly answerBytes: number;
}

type Pass = (request: Carried) => Promise<Answer>;
/** @returns null: the connection breaks */
export type Mischief = (request: Carried, pass: Pass) => Promise<Answer | null>;

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function lengthOf({ rawHeaders }: Answer): number {
  const at = rawHeaders.findIndex((each, i) => i % 2 === 0 && each.toLowerCase() === "content-length");
  return at < 0 ? 0 : Number(rawHeaders[at + 1]);
}

/** A connection carries one message at a time: what it has read since the last one is this one. */
class Counter {
  readonly #before = new WeakMap<Socket, number>();

  since(socket: Socket, now: number): number {
    const before = this.#before.get(socket) ?? 0;
    this.#before.set(socket, now);
    return now - before;
  }
}

export class Leg {
  readonly #server: Server;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #read = new Counter();
  readonly #answered = new Counter();
  #target = "";
  #address = "";
  /** As they came, whether or not they were answered. */
  readonly arrived: Carried[] = [];
  readonly passed: Passed[] = [];
  mischief: Mischief = (request, pass) => pass(request);

  readonly #from: string;

  /** @param from an address of loopback, as which the other end sees whoever comes this way */
  constructor(from: string) {
    this.#from = from;
    this.#server = createServer((incoming, outgoing) => void this.#carry(incoming, outgoing));
    this.#server.keepAliveTimeout = 120_000;
  }

  /** @param target address of the other end */
  async open(target: string): Promise<void> {
    this.#target = target;
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    this.#address = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#agent.destroy();
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** Of this end. */
  get address(): string {
    return this.#address;
  }

  async #carry(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method = "", url: path = "", rawHeaders, socket } = incoming;
    const request = { method, path, rawHeaders, body: await bodyOf(incoming) };
    const requestBytes = this.#read.since(socket, socket.bytesRead);
    this.arrived.push(request);
    let answerBytes = 0;
    const pass: Pass = async (asked) => {
      const [answer, bytes] = await this.#ask(asked);
      answerBytes = bytes;
      return answer;
    };
    const answer = await this.mischief(request, pass).catch(() => null);
    this.passed.push({ request, requestBytes, answer, answerBytes });
    if (answer === null) {
      socket.destroy();
      return;
    }
    outgoing.sendDate = false;
    outgoing.writeHead(answer.status, [...answer.rawHeaders]);
    outgoing.end(answer.body, () => {
      // Less than its head says: it breaks off.
      if (answer.body.length < lengthOf(answer)) socket.destroy();
    });
  }

  async #ask({ method, path, rawHeaders, body }: Carried): Promise<[Answer, number]> {
    const asked = ask(this.#target + path, {
      method,
      headers: [...rawHeaders],
      agent: this.#agent,
      localAddress: this.#from,
    });
    asked.end(body);
    const [incoming] = (await once(asked, "response")) as [IncomingMessage];
    const { statusCode: status = 0, rawHeaders: answered, socket } = incoming;
    const answer = { status, rawHeaders: answered, body: await bodyOf(incoming) };
    return [answer, this.#answered.since(socket, socket.bytesRead)];
  }
}
