// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

// Files that need the board share one PostgreSQL (test/server/cluster.ts); the others do not wait for it.
const WITH_DATABASE = ["test/{server,faults,unlinkability}/**/*.test.ts"];

export default defineConfig({
  test: {
    testTimeout: 90_000,
    hookTimeout: 120_000,
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
