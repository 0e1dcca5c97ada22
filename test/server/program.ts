// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { freePorts } from "../free-ports.ts";
import { cleanUp, freshFolder, WITHOUT_COVER } from "./board.ts";

// The program as an operator starts it: a process of its own.

export const MAIN = fileURLToPath(new URL("../../server/main.ts", import.meta.url));

export interface Program {
  readonly child: ChildProcess;
  readonly relay: string;
  readonly board: string;
  readonly issuer: string;
  /** Prefixes of the two witnesses. */
  readonly council: string;
  readonly witness: string;
  output(): string;
  errors(): string;
  /** Resolves when it said that it is ready; rejects when it ends instead. */
  ready(): Promise<void>;
  /** Exit code, or the signal that ended it. */
  ended(): Promise<number | string>;
}

export interface Start {
  readonly environment?: Readonly<Record<string, string>>;
  /** Command and arguments before the program, as `setpriv`. */
  readonly through?: readonly string[];
}

/** Nothing of our own environment but what a program needs to start. */
export async function startProgram({ environment = {}, through = [] }: Start = {}): Promise<Program> {
  const port = Number(environment["PORT"] ?? (await freePorts()));
  // A program that is killed leaves its socket's folder; whoever it runs as may make one here.
  const temporary = freshFolder();
  chmodSync(temporary, 0o1777);
  const [command, ...args] = [...through, process.execPath, MAIN] as const;
  const child = spawn(command, args, {
    env: {
      PATH: process.env["PATH"],
      PORT: String(port),
      TMPDIR: temporary,
      DATA_DIR: freshFolderUnless(environment),
      ...WITHOUT_COVER,
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let output = "";
  let errors = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (output += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (errors += chunk));
  const end = once(child, "close").then(([code, signal]) => (code ?? signal) as number | string);
  cleanUp(async () => {
    // With time to stop its PostgreSQL, which would write on in a folder that is being removed.
    const patience = setTimeout(() => child.kill("SIGKILL"), 15_000);
    child.kill("SIGTERM");
    await end;
    clearTimeout(patience);
  });
  const ready = async (): Promise<void> => {
    while (!/^tegenspraak ready at /m.test(output)) {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`it ended: ${errors}`);
      await Promise.race([once(child.stdout, "data"), end]);
    }
  };
  return {
    child,
    relay: `http://127.0.0.1:${port}`,
    board: `http://127.0.0.1:${port + 1}`,
    issuer: `http://127.0.0.1:${port + 2}`,
    council: `http://127.0.0.1:${port + 4}/witness`,
    witness: `http://127.0.0.1:${port + 5}/witness`,
    output: () => output,
    errors: () => errors,
    ready,
    ended: () => end,
  };
}

const freshFolderUnless = ({ DATA_DIR }: Readonly<Record<string, string>>): string => DATA_DIR ?? freshFolder();
