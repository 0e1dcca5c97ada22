// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { existsSync, statfsSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

// Files that need the board share one PostgreSQL (test/server/cluster.ts); the others do not wait for it.
const WITH_DATABASE = ["test/{server,faults,unlinkability}/**/*.test.ts"];

/** Where Linux keeps files in memory; null where that is not, or too small: a run on two cores had up to 0.25 GiB there. */
function inMemory(): string | null {
  const folder = "/dev/shm";
  if (!existsSync(folder)) return null;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize > 4 * 2 ** 30 ? folder : null;
}

// A fresh database is nine hundred files: 0.03 s in memory, 0.3 on a disk.
const { TMPDIR = inMemory() ?? tmpdir() } = process.env;
Object.assign(process.env, { TMPDIR });

export default defineConfig({
  test: {
    testTimeout: 90_000,
    hookTimeout: 120_000,
    // Programs are started by the hundred, and compiled once.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, "node_modules/.cache/compiled") },
    // Much of a test here is waiting: for a process that starts, a slot, a checkpoint. More than eight share one PostgreSQL badly.
    maxWorkers: Math.min(8, availableParallelism() + 1),
    projects: [
      {
        extends: true,
        test: { name: "server", include: WITH_DATABASE, globalSetup: "test/server/cluster.ts" },
      },
      {
        extends: true,
        test: {
          name: "rest",
          include: ["test/**/*.test.ts"],
          exclude: WITH_DATABASE,
          globalSetup: "test/story/founded.ts",
        },
      },
    ],
  },
});
