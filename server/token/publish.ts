// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { tokenKeyDocument, tokenKeyEntryOf, type NoteSigner } from "../../crypto/index.ts";
import type { Database } from "../database/index.ts";
import { appendDocuments, lockDocuments } from "../log/index.ts";
import { Problem } from "../problem.ts";
import type { TokenSigner } from "./key-file.ts";

/** What goes in the ledger; the directory names it by the hash of its key. */
export type PublishedKey = Pick<TokenSigner, "purpose" | "from" | "until" | "publicKey">;

/** Puts token keys in the ledger that are not there yet. Documents and leaves in one transaction. */
export async function publishTokenKeys(
  database: Database,
  keys: readonly PublishedKey[],
  signer: NoteSigner,
): Promise<void> {
  const documents = keys.map(({ purpose, from, until, publicKey }) =>
    tokenKeyDocument(purpose, publicKey.encoded, from, until),
  );
  await publishTokenDocuments(database, documents, signer);
}

/**
 * The same of keys that are somebody else's, as documents.
 * @param most documents of token keys that the ledger may have with them
 * @throws Problem `too_many_requests`
 */
export async function publishTokenDocuments(
  database: Database,
  given: readonly Uint8Array[],
  signer: NoteSigner,
  most = Number.POSITIVE_INFINITY,
): Promise<void> {
  await database.transaction().execute(async (session) => {
    const kept = await lockDocuments(session, "ledger");
    const present = new Set(kept.map((document) => document.toString()));
    const documents = given
      .map((document) => Buffer.from(document))
      .filter((document) => !present.has(document.toString()));
    if (documents.length === 0) return;
    const keys = kept.filter((document) => tokenKeyEntryOf(document) !== null).length;
    if (keys + documents.length > most) throw new Problem("too_many_requests");
    await appendDocuments(session, "ledger", documents, signer);
  });
}
