// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { CODENAME_WORDS, WORDS_IN_LIST, type WordList } from "../codename/index.ts";
import { sha256 } from "../sodium.ts";
import { concat, label, lengthPrefixed, toInteger } from "../wire/index.ts";

// What two people read to each other by telephone: six words of the first 80 bits of SHA-256(L("fingerprint") ‖ uint16 length ‖ key), in
// base 7,776, the first word the least significant (SPEC.md). To find another key with the same words takes 2^77 tries.
const HASH_BYTES = 10;

/** @param key any public key: Ed25519 32 bytes, X-Wing 1,216 */
export function fingerprintWords(key: Uint8Array, { words }: WordList, origin: string): string[] {
  const hash = sha256(concat(label("fingerprint", origin), lengthPrefixed(key)));
  let number = toInteger(hash.subarray(0, HASH_BYTES));
  const picked: string[] = [];
  for (let i = 0; i < CODENAME_WORDS; i++) {
    picked.push(words[Number(number % BigInt(WORDS_IN_LIST))] ?? "");
    number /= BigInt(WORDS_IN_LIST);
  }
  return picked;
}
