// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { base64url, equalBytes, json, utf8, utf8Decode } from "../wire/index.ts";
import { parseTokenKey, type TokenPublicKey } from "./public-key.ts";

// Which keys there are, and what each is good for on a day. The directory, signed by two of three, names them by their hash; the
// ledger has them whole. Everybody reads both, so that nobody can be given a key of their own (SPEC.md, "Keys").

export const TOKEN_PURPOSES = ["pass", "ballot", "post"] as const;
export type TokenPurpose = (typeof TOKEN_PURPOSES)[number];

/** As the directory names it. Days are `YYYY-MM-DD`. */
export interface TokenKeyEntry {
  readonly purpose: TokenPurpose;
  /** `token_key_id`. */
  readonly hash: Uint8Array;
  /** The first day on which it signs. */
  readonly from: string;
  /** The last day on which what it signed is worth something. */
  readonly until: string;
}

export interface TokenKey extends TokenKeyEntry {
  /** Place in the directory's `tokens`. */
  readonly index: number;
  readonly key: TokenPublicKey;
}

const day = json.matching(/^\d{4}-\d{2}-\d{2}$/, "a day");
const document = json.record({
  version: json.integer(1, 1),
  type: json.oneOf("token-key"),
  purpose: json.oneOf(...TOKEN_PURPOSES),
  key: json.bytes(342),
  from: day,
  until: day,
});

/** A document of the ledger. */
export function tokenKeyDocument(purpose: TokenPurpose, encoded: Uint8Array, from: string, until: string): Uint8Array {
  return utf8(JSON.stringify({ version: 1, type: "token-key", purpose, key: base64url(encoded), from, until }));
}

/** A document of the ledger. @throws ProtocolError for what is no token key, or is written in another way than ours */
export function parseTokenKeyDocument(bytes: Uint8Array): TokenPublicKey {
  const { purpose, key, from, until } = json.parseJson(utf8Decode(bytes), document);
  const parsed = parseTokenKey(key);
  if (!equalBytes(bytes, tokenKeyDocument(purpose, parsed.encoded, from, until)))
    throw new ProtocolError("malformed", "a token key that is written in another way");
  return parsed;
}

/** Null for what is no token key: the ledger has other documents too, and will have more. */
function readDocument(bytes: Uint8Array): (Omit<TokenKeyEntry, "hash"> & { readonly key: TokenPublicKey }) | null {
  try {
    const { purpose, key, from, until } = json.parseJson(utf8Decode(bytes), document);
    return { purpose, key: parseTokenKey(key), from, until };
  } catch (error) {
    if (error instanceof ProtocolError) return null;
    throw error;
  }
}

/** What a directory would name a document of the ledger by; null for what is no token key. */
export function tokenKeyEntryOf(
  bytes: Uint8Array,
): (TokenKeyEntry & { readonly hash: Uint8Array<ArrayBuffer> }) | null {
  const read = readDocument(bytes);
  return read && { purpose: read.purpose, hash: new Uint8Array(read.key.id), from: read.from, until: read.until };
}

/**
 * The keys that the directory names and the ledger has. One that the ledger does not have is not used.
 * @param documents of the ledger
 */
export function tokenKeysOf(entries: readonly TokenKeyEntry[], documents: readonly Uint8Array[]): TokenKey[] {
  const known = documents.flatMap((bytes) => readDocument(bytes)?.key ?? []);
  return entries.flatMap((entry, index) => {
    const key = known.find(({ id }) => equalBytes(id, entry.hash));
    return key === undefined ? [] : [{ ...entry, index, key }];
  });
}

/** The same day so many years later; 29 February stays that, which sorts where it should. */
const yearsAfter = (from: string, years: number): string => {
  const year = String(Number(from.slice(0, 4)) + years).padStart(4, "0");
  return `${year}${from.slice(4)}`;
};

const ISSUED_YEARS = 1;
const REDEEMED_YEARS = 2;

/** What a key signed is worth something for at most 24 months after its first day. */
export const lastDayFrom = (from: string): string => yearsAfter(from, REDEEMED_YEARS);

/** Whether a key of the directory ends in time. */
export const endsInTime = ({ from, until }: TokenKeyEntry): boolean => until <= lastDayFrom(from);

/**
 * The one key that signs on a day: the youngest that has begun, and less than 12 months ago. One, so that nobody is told from
 * others by which was used.
 */
export function issuingKey<Key extends Omit<TokenKeyEntry, "hash">>(
  keys: readonly Key[],
  purpose: TokenPurpose,
  today: string,
): Key | null {
  const begun = keys.filter((key) => key.purpose === purpose && key.from <= today && today <= key.until);
  const [youngest] = begun.toSorted((a, b) => (a.from < b.from ? 1 : -1));
  return youngest !== undefined && today < yearsAfter(youngest.from, ISSUED_YEARS) ? youngest : null;
}

export function isRedeemable({ from, until }: TokenKeyEntry, today: string): boolean {
  return from <= today && today <= until;
}

/** The key of a token that may be spent on a day, or null. */
export function redeemableKey(
  keys: readonly TokenKey[],
  purpose: TokenPurpose,
  keyId: Uint8Array,
  today: string,
): TokenKey | null {
  const found = keys.find((key) => key.purpose === purpose && equalBytes(key.hash, keyId));
  return found !== undefined && isRedeemable(found, today) ? found : null;
}
