// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { startBoard, type Board } from "./board.ts";
import type { SealedLoad } from "./gateway-load.ts";
import { median, note, whole, type Row } from "./row.ts";
import { tokensFile, writeTokens } from "./spending.ts";

// Bursts that come sealed, through one process of the board. Every answer waits 250 ms, so there are more connections than processors
// could keep busy: 1,024 of them are at most 4,096 answers a second.

const ROUNDS = Number(process.env["GATEWAY_ROUNDS"] ?? 5);
/** Enough for the quarter second in which the first answers wait to be a small part of a round. */
const REQUESTS = 8_000;
const CONNECTIONS = 1_024;
const MIB = 1024 * 1024;
const LOAD = fileURLToPath(new URL("gateway-load.ts", import.meta.url));

interface Round extends SealedLoad {
  /** Highest resident memory while it ran, in bytes. */
  readonly memory: number;
  readonly cpuMicroseconds: number;
  /** Rows in the pool after it: what was inside the answers nobody looks at. */
  readonly kept: number;
}

interface Load {
  /** Sends every request once. */
  round(): Promise<SealedLoad>;
  stop(): void;
}

/** With all requests sealed when it resolves. */
async function startLoad(board: Board): Promise<Load> {
  const args = [LOAD, new URL(board.boardUrl).port, String(CONNECTIONS), String(REQUESTS), tokensFile(board)];
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const read = async (): Promise<unknown> => {
    const line = await lines.next();
    if (line.done === true) throw new Error("the load ended");
    return JSON.parse(line.value);
  };
  await read();
  return {
    async round() {
      child.stdin.write("go\n");
      return (await read()) as SealedLoad;
    },
    stop: () => child.stdin.end(),
  };
}

/** So that the next round may send the very same again. @returns rows in the pool */
async function forget({ database }: Board): Promise<number> {
  const { rows } = await sql<{ kept: number }>`select count(*) as kept from pool`.execute(database);
  await sql`truncate pool, token_spent, gateway_mark`.execute(database);
  return rows[0]?.kept ?? 0;
}

async function measure(board: Board, load: Load): Promise<Round> {
  const before = board.cpuMicroseconds();
  let memory = 0;
  const sampling = setInterval(() => (memory = Math.max(memory, board.memory())), 50);
  const sent = await load.round().finally(() => clearInterval(sampling));
  const cpuMicroseconds = (board.cpuMicroseconds() - before) / REQUESTS;
  return { ...sent, memory, cpuMicroseconds, kept: await forget(board) };
}

function rowsOf(rounds: readonly Round[], idle: number): Row[] {
  const rates = rounds.map(({ elapsedMs, kept }) => (kept * 1000) / elapsedMs);
  const rate = median(rates);
  const cpu = median(rounds.map(({ cpuMicroseconds }) => cpuMicroseconds));
  const refused = rounds.reduce((sum, { statuses }) => sum + REQUESTS - (statuses["200"] ?? 0), 0);
  const missing = rounds.reduce((sum, { kept }) => sum + REQUESTS - kept, 0);
  const peak = Math.max(...rounds.map(({ memory }) => memory));
  const range = `${whole(Math.min(...rates))}–${whole(Math.max(...rates))}`;
  const sound = { bar: 0, moonshot: 0, unit: "", isBetter: "lower" } as const;
  return [
    {
      what: "sealed bursts through the gateway of one process",
      measured: `${whole(rate)}/s (${range}), ${whole(cpu)} µs of processor each, ${whole(CONNECTIONS)} connections`,
      goal: { value: rate, bar: 1_500, moonshot: 4_000, unit: "/s", isBetter: "higher" },
    },
    { what: "sealed requests without an answer", measured: whole(refused), goal: { value: refused, ...sound } },
    { what: "sealed bursts that were not kept", measured: whole(missing), goal: { value: missing, ...sound } },
    note("memory of the board under sealed load", `${whole(peak / MIB)} MiB at most, ${whole(idle / MIB)} idle`),
  ];
}

export async function gateway(): Promise<Row[]> {
  const board = await startBoard();
  try {
    writeTokens(board, REQUESTS);
    const load = await startLoad(board);
    const idle = board.memory();
    await load.round();
    await forget(board);
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await measure(board, load));
    load.stop();
    return rowsOf(rounds, idle);
  } finally {
    await board.stop();
  }
}
