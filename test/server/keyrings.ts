// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { phraseInput } from "#crypto";
import { openLogs, readBoardKeys } from "../../server/board-keys.ts";
import type { CeremonyBoard } from "../../server/ceremony/index.ts";
import type { Config } from "../../server/config.ts";
import { migrateBoard, type Database } from "../../server/database/index.ts";
import { bootstrapDemo, readDemoSecrets } from "../../server/demo/index.ts";
import { InForce } from "../../server/directory/index.ts";
import { GatewayKeys } from "../../server/gateway/index.ts";
import { sha256 } from "../../server/log/index.ts";
import type { Stretch } from "../../server/stretch.ts";

/** In the place of Argon2id where no test has to sign in as a browser does: twelve phrases take seconds. */
export const quickStretch: Stretch = (words, origin) => Promise.resolve(sha256(phraseInput(words, origin).message));

/** A board that has its tables and logs, as a ceremony sees it. */
export async function ceremonyBoard(database: Database, config: Config): Promise<CeremonyBoard> {
  await migrateBoard(database);
  const { origin } = config;
  const keys = readBoardKeys(config.boardKeys, origin);
  await openLogs(database, keys);
  const inForce = new InForce({ database, origin, trusted: null });
  const gateway = keys.gateway.publicKey;
  return { origin, database, logs: keys.logs, gateway, inForce, trusted: null, now: Date.now };
}

/** Founds the demo in a database that is new, with keyrings that the phrases shown do not open: a start finds it done. */
export async function foundQuickly(database: Database, config: Config): Promise<void> {
  const board = await ceremonyBoard(database, config);
  await bootstrapDemo(board, readDemoSecrets(config.dataDir), config, quickStretch);
  const { gateway } = readBoardKeys(config.boardKeys, config.origin);
  await new GatewayKeys({ ...board, ledger: board.logs.ledger, gateway }).renew();
}
