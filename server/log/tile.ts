// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { LogShortName } from "../../crypto/index.ts";
import type { Database } from "../database/index.ts";

/** As much of a tile as there is: 1 to 256 hashes of 32 bytes; undefined where nothing of it is. */
export async function readTile(
  database: Database,
  log: LogShortName,
  level: number,
  index: number,
): Promise<Buffer | undefined> {
  const row = await database
    .selectFrom("log_tile")
    .select("hashes")
    .where("log", "=", log)
    .where("level", "=", level)
    .where("index", "=", index)
    .executeTakeFirst();
  return row?.hashes;
}
