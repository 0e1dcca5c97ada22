// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { hex, parseVerifierKey, tokenKeyEntryOf, type Statement } from "#crypto";
import { TransportError } from "../transport.ts";
import { readDocumentLog } from "./document-log.ts";

// Keys of tokens that the ledger has: whoever signs with them put them there, and the directory names those that count.

type TokenEntry = Statement["tokens"][number];

/** By hash, hex, in the order of the ledger; of documents about one key the first, which no later one changes. */
export async function readTokenEntries(origin: string, ledgerKey: string): Promise<ReadonlyMap<string, TokenEntry>> {
  try {
    const { documents } = await readDocumentLog(origin, "ledger", parseVerifierKey(ledgerKey));
    const entries = documents.flatMap((document) => tokenKeyEntryOf(document) ?? []);
    const first = new Map<string, TokenEntry>();
    for (const entry of entries) if (!first.has(hex(entry.hash))) first.set(hex(entry.hash), entry);
    return first;
  } catch (error) {
    // A ledger without a checkpoint: nothing was put in it yet.
    if (error instanceof TransportError && error.status === 404) return new Map();
    throw error;
  }
}
