// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Transaction } from "kysely";
import { documentEntry, type NoteSigner } from "../../crypto/index.ts";
import type { BoardTables } from "../database/schema.ts";
import { sha256 } from "./sha256.ts";
import { appendToLog } from "./store.ts";

// Two logs have documents; of the third everybody reads the envelopes themselves.

type DocumentLog = "directory" | "ledger";
type Session = Transaction<BoardTables>;

/** All documents so far. Whoever else would add one waits, and finds what this transaction put there. */
export async function lockDocuments(session: Session, log: DocumentLog): Promise<Buffer[]> {
  await session.selectFrom("log").select("name").where("name", "=", log).forUpdate().execute();
  const documents = session.selectFrom("log_document").select("document").where("log", "=", log);
  return (await documents.orderBy("index").execute()).map(({ document }) => document);
}

/** Documents and their leaves, in the transaction of whoever holds the row of the log. */
export async function appendDocuments(
  session: Session,
  log: DocumentLog,
  documents: readonly Uint8Array[],
  signer: NoteSigner,
): Promise<void> {
  const entries = documents.map((document) => documentEntry(document, sha256));
  const { from: first } = await appendToLog(session, log, entries, signer);
  const values = documents.map((document, i) => ({ log, index: first + i, document: Buffer.from(document) }));
  await session.insertInto("log_document").values(values).execute();
}
