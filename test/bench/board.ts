// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { readBoardKeys } from "../../server/board-keys.ts";
import { readConfig, type Config } from "../../server/config.ts";
import type { NoteSigner } from "../../crypto/index.ts";
import {
  ensureDatabase,
  openDatabase,
  startPostgres,
  type Database,
  type EmbeddedPostgres,
} from "../../server/database/index.ts";
import { freePorts } from "../free-ports.ts";

/** The name that `server/config.ts` gives the demo. */
export const ORIGIN = "tegenspraak.localhost";
/** Longer than any benchmark: what is in the pool moves when a benchmark says so, and not beside what is measured. */
const SEQUENCE_INTERVAL_MS = 86_400_000;
const CLOCK_TICKS_A_SECOND = 100;
const ROOT = new URL("../..", import.meta.url);

/** The whole program as `npm start` runs it, in a process of its own, and the cluster that it and the benchmark share. */
export interface Board {
  readonly config: Config;
  readonly postgres: EmbeddedPostgres;
  readonly database: Database;
  /** Of the log `letters`. */
  readonly signer: NoteSigner;
  readonly dataDir: string;
  readonly relayUrl: string;
  readonly boardUrl: string;
  /** Processor time of the server's process so far, in microseconds. */
  cpuMicroseconds(): number;
  /** Resident memory of the server's process, in bytes. */
  memory(): number;
  stop(): Promise<void>;
}

async function untilReady(child: ChildProcess, url: string, log: string): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 50) {
    if (child.exitCode !== null) break;
    const isReady = await fetch(`${url}/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await sleep(50);
  }
  throw new Error(`the server did not start: ${readFileSync(log, "utf8")}`);
}

function readMemory(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1024;
}

/** User and system time of `/proc/<pid>/stat`, all threads. */
function readCpu(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return ((Number(fields[11]) + Number(fields[12])) * 1e6) / CLOCK_TICKS_A_SECOND;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  await exited;
}

/** `NODE_ARGS_OF_SERVER` (separated by spaces) go to its node: `--cpu-prof` shows where its time goes. */
export async function startBoard(): Promise<Board> {
  const dataDir = mkdtempSync(join(tmpdir(), "tegenspraak-bench-"));
  const closers: (() => unknown)[] = [() => rmSync(dataDir, { recursive: true, force: true })];
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    // Open to walk through, so that PostgreSQL's own account reaches it here and no copy is left anywhere else.
    chmodSync(dataDir, 0o711);
    const folder = join(dataDir, "postgres");
    mkdirSync(folder);
    chmodSync(folder, 0o711);
    const postgres = await startPostgres(folder);
    closers.push(() => postgres.stop());
    const url = await ensureDatabase(postgres, folder, "board");
    const port = await freePorts();
    const log = join(dataDir, "server.log");
    const output = openSync(log, "w", 0o600);
    const nodeArgs = process.env["NODE_ARGS_OF_SERVER"]?.split(" ") ?? [];
    const env = {
      ROLES: "board,relay,council,witness,demo",
      DATABASE_URL: url,
      DATA_DIR: dataDir,
      PORT: String(port),
      SEQUENCE_INTERVAL_MS: String(SEQUENCE_INTERVAL_MS),
      COVER_PER_HOUR: "0",
    };
    const child = spawn(process.execPath, [...nodeArgs, "server/main.ts"], {
      cwd: ROOT,
      env: { PATH: process.env["PATH"], ...env },
      stdio: ["ignore", output, output],
    });
    closeSync(output);
    closers.push(() => end(child));
    const [relayUrl, boardUrl] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${port + 1}`];
    await untilReady(child, boardUrl, log);
    const { pid } = child;
    if (pid === undefined) throw new Error("the server has no process");
    const database = await openDatabase(url, 4);
    closers.push(() => database.destroy());
    return {
      config: readConfig(env),
      postgres,
      database,
      signer: readBoardKeys(join(dataDir, "board-keys.json"), ORIGIN).logs.letters,
      dataDir,
      relayUrl,
      boardUrl,
      cpuMicroseconds: () => readCpu(pid),
      memory: () => readMemory(pid),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
