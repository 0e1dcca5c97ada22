// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { randomBytes } from "node:crypto";
import { migrateBoard, type Database } from "../../server/database/index.ts";

/** Advisors of the demo's two teams, and the council's member. */
const ADVISORS = 5;

/**
 * Keyrings that no phrase opens, in a database that is new: the demo makes none where there are as many as it has advisors, and
 * so does not spend seconds on deriving keys.
 */
export async function fillKeyrings(database: Database): Promise<void> {
  await migrateBoard(database);
  const rows = Array.from({ length: ADVISORS }, () => ({
    login_key: randomBytes(32),
    keyring: randomBytes(4_096),
    session_epoch: 0,
  }));
  await database.insertInto("member_keyring").values(rows).execute();
}
