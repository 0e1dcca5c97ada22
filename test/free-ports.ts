// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { createServer } from "node:net";

/** All that one program may listen on: relay, board, issuer, the demo's identity provider, council, witness and one to come. */
const PORTS = 7;

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

/** A port that is free, and so are the next six. Tens, so that two programs overlap wholly or not at all. */
async function freeFrom(first: number, tens: number): Promise<number> {
  for (;;) {
    const port = first + Math.floor(Math.random() * tens) * 10;
    const free = await Promise.all(Array.from({ length: PORTS }, (_, i) => isFree(port + i)));
    if (!free.includes(false)) return port;
  }
}

const given = new Set<number>();

/** Free, below those that connections leave from, and chosen by none of those that run tests beside this one. */
export async function freePorts(): Promise<number> {
  const worker = Number(process.env["VITEST_POOL_ID"] ?? 0) % 12;
  const port = await freeFrom(20_000 + worker * 1_000, 100);
  if (given.has(port)) return freePorts();
  given.add(port);
  return port;
}

/** Free, and chosen by nobody else, also while nothing listens there. @param worker which of those that run tests side by side */
export const ownPorts = (worker: number): Promise<number> => freeFrom(12_000 + worker * 500, 50);
