// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  directoryKeyName,
  equalBytes,
  openFollowing,
  ProtocolError,
  rootOf,
  SIGNER_ROLES,
  type Directory,
  type Pin,
  type VerifierKey,
} from "#crypto";
import { WorkerFailure } from "./failure.ts";

// What somebody saw of the directory before must be continued by what they are shown now. Nothing here asks the server for anything:
// the documents that a change of signers needs were read with the directory, by everybody.

export interface Pins {
  readonly directory: Pin;
  readonly ledger: Pin;
}

/** Of an earlier look, as this page, a self note or a keyring has kept it; null where it kept nothing. */
export interface Known {
  readonly directory: Pin | null;
  readonly ledger: Pin | null;
  /** Ed25519 public keys of officer, council and spare that were in force then. */
  readonly trusted: readonly Uint8Array[] | null;
}

/** What a directory was verified with, kept so that it can be held against what somebody else knew. */
export interface Evidence {
  readonly document: string;
  /** Documents that changed the signers, in their order. */
  readonly changes: readonly string[];
  /** Leaf hashes of the whole logs. */
  readonly leaves: { readonly directory: readonly Uint8Array[]; readonly ledger: readonly Uint8Array[] };
}

/**
 * The current document, by signers that follow from those who are trusted.
 * @throws WorkerFailure `directory_one_signature` or `directory_unsound`
 */
export function openTrusted(
  { document, changes }: Pick<Evidence, "document" | "changes">,
  origin: string,
  trusted: readonly VerifierKey[],
): Directory {
  try {
    return openFollowing(document, origin, trusted, changes);
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    const code = error.code === "too_few_signatures" ? "directory_one_signature" : "directory_unsound";
    throw new WorkerFailure(code, error.message, { cause: error });
  }
}

function requireContinues(log: keyof Pins, leaves: readonly Uint8Array[], known: Pin | null): void {
  if (known === null) return;
  const isShorter = known.size > leaves.length;
  if (isShorter || !equalBytes(rootOf(leaves.slice(0, known.size)), known.root)) {
    const what = isShorter ? "is shorter than the one seen before" : "does not continue the one seen before";
    throw new WorkerFailure("directory_rolled_back", `the ${log} log ${what}`);
  }
}

const verifierKeys = (origin: string, trusted: readonly Uint8Array[]): VerifierKey[] =>
  SIGNER_ROLES.map((role, i) => ({
    name: directoryKeyName(origin, role),
    type: 1,
    publicKey: trusted[i] ?? new Uint8Array(0),
  }));

/** @throws WorkerFailure `directory_rolled_back`, `directory_one_signature` or `directory_unsound` */
export function requireKnown(
  { origin, evidence }: { readonly origin: string; readonly evidence: Evidence },
  { directory, ledger, trusted }: Known,
): void {
  requireContinues("directory", evidence.leaves.directory, directory);
  requireContinues("ledger", evidence.leaves.ledger, ledger);
  if (trusted !== null) openTrusted(evidence, origin, verifierKeys(origin, trusted));
}

const later = (a: Pin, b: Pin): Pin => (b.size > a.size ? b : a);

export interface Knowledge {
  readonly pins: Pins;
  readonly trusted: readonly Uint8Array[];
}

/** Of two readings of one history that both hold: what the later one knew. */
export function laterOf(a: Knowledge, b: Knowledge): Knowledge {
  return {
    pins: {
      directory: later(a.pins.directory, b.pins.directory),
      ledger: later(a.pins.ledger, b.pins.ledger),
    },
    trusted: b.pins.directory.size > a.pins.directory.size ? b.trusted : a.trusted,
  };
}

/** Whether it comes from a later reading than this one. */
export function isAhead(known: Pins, pins: Pins): boolean {
  return known.directory.size > pins.directory.size || known.ledger.size > pins.ledger.size;
}
