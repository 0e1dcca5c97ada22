// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  openDirectory,
  openFollowing,
  signersOf,
  statementIn,
  successionsIn,
  utf8Decode,
  type Directory,
  type VerifierKey,
} from "../../crypto/index.ts";
import type { Database } from "../database/index.ts";

/** Which signers a board was told to begin with. Null: those of the first document, which it took in itself. */
export type Trusted = readonly VerifierKey[] | null;

/** The last document of the directory log; undefined before the first. */
export async function currentDocument(database: Database): Promise<Buffer | undefined> {
  const documents = database.selectFrom("log_document").select("document").where("log", "=", "directory");
  return (await documents.orderBy("index", "desc").limit(1).executeTakeFirst())?.document;
}

async function documentsAt(database: Database, places: readonly number[]): Promise<string[]> {
  if (places.length === 0) return [];
  const documents = database.selectFrom("log_document").select("document").where("log", "=", "directory");
  const rows = await documents.where("index", "in", places).orderBy("index").execute();
  return rows.map(({ document }) => utf8Decode(document));
}

async function firstSigners(database: Database, origin: string): Promise<VerifierKey[]> {
  const [first = ""] = await documentsAt(database, [0]);
  const signers = signersOf(statementIn(first));
  openDirectory(first, origin, signers);
  return signers;
}

/**
 * What is in force, as every client reads it: signed by two of the three that follow from the trusted ones.
 * @throws ProtocolError where it is not
 */
export async function currentDirectory(
  database: Database,
  origin: string,
  trusted: Trusted,
): Promise<Directory | null> {
  const document = await currentDocument(database);
  if (document === undefined) return null;
  const source = utf8Decode(document);
  const changes = await documentsAt(database, successionsIn(source));
  return openFollowing(source, origin, trusted ?? (await firstSigners(database, origin)), changes);
}
