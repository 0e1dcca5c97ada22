// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { sha256 } from "../sodium.ts";
import { concat, fromInteger, label, lengthPrefixed, toInteger, utf8, type LabelName } from "../wire/index.ts";
import { normaliseWords, unknownWords } from "./codename.ts";
import { WORDS_IN_LIST, type WordList } from "./word-list.ts";

// A code of 80 bits as eight words: one more than a codename, so that the two are not taken for each other.
//   number = code 80 ‖ check 23 bits, in base 7,776, the first word the most significant
//   check  = first 23 bits of SHA-256(L(check label) ‖ language ‖ code): tells a typing error from a used code
export const CODE_BYTES = 10;
export const CODE_WORDS = 8;
const CODE_BITS = 80n;
const CHECK_BITS = 23n;
const BASE = BigInt(WORDS_IN_LIST);

/** What a code is for: one for something else has other check bits. */
export type CodeCheck = Extract<LabelName, "card-check" | "invitation-check">;

function checkBits(code: Uint8Array, check: CodeCheck, language: string, origin: string): bigint {
  const hash = sha256(concat(label(check, origin), lengthPrefixed(utf8(language)), code));
  return toInteger(hash.subarray(0, 3)) >> 1n;
}

/** @param code 10 bytes */
export function codeWords(code: Uint8Array, check: CodeCheck, { words, language }: WordList, origin: string): string[] {
  let number = (toInteger(code) << CHECK_BITS) | checkBits(code, check, language, origin);
  const indexes: number[] = [];
  for (let i = 0; i < CODE_WORDS; i++) {
    indexes.unshift(Number(number % BASE));
    number /= BASE;
  }
  return indexes.map((index) => words[index] ?? "");
}

/**
 * @param typed eight words, as somebody typed them
 * @returns the code, 10 bytes
 * @throws ProtocolError `malformed` (not eight), `unknown_word` or `wrong_check_word`
 */
export function parseCode(typed: string, check: CodeCheck, list: WordList, origin: string): Uint8Array {
  const words = normaliseWords(typed);
  if (words.length !== CODE_WORDS) throw new ProtocolError("malformed", "a code has eight words");
  if (unknownWords(words, list).length > 0) throw new ProtocolError("unknown_word", "a word outside the list");
  const number = words.reduce((sum, word) => sum * BASE + BigInt(list.indexes.get(word) ?? 0), 0n);
  const value = number >> CHECK_BITS;
  const code = value < 1n << CODE_BITS ? fromInteger(value, CODE_BYTES) : null;
  if (code === null || checkBits(code, check, list.language, origin) !== number % (1n << CHECK_BITS))
    throw new ProtocolError("wrong_check_word", "the words do not belong together");
  return code;
}
