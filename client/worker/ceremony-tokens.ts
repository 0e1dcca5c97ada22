// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  hex,
  json,
  parseTokenKey,
  parseVerifierKey,
  ProtocolError,
  TOKEN_PURPOSES,
  utf8Decode,
  type Statement,
} from "#crypto";
import { TransportError } from "../transport.ts";
import { readDocumentLog } from "./document-log.ts";

// Keys of tokens that the ledger has: whoever signs with them put them there, and the directory names those that count.

const day = json.matching(/^\d{4}-\d{2}-\d{2}$/, "a day");
const shape = json.record({
  version: json.integer(1, 1),
  type: json.oneOf("token-key"),
  purpose: json.oneOf(...TOKEN_PURPOSES),
  key: json.bytes(342),
  from: day,
  until: day,
});

type TokenEntry = Statement["tokens"][number];

/** Null for what is no token key: the ledger has other documents too, and will have more. */
export function tokenEntryOf(document: Uint8Array): TokenEntry | null {
  try {
    const { purpose, key, from, until } = json.parseJson(utf8Decode(document), shape);
    return { purpose, hash: new Uint8Array(parseTokenKey(key).id), from, until };
  } catch (error) {
    if (error instanceof ProtocolError) return null;
    throw error;
  }
}

/** By hash, hex, in the order of the ledger. */
export async function readTokenEntries(origin: string, ledgerKey: string): Promise<ReadonlyMap<string, TokenEntry>> {
  try {
    const { documents } = await readDocumentLog(origin, "ledger", parseVerifierKey(ledgerKey));
    const entries = documents.flatMap((document) => tokenEntryOf(document) ?? []);
    return new Map(entries.map((entry) => [hex(entry.hash), entry]));
  } catch (error) {
    // A ledger without a checkpoint: nothing was put in it yet.
    if (error instanceof TransportError && error.status === 404) return new Map();
    throw error;
  }
}
