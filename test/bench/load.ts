// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Socket } from "node:net";
import { onAnswers, openSockets } from "./http.ts";

// The load, in a process of its own: `node load.ts <port> <connections> <milliseconds> <tokens>` posts bursts and prints a JSON line.
// Requests are made beforehand.

const BURST_BYTES = 40_960;
const ENVELOPE_BYTES = 8_192;
const [port = 0, connections = 0, milliseconds = 0] = process.argv.slice(2, 5).map(Number);
/** Values of Authorization, all of one length, each good for one burst. */
const tokens = readFileSync(process.argv[5] ?? "", "latin1").split("\n");

/** What the process prints. */
export interface Load {
  readonly elapsedMs: number;
  /** Answers by status; 0 is a connection that broke. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Milliseconds of each request that was answered 201. */
  readonly latencies: readonly number[];
}

const statuses: Record<string, number> = {};
const latencies: number[] = [];
let next = 0;

function count(status: number): void {
  statuses[status] = (statuses[status] ?? 0) + 1;
}

/** One whole request; its burst is random, and a number in each envelope makes it a new one every time. */
function request(): { bytes: Buffer; renew(): void } {
  const start = `POST /v1/logs/letters/bursts HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: `;
  const head = Buffer.from(
    `${start}${tokens[0] ?? ""}\r\nContent-Type: application/octet-stream\r\nContent-Length: ${BURST_BYTES}\r\n\r\n`,
  );
  const bytes = Buffer.concat([head, randomBytes(BURST_BYTES)]);
  const renew = (): void => {
    const token = tokens[next++];
    if (token === undefined) throw new Error("more bursts than tokens: make more");
    bytes.write(token, start.length, "latin1");
    for (let at = head.length; at < bytes.length; at += ENVELOPE_BYTES) bytes.writeUInt32BE(next, at);
  };
  return { bytes, renew };
}

/** Posts one burst after the other until the time is up. */
function postOneByOne(socket: Socket, until: number): Promise<void> {
  const { bytes, renew } = request();
  let sentAt = 0;
  const post = (): void => {
    renew();
    sentAt = performance.now();
    socket.write(bytes);
  };
  return new Promise((resolve) => {
    onAnswers(socket, (status) => {
      count(status);
      if (status === 201) latencies.push(performance.now() - sentAt);
      if (performance.now() < until) post();
      else socket.end();
    });
    socket.on("error", () => count(0));
    socket.on("close", () => resolve());
    post();
  });
}

const sockets = await openSockets(port, connections);
const start = performance.now();
await Promise.all(sockets.map((socket) => postOneByOne(socket, start + milliseconds)));
const load: Load = { elapsedMs: performance.now() - start, statuses, latencies };
process.stdout.write(`${JSON.stringify(load)}\n`);
