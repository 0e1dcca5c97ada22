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
  ProtocolError,
  rootOf,
  slicesOf,
  TILE_WIDTH,
  utf8Decode,
  type Checkpoint,
  type VerifierKey,
} from "#crypto";
import { read } from "../transport.ts";
import { checking, WorkerFailure } from "./failure.ts";

/** A log of documents with all that is in it, as its checkpoint vouches for it. */
export interface DocumentLog {
  /** The checkpoint as it was served: a signed note. */
  readonly source: string;
  readonly checkpoint: Checkpoint;
  readonly leaves: readonly Uint8Array[];
  readonly documents: readonly Uint8Array[];
}

export type DocumentLogName = "directory" | "ledger";

export interface DocumentEntries {
  /** Each with the hash of a document. */
  readonly entries: readonly Uint8Array[];
  readonly leaves: readonly Uint8Array[];
}

/** All of them. @throws ProtocolError `inconsistent` where they do not lead to the root that was signed */
export async function readEntries(
  path: string,
  log: DocumentLogName,
  { size, root }: Checkpoint,
): Promise<DocumentEntries> {
  const entries: Uint8Array[] = [];
  for (const slice of slicesOf(size, TILE_WIDTH))
    entries.push(...decodeEntries(await read(`${path}/${entriesPath(slice)}`), log));
  const leaves = entries.map((entry) => leafHash(entry));
  if (!equalBytes(rootOf(leaves), root))
    throw new ProtocolError("inconsistent", `the ${log} log does not add up to its checkpoint`);
  return { entries, leaves };
}

/** Of every entry the document. @throws ProtocolError `inconsistent` where one is not that */
export function readDocuments(path: string, entries: readonly Uint8Array[]): Promise<Uint8Array[]> {
  return Promise.all(
    entries.map(async (entry, index) => {
      const document = await read(`${path}/documents/${index}`);
      if (equalBytes(documentEntry(document), entry)) return document;
      throw new ProtocolError("inconsistent", "a document is not the one in its log");
    }),
  );
}

/** Entries that lead to the root, and the document of each. @throws WorkerFailure `log_damaged` */
export function readDocumentLog(origin: string, log: DocumentLogName, key: VerifierKey): Promise<DocumentLog> {
  const path = `/v1/logs/${log}`;
  return checking("log_damaged", async () => {
    const source = utf8Decode(await read(`${path}/checkpoint`));
    const checkpoint = openCheckpoint(source, logName(origin, log), key);
    const { entries, leaves } = await readEntries(path, log, checkpoint);
    return { source, checkpoint, leaves, documents: await readDocuments(path, entries) };
  });
}

/** The first `size` entries are those that had `root`. @throws WorkerFailure `log_inconsistent` */
export function requireSameBeginning({ leaves }: DocumentLog, size: number, root: Uint8Array): void {
  if (size > leaves.length) throw new WorkerFailure("log_inconsistent", "the log shrank");
  if (!equalBytes(rootOf(leaves.slice(0, size)), root))
    throw new WorkerFailure("log_inconsistent", "the log was rewritten");
}
