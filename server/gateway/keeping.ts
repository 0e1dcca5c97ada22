// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { equalBytes } from "../../crypto/index.ts";
import type { InForce } from "../directory/index.ts";
import type { GatewayKeys } from "./keys.ts";

const HOUR_MS = 3_600_000;
const NOT_NAMED =
  "the directory in force does not name this board's gateway key: clients send nothing until its signers publish one that does";

interface Log {
  warn(message: string): void;
  error(what: Readonly<Record<string, string>>, message: string): void;
}

export interface KeepingOptions {
  readonly keys: GatewayKeys;
  /** Ed25519, as the directory should have it. */
  readonly publicKey: Uint8Array;
  readonly inForce: InForce;
  readonly log: Log;
  /** The ledger has another key. */
  readonly onGrowth: () => void;
}

export interface Keeping {
  /** After what it is at. */
  stop(): Promise<void>;
}

/** Says it where nobody can use the keys. Before the first directory there is nothing to be used. */
async function warnUnnamed({ inForce, publicKey, log }: KeepingOptions): Promise<void> {
  const directory = await inForce.directory();
  if (directory === null) return;
  const { gateway } = directory.statement;
  if (gateway === null || !equalBytes(gateway, publicKey)) log.warn(NOT_NAMED);
}

/** Looks every hour whether a month has begun. That of now was made before the board listens. */
export function startKeeping(options: KeepingOptions): Keeping {
  const { keys, log, onGrowth } = options;
  const failed = (error: unknown): void =>
    log.error({ error: error instanceof Error ? error.name : "unknown" }, "renewing the gateway's keys failed");
  const renew = async (): Promise<void> => {
    if (await keys.renew()) onGrowth();
    await warnUnnamed(options);
  };
  let running = warnUnnamed(options).catch(failed);
  const timer = setInterval(() => void (running = renew().catch(failed)), HOUR_MS);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
