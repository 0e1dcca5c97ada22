// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  decodeEntries,
  documentEntry,
  entriesPath,
  equalBytes,
  leafHash,
  logName,
  openCheckpoint,
  parseNote,
  ProtocolError,
  rootOf,
  slicesOf,
  TILE_WIDTH,
  utf8Decode,
  vouching,
  type Pin,
  type VerifierKey,
  type Vouching,
} from "../../../crypto/index.ts";
import { CoverFailure } from "./failure.ts";

/** A plain GET of what is equal for everybody. @throws CoverFailure */
export type Read = (path: string) => Promise<Uint8Array>;

/** A log of documents, as its checkpoint vouches for it. */
export interface DocumentLog {
  readonly entries: readonly Uint8Array[];
  readonly vouching: Vouching;
  /** What a later reading must continue. */
  readonly pin: Pin;
}

/** More than any ledger of ours will ever have; a board that says so is not read to its end. */
const LONGEST = 100_000;

function requireContinues(leaves: readonly Uint8Array[], known: Pin | null): void {
  if (known === null) return;
  if (known.size > leaves.length || !equalBytes(rootOf(leaves.slice(0, known.size)), known.root))
    throw new ProtocolError("inconsistent", "the log does not continue what it was before");
}

/**
 * Checkpoint and all entries, which must lead to its root.
 * @param known of an earlier reading, which this one must continue
 * @throws ProtocolError; CoverFailure of `read`
 */
export async function readDocumentLog(
  read: Read,
  log: "directory" | "ledger",
  origin: string,
  key: VerifierKey,
  witnesses: readonly VerifierKey[],
  nowSeconds: number,
  known: Pin | null,
): Promise<DocumentLog> {
  const path = `/v1/logs/${log}`;
  const source = utf8Decode(await read(`${path}/checkpoint`));
  const { size, root } = openCheckpoint(source, logName(origin, log), key);
  if (size > LONGEST) throw new ProtocolError("too_long", "a log of documents that nobody wrote");
  const entries: Uint8Array[] = [];
  for (const slice of slicesOf(size, TILE_WIDTH))
    entries.push(...decodeEntries(await read(`${path}/${entriesPath(slice)}`), log));
  const leaves = entries.map((entry) => leafHash(entry));
  if (leaves.length !== size || !equalBytes(rootOf(leaves), root))
    throw new ProtocolError("inconsistent", "the log does not add up to its checkpoint");
  requireContinues(leaves, known);
  return { entries, vouching: vouching(parseNote(source), witnesses, nowSeconds), pin: { size, root } };
}

/** @throws ProtocolError where it is not the one in its log */
export function requireDocument(document: Uint8Array, entry: Uint8Array | undefined): void {
  if (entry === undefined || !equalBytes(documentEntry(document), entry))
    throw new ProtocolError("inconsistent", "a document is not the one in its log");
}

/** Runs what may find that the board serves something else than it should. @throws CoverFailure `directory_unsound` */
export async function checking<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProtocolError) throw new CoverFailure("directory_unsound", { cause: error });
    throw error;
  }
}
