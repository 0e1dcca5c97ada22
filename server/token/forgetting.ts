// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { IssuerDatabase } from "../database/index.ts";
import { quarterBefore, quarterOf, type Clock } from "./calendar.ts";
import { forgetBefore } from "./quota.ts";

const HOUR_MS = 3_600_000;

export interface Forgetting {
  /** After what it is at. */
  stop(): Promise<void>;
}

/** Deletes the rows of quarters before the previous one, now and every hour. */
export function startForgetting(database: IssuerDatabase, now: Clock, failed: (error: unknown) => void): Forgetting {
  const forget = (): Promise<void> => forgetBefore(database, quarterBefore(quarterOf(now()))).catch(failed);
  let running = forget();
  const timer = setInterval(() => void (running = forget()), HOUR_MS);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
