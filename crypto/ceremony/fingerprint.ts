// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { CODENAME_WORDS, WORDS_IN_LIST, type WordList } from "../codename/index.ts";
import { sha256 } from "../sodium.ts";
import { concat, label, lengthPrefixed, Reader } from "../wire/index.ts";

// What two people read to each other by telephone: six words of SHA-256(L("fingerprint") ‖ uint16 length ‖ key), 77 bits. (SPEC.md)
const HASH_BYTES = 10;

/** @param key any public key: Ed25519 32 bytes, X-Wing 1,216 */
export function fingerprintWords(key: Uint8Array, { words }: WordList, origin: string): string[] {
  const reader = new Reader(sha256(concat(label("fingerprint", origin), lengthPrefixed(key))).subarray(0, HASH_BYTES));
  let number = 0n;
  while (reader.remaining > 0) number = (number << 8n) | BigInt(reader.uint(1));
  const picked: string[] = [];
  for (let i = 0; i < CODENAME_WORDS; i++) {
    picked.push(words[Number(number % BigInt(WORDS_IN_LIST))] ?? "");
    number /= BigInt(WORDS_IN_LIST);
  }
  return picked;
}
