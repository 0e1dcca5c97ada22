// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { parentPort } from "node:worker_threads";
import { Opening, transferOf } from "./tasks.ts";
import type { Answered, Batch } from "./thread.ts";

// The thread itself (thread.ts starts it).

const opening = new Opening();

parentPort?.on("message", (batch: Batch | null) => {
  if (batch === null) {
    parentPort?.close();
    return;
  }
  const { pairs, tasks } = batch;
  if (pairs !== null) opening.use(pairs);
  const answered = tasks.map(([number, task]): Answered => {
    try {
      return [number, opening.perform(task)];
    } catch (error) {
      // A defect, which costs one request and not those beside it: it is told where errors are logged.
      return [number, { kind: "failed", error }];
    }
  });
  const transfer = answered.flatMap(([, outcome]) => (outcome.kind === "failed" ? [] : transferOf(outcome)));
  parentPort?.postMessage(answered, transfer);
});
