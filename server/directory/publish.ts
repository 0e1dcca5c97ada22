// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { documentEntry, utf8, type NoteSigner } from "../../crypto/index.ts";
import type { Database } from "../database/index.ts";
import { appendToLog, sha256 } from "../log/index.ts";

/** Puts a signed document in the directory log; the last one is the current one. Document and leaf in one transaction. */
export async function publishDirectory(database: Database, document: string, signer: NoteSigner): Promise<void> {
  const bytes = utf8(document);
  await database.transaction().execute(async (session) => {
    const { from: index } = await appendToLog(session, "directory", [documentEntry(bytes, sha256)], signer);
    await session
      .insertInto("log_document")
      .values({ log: "directory", index, document: Buffer.from(bytes) })
      .execute();
  });
}
