// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { equalBytes, leafHash, LETTER_ENTRY_BYTES, type BurstPromise } from "#crypto";
import { WorkerFailure } from "./failure.ts";
import type { Letters } from "./letters.ts";
import { STRIDE } from "./stride.ts";

/** Grace for a board that is still writing a checkpoint when its time comes. */
const GRACE_MS = 60_000;

/** Whether all five leaves of a promise are among the entries from `from` on. */
function isKept(promise: BurstPromise, letters: Letters): boolean {
  const missing = new Set(promise.leaves);
  for (const bytes of letters.entryBundles().toReversed()) {
    for (let at = 2; at < bytes.length && missing.size > 0; at += STRIDE) {
      const leaf = leafHash(bytes.subarray(at, at + LETTER_ENTRY_BYTES));
      for (const promised of missing) if (equalBytes(promised, leaf)) missing.delete(promised);
    }
    if (missing.size === 0) return true;
  }
  return missing.size === 0;
}

/** Promises whose envelopes are not in the log yet. @throws WorkerFailure where one's time has passed */
export function openPromises(promises: readonly BurstPromise[], letters: Letters, nowMs: number): BurstPromise[] {
  const open = promises.filter((promise) => !isKept(promise, letters));
  if (open.some(({ by }) => by * 1000 + GRACE_MS < nowMs)) {
    throw new WorkerFailure("log_inconsistent", "what was promised to be in the log is not there");
  }
  return open;
}
