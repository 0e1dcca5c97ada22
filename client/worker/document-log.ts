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

export async function readEntries(path: string, log: DocumentLogName, size: number): Promise<Uint8Array[]> {
  const entries: Uint8Array[] = [];
  for (const slice of slicesOf(size, TILE_WIDTH))
    entries.push(...decodeEntries(await read(`${path}/${entriesPath(slice)}`), log));
  return entries;
}

/** Entries that lead to the root, and the document of each. @throws WorkerFailure `log_damaged` */
export function readDocumentLog(origin: string, log: DocumentLogName, key: VerifierKey): Promise<DocumentLog> {
  const path = `/v1/logs/${log}`;
  return checking("log_damaged", async () => {
    const source = utf8Decode(await read(`${path}/checkpoint`));
    const checkpoint = openCheckpoint(source, logName(origin, log), key);
    const entries = await readEntries(path, log, checkpoint.size);
    const leaves = entries.map((entry) => leafHash(entry));
    if (!equalBytes(rootOf(leaves), checkpoint.root))
      throw new WorkerFailure("log_damaged", `the ${log} log does not add up to its checkpoint`);
    const documents: Uint8Array[] = [];
    for (const [index, entry] of entries.entries()) {
      const document = await read(`${path}/documents/${index}`);
      if (!equalBytes(documentEntry(document), entry))
        throw new WorkerFailure("log_damaged", `a document of the ${log} is not the one in its log`);
      documents.push(document);
    }
    return { source, checkpoint, leaves, documents };
  });
}

/** The first `size` entries are those that had `root`. @throws WorkerFailure `log_inconsistent` */
export function requireSameBeginning({ leaves }: DocumentLog, size: number, root: Uint8Array): void {
  if (size > leaves.length) throw new WorkerFailure("log_inconsistent", "the log shrank");
  if (!equalBytes(rootOf(leaves.slice(0, size)), root))
    throw new WorkerFailure("log_inconsistent", "the log was rewritten");
}
