// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readBoardKeys } from "../../../server/board-keys.ts";
import { openDatabase } from "../../../server/database/index.ts";
import { sequence } from "../../../server/log/index.ts";
import { afterStatement } from "./statements.ts";

// A process that sequences and dies by SIGKILL after the statement of its transaction that it is told.

const [url = "", keysFile = "", origin = "", statement = ""] = process.argv.slice(2);
const database = await openDatabase(url, 1);
const dying = afterStatement(database, Number(statement), () => {
  process.kill(process.pid, "SIGKILL");
  return Promise.resolve();
});
await sequence(dying, readBoardKeys(keysFile, origin).logs.letters);
await database.destroy();
