// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  documentEntry,
  equalBytes,
  logName,
  parseVerifierKey,
  successionsIn,
  utf8Decode,
  type LogShortName,
  type Statement,
  type VerifierKey,
  type Vouching,
} from "#crypto";
import { read } from "../transport.ts";
import { readCheckpoint, weaker, type WitnessedLog } from "./checkpoint.ts";
import { readDocuments, readEntries, type DocumentEntries, type DocumentLogName } from "./document-log.ts";
import { checking, WorkerFailure } from "./failure.ts";
import { openTrusted, type Evidence, type Pins } from "./known.ts";

/** The current directory, the last in its log, with the documents of the ledger. */
export interface ReadDirectory {
  readonly index: number;
  readonly statement: Statement;
  readonly logKeys: Readonly<Record<LogShortName, VerifierKey>>;
  readonly documents: readonly Uint8Array[];
  readonly evidence: Evidence;
  readonly pins: Pins;
  /** Of the directory log and the ledger: the weaker of the two. */
  readonly vouching: Vouching;
}

interface SmallLog extends DocumentEntries {
  readonly path: string;
  readonly pin: Pins[DocumentLogName];
  readonly vouching: Vouching;
}

export const witnessesOf = ({ witnesses }: Statement): VerifierKey[] =>
  witnesses.map(({ key }) => parseVerifierKey(key));

export function logKeysOf({ logs }: Statement): Record<LogShortName, VerifierKey> {
  return {
    letters: parseVerifierKey(logs.letters),
    directory: parseVerifierKey(logs.directory),
    ledger: parseVerifierKey(logs.ledger),
  };
}

async function readSmallLog(log: DocumentLogName, witnessed: WitnessedLog): Promise<SmallLog> {
  const { path } = witnessed;
  const { checkpoint, vouching } = await readCheckpoint(witnessed);
  const pin = { size: checkpoint.size, root: checkpoint.root };
  return { path, ...(await readEntries(path, log, checkpoint)), pin, vouching };
}

interface Served {
  readonly bytes: Uint8Array;
  readonly document: string;
  /** Places of the documents that changed the signers, and what is served there. */
  readonly changes: readonly { readonly index: number; readonly bytes: Uint8Array }[];
}

/** With all documents that changed the signers, whether or not this reader needs them: everybody asks for the same. */
async function readServed(): Promise<Served> {
  const bytes = await read("/v1/directory");
  const document = utf8Decode(bytes);
  const changes = await Promise.all(
    successionsIn(document).map(async (index) => ({
      index,
      bytes: await read(`/v1/logs/directory/documents/${index}`),
    })),
  );
  return { bytes, document, changes };
}

/** @throws WorkerFailure `directory_not_in_log` */
function requireLast({ bytes, changes }: Served, index: number, entries: readonly Uint8Array[]): void {
  const isAt = (place: number, document: Uint8Array): boolean => {
    const entry = entries[place];
    return entry !== undefined && equalBytes(entry, documentEntry(document));
  };
  if (index !== entries.length - 1 || !isAt(index, bytes)) {
    throw new WorkerFailure("directory_not_in_log", "this directory is not the last one in its log");
  }
  if (changes.some((change) => !isAt(change.index, change.bytes))) {
    throw new WorkerFailure("directory_not_in_log", "a change of signers is not the one in the log");
  }
}

async function readOnce(origin: string, trusted: readonly VerifierKey[]): Promise<ReadDirectory> {
  const served = await readServed();
  const changes = served.changes.map(({ bytes }) => utf8Decode(bytes));
  const opened = { document: served.document, changes };
  const { index, statement } = openTrusted(opened, origin, trusted);
  const logKeys = logKeysOf(statement);
  const witnesses = witnessesOf(statement);
  const small = (log: DocumentLogName): Promise<SmallLog> =>
    readSmallLog(log, { path: `/v1/logs/${log}`, name: logName(origin, log), key: logKeys[log], witnesses });
  const [directory, ledger] = await Promise.all([small("directory"), small("ledger")]);
  requireLast(served, index, directory.entries);
  return {
    index,
    statement,
    logKeys,
    documents: await readDocuments(ledger.path, ledger.entries),
    evidence: { ...opened, leaves: { directory: directory.leaves, ledger: ledger.leaves } },
    pins: { directory: directory.pin, ledger: ledger.pin },
    vouching: weaker(directory.vouching, ledger.vouching),
  };
}

/**
 * Reads the directory and what says which one it is: the same requests for everybody.
 * @param trusted three keys that were in force together at some time
 * @throws WorkerFailure `directory_one_signature`, `directory_not_in_log` or `directory_unsound`
 */
export function readDirectory(origin: string, trusted: readonly VerifierKey[]): Promise<ReadDirectory> {
  return checking("directory_unsound", async () => {
    try {
      return await readOnce(origin, trusted);
    } catch (error) {
      if (!(error instanceof WorkerFailure) || error.code !== "directory_not_in_log") throw error;
      // One may have been published while this one was being read. Answers are kept for a second on the way.
      await new Promise((resolve) => setTimeout(resolve, 1500));
      return readOnce(origin, trusted);
    }
  });
}
