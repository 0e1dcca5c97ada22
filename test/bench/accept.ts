// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { execFile } from "node:child_process";
import { closeSync, fdatasyncSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { sql } from "kysely";
import { startBoard, type Board } from "./board.ts";
import type { Load } from "./load.ts";
import { hasPgbench, openPgbench } from "./pgbench.ts";
import { median, note, quantile, whole, type Row } from "./row.ts";
import { tokensFile, writeTokens } from "./spending.ts";

// Accepting a burst beside what the database alone can do, round by round in turn. Load, server and database share the machine.

const ROUNDS = 5;
const SECONDS = 2;
const LEVELS = [
  { connections: 1, bar: 0.35, moonshot: 0.6 },
  { connections: 16, bar: 0.5, moonshot: 0.8 },
  { connections: 64, bar: 0.7, moonshot: 1 },
] as const;
/** Of which one round spends less. */
const TOKENS = 8_000;
const MIB = 1024 * 1024;

const run = promisify(execFile);
const LOAD = fileURLToPath(new URL("load.ts", import.meta.url));

interface Round {
  /** Highest resident memory while it ran, in bytes. */
  readonly memory: number;
  readonly bursts: number;
  readonly errors: number;
  readonly perSecond: number;
  readonly cpuMicroseconds: number;
  readonly latencies: readonly number[];
}

async function postBursts(board: Board, connections: number, milliseconds: number): Promise<Round> {
  const before = board.cpuMicroseconds();
  const args = [LOAD, new URL(board.boardUrl).port, String(connections), String(milliseconds), tokensFile(board)];
  let memory = 0;
  const sampling = setInterval(() => (memory = Math.max(memory, board.memory())), 50);
  const { stdout } = await run(process.execPath, args, { maxBuffer: 64 * MIB }).finally(() => clearInterval(sampling));
  const { elapsedMs, statuses, latencies } = JSON.parse(stdout) as Load;
  const bursts = statuses["201"] ?? 0;
  return {
    memory,
    bursts,
    errors: Object.values(statuses).reduce((sum, count) => sum + count, 0) - bursts,
    perSecond: (bursts * 1000) / elapsedMs,
    cpuMicroseconds: (board.cpuMicroseconds() - before) / bursts,
    latencies,
  };
}

/** Takes what was accepted out again, so that rounds do not grow. @returns how many rows there were */
async function emptyPool({ database }: Board): Promise<number> {
  const { rows } = await sql<{ kept: number }>`select count(*) as kept from pool`.execute(database);
  await sql`truncate pool, token_spent`.execute(database);
  return rows[0]?.kept ?? 0;
}

/** Microseconds to write one page and have it on the disk, as the database does at each commit. */
function measureFdatasync(folder: string): number {
  const file = openSync(join(folder, "fdatasync"), "w");
  const page = Buffer.alloc(8192, 1);
  const times = Array.from({ length: 300 }, (_, i) => {
    const start = performance.now();
    writeSync(file, page, 0, page.length, (i % 64) * page.length);
    fdatasyncSync(file);
    return (performance.now() - start) * 1000;
  });
  closeSync(file);
  return median(times);
}

interface Level {
  readonly rounds: Round[];
  readonly pgbench: number[];
}

async function measureAll(board: Board): Promise<{ levels: Level[]; kept: number }> {
  const levels: Level[] = LEVELS.map(() => ({ rounds: [], pgbench: [] }));
  const pgbench = hasPgbench() ? await openPgbench(board.postgres, board.dataDir) : null;
  try {
    await postBursts(board, 16, 2_000);
    await emptyPool(board);
    let kept = 0;
    for (let round = 0; round < ROUNDS; round++) {
      for (const [i, { connections }] of LEVELS.entries()) {
        if (pgbench !== null) levels[i]?.pgbench.push(await pgbench.measure(connections, SECONDS));
        levels[i]?.rounds.push(await postBursts(board, connections, SECONDS * 1000));
        kept += await emptyPool(board);
      }
    }
    return { levels, kept };
  } finally {
    await pgbench?.close();
  }
}

function rateRow({ rounds, pgbench }: Level, { connections, bar, moonshot }: (typeof LEVELS)[number]): Row {
  const what = `accept a burst ÷ pgbench, ${connections} connection${connections === 1 ? "" : "s"}`;
  const rate = median(rounds.map(({ perSecond }) => perSecond));
  const cpu = median(rounds.map(({ cpuMicroseconds }) => cpuMicroseconds));
  const figures = `${whole(rate)} bursts/s, ${whole(cpu)} µs of processor each`;
  if (pgbench.length === 0) return note(what, `${figures}; no pgbench on this machine`);
  // Each round's own ratio: both halves of it met the same disk.
  const ratios = rounds.map(({ perSecond }, i) => perSecond / (pgbench[i] ?? NaN));
  const value = median(ratios);
  const spread = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`;
  const measured = `${value.toFixed(2)} (${spread}): ${figures}; pgbench ${whole(median(pgbench))}/s`;
  return { what, measured, goal: { value, bar, moonshot, unit: "", isBetter: "higher" } };
}

function latencyRow({ rounds }: Level): Row {
  const quantiles = (fraction: number): number[] => rounds.map(({ latencies }) => quantile(latencies, fraction));
  const ratios = rounds.map(({ latencies }) => quantile(latencies, 0.99) / quantile(latencies, 0.5));
  const value = median(ratios);
  const measured = `${value.toFixed(1)}: median ${median(quantiles(0.5)).toFixed(1)} ms, p99 ${median(quantiles(0.99)).toFixed(1)} ms`;
  const goal = { value, bar: 5, moonshot: 4, unit: "", isBetter: "lower" } as const;
  return { what: "p99 ÷ median to accept, 16 connections", measured, goal };
}

export async function accept(): Promise<Row[]> {
  const board = await startBoard();
  try {
    writeTokens(board, TOKENS);
    const idle = board.memory();
    const { levels, kept } = await measureAll(board);
    const rounds = levels.flatMap((level) => level.rounds);
    const bursts = rounds.reduce((sum, round) => sum + round.bursts, 0);
    const errors = rounds.reduce((sum, round) => sum + round.errors, 0);
    // Sampled while it works: its highest ever is of the first start, when the demo derives keys in 256 MiB.
    const peak = Math.max(...rounds.map((round) => round.memory));
    const memory = { value: peak / MIB, bar: 250, moonshot: 175, unit: "MiB", isBetter: "lower" } as const;
    const sound = { bar: 0, moonshot: 0, unit: "", isBetter: "lower" } as const;
    return [
      ...LEVELS.flatMap((goal, i) => (levels[i] === undefined ? [] : rateRow(levels[i], goal))),
      ...(levels[1] === undefined ? [] : [latencyRow(levels[1])]),
      { what: "errors under load", measured: whole(errors), goal: { value: errors, ...sound } },
      {
        what: "rows kept − bursts answered 201",
        measured: `${whole(kept - bursts)}: ${whole(kept)} rows`,
        goal: { value: Math.abs(kept - bursts), ...sound },
      },
      {
        what: "memory of the board under load",
        measured: `${whole(peak / MIB)} MiB at most, ${whole(idle / MIB)} idle`,
        goal: memory,
      },
      note("one page written and fdatasync", `${whole(measureFdatasync(board.dataDir))} µs`),
    ];
  } finally {
    await board.stop();
  }
}
