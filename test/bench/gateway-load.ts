// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Socket } from "node:net";
import { createInterface } from "node:readline";
import {
  BURST_BYTES,
  decodeConfigurations,
  encodeRequest,
  requestOverhead,
  sealRequest,
  SIZE_CLASSES,
  type KeyConfiguration,
  type ObliviousRequest,
} from "../../crypto/index.ts";
import { OBLIVIOUS_KEYS_PATH, OBLIVIOUS_PATH, REQUEST_TYPE } from "../../server/oblivious.ts";
import { ORIGIN } from "./board.ts";
import { onAnswers, openSockets } from "./http.ts";

// Sealed bursts, in a process of its own: `node gateway-load.ts <port> <connections> <requests> <tokens>` seals them all beforehand, and
// at each line of its input sends them, each once. It prints a JSON line when it is ready and one after each round.

const [port = 0, connections = 0, requests = 0] = process.argv.slice(2, 5).map(Number);
const tokens = readFileSync(process.argv[5] ?? "", "latin1").split("\n");

/** What the process prints of a round. */
export interface SealedLoad {
  /** From the first byte sent to the last one received. */
  readonly elapsedMs: number;
  /** Answers by status; 0 is a connection that broke. */
  readonly statuses: Readonly<Record<string, number>>;
}

async function readKey(): Promise<KeyConfiguration> {
  const keys = await (await fetch(`http://127.0.0.1:${port}${OBLIVIOUS_KEYS_PATH}`)).arrayBuffer();
  const [ours] = decodeConfigurations(new Uint8Array(keys));
  if (ours === undefined) throw new Error("the gateway has no key");
  return ours;
}

const key = await readKey();
const { request: size } = SIZE_CLASSES.slot;
const head = Buffer.from(
  `POST ${OBLIVIOUS_PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: ${REQUEST_TYPE}\r\nContent-Length: ${size}\r\n\r\n`,
);

function sealedBurst(authorization: string): Uint8Array {
  const request: ObliviousRequest = {
    method: "POST",
    path: "/v1/logs/letters/bursts",
    authorization,
    contentType: "application/octet-stream",
    content: randomBytes(BURST_BYTES),
  };
  return sealRequest(key, encodeRequest(request, ORIGIN, size - requestOverhead(key.kem))).bytes;
}

const sealed = Array.from({ length: requests }, (_, i) => sealedBurst(tokens[i] ?? ""));
const sockets = await openSockets(port, connections);
const say = (what: unknown): void => void process.stdout.write(`${JSON.stringify(what)}\n`);

let next = 0;
let statuses: Record<string, number> = {};
let done = (): void => undefined;
let left = 0;

function count(status: number): void {
  statuses[status] = (statuses[status] ?? 0) + 1;
  if (--left === 0) done();
}

function post(socket: Socket): void {
  const bytes = sealed[next++];
  if (bytes === undefined) return;
  socket.write(head);
  socket.write(bytes);
}

for (const socket of sockets) {
  onAnswers(socket, (status) => {
    count(status);
    post(socket);
  });
  socket.on("error", () => count(0));
}

async function round(): Promise<SealedLoad> {
  next = 0;
  statuses = {};
  left = sealed.length;
  const start = performance.now();
  const ended = new Promise<void>((resolve) => (done = resolve));
  sockets.forEach(post);
  await ended;
  return { elapsedMs: performance.now() - start, statuses };
}

say("ready");
for await (const line of createInterface({ input: process.stdin })) if (line !== "") say(await round());
for (const socket of sockets) socket.destroy();
