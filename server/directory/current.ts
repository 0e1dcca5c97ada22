// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { openDirectory, utf8Decode, type Directory, type VerifierKey } from "../../crypto/index.ts";
import type { Database } from "../database/index.ts";

/** The last document of the directory log; undefined before the first. */
export async function currentDocument(database: Database): Promise<Buffer | undefined> {
  const documents = database.selectFrom("log_document").select("document").where("log", "=", "directory");
  return (await documents.orderBy("index", "desc").limit(1).executeTakeFirst())?.document;
}

/**
 * What is in force, as every client reads it.
 * @throws ProtocolError where two of the three keys did not sign it
 */
export async function currentDirectory(
  database: Database,
  origin: string,
  signers: readonly VerifierKey[],
): Promise<Directory | null> {
  const document = await currentDocument(database);
  return document === undefined ? null : openDirectory(utf8Decode(document), origin, signers);
}
