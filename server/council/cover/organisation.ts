// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  gatewayInForce,
  openFollowing,
  parseVerifierKey,
  ProtocolError,
  signersOf,
  successionsIn,
  tokenKeysOf,
  utf8Decode,
  type Directory,
  type KeyConfiguration,
  type Pin,
  type TokenKey,
  type VerifierKey,
} from "../../../crypto/index.ts";
import { checking, readDocumentLog, requireDocument, type Read } from "./document-log.ts";
import { CoverFailure } from "./failure.ts";

/** What an earlier reading knew, or what the node was told. */
export interface Known {
  /** Officer, council and spare, all of one time. */
  readonly trusted: readonly VerifierKey[];
  readonly pins: { readonly directory: Pin; readonly ledger: Pin } | null;
}

/** What the node uses of directory and ledger, as two of three signed it and two witnesses vouched for it. */
export interface Organisation {
  readonly gateway: KeyConfiguration;
  readonly tokenKeys: readonly TokenKey[];
  /** Of the log `letters`, which signs promises. */
  readonly letters: VerifierKey;
  /** Unix seconds up to which two witnesses vouched for both logs. */
  readonly since: number;
  readonly known: Known;
}

interface Served {
  readonly bytes: Uint8Array;
  readonly changes: ReadonlyMap<number, Uint8Array>;
}

/** With all documents that changed the signers, as everybody reads it. */
async function readServed(read: Read): Promise<Served> {
  const bytes = await read("/v1/directory");
  const changes = new Map<number, Uint8Array>();
  for (const index of successionsIn(utf8Decode(bytes)))
    changes.set(index, await read(`/v1/logs/directory/documents/${index}`));
  return { bytes, changes };
}

/** It is the last in its log, and what it follows from stands there too. */
function requireLast({ bytes, changes }: Served, { index }: Directory, entries: readonly Uint8Array[]): void {
  if (index !== entries.length - 1) throw new ProtocolError("inconsistent", "not the last directory in its log");
  requireDocument(bytes, entries[index]);
  for (const [place, change] of changes) requireDocument(change, entries[place]);
}

async function readDocuments(read: Read, entries: readonly Uint8Array[]): Promise<Uint8Array[]> {
  const documents: Uint8Array[] = [];
  for (const [index, entry] of entries.entries()) {
    const document = await read(`/v1/logs/ledger/documents/${index}`);
    requireDocument(document, entry);
    documents.push(document);
  }
  return documents;
}

/** Both logs: the weaker counts. @throws CoverFailure `not_vouched` */
function vouchedSince(
  ...logs: readonly { readonly vouching: { readonly fresh: boolean; readonly since: number | null } }[]
): number {
  const since = logs.map(({ vouching }) => (vouching.fresh ? vouching.since : null));
  const known = since.filter((seconds) => seconds !== null);
  if (known.length < since.length) throw new CoverFailure("not_vouched");
  return Math.min(...known);
}

/**
 * Reads directory and ledger as every client does, and verifies them before anything in them is used.
 * @throws CoverFailure `board_silent`, `directory_unsound`, `not_vouched` or `no_gateway`
 */
export function readOrganisation(read: Read, origin: string, known: Known, nowSeconds: number): Promise<Organisation> {
  return checking(async () => {
    const served = await readServed(read);
    const changes = [...served.changes.values()].map((bytes) => utf8Decode(bytes));
    const opened = openFollowing(utf8Decode(served.bytes), origin, known.trusted, changes);
    const { statement } = opened;
    const witnesses = statement.witnesses.map(({ key }) => parseVerifierKey(key));
    const keyOf = (log: "directory" | "ledger"): VerifierKey => parseVerifierKey(statement.logs[log]);
    const readLog = (log: "directory" | "ledger"): ReturnType<typeof readDocumentLog> =>
      readDocumentLog(read, log, origin, keyOf(log), witnesses, nowSeconds, known.pins?.[log] ?? null);
    const directory = await readLog("directory");
    requireLast(served, opened, directory.entries);
    const ledger = await readLog("ledger");
    const documents = await readDocuments(read, ledger.entries);
    const since = vouchedSince(directory, ledger);
    const gateway = gatewayInForce(documents, origin, statement.gateway);
    if (gateway === null) throw new CoverFailure("no_gateway");
    return {
      gateway,
      tokenKeys: tokenKeysOf(statement.tokens, documents),
      letters: parseVerifierKey(statement.logs.letters),
      since,
      known: { trusted: signersOf(statement), pins: { directory: directory.pin, ledger: ledger.pin } },
    };
  });
}
