// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { argon2id, blake2b, randomBytes, type Argon2id } from "../sodium.ts";
import { concat, label, lengthPrefixed, Reader, utf8 } from "../wire/index.ts";
import { WORDS_IN_LIST, type WordList } from "./word-list.ts";

export const CODENAME_WORDS = 6;

/** Case, accents and white space do not count: NFKD, marks removed, lower case, split on white space. */
export function normaliseWords(typed: string): string[] {
  const plain = typed.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  return plain.split(/\s+/u).filter((word) => word !== "");
}

/** A uniform index: 16 random bits below the largest multiple of 7,776, else drawn again. */
function drawIndex(): number {
  const limit = Math.floor(65536 / WORDS_IN_LIST) * WORDS_IN_LIST;
  for (;;) {
    const drawn = new Reader(randomBytes(2)).uint(2);
    if (drawn < limit) return drawn % WORDS_IN_LIST;
  }
}

/** Six words drawn uniformly: 77 bits. Also the phrase of a keyring. */
export function drawWords(list: WordList): string[] {
  return Array.from({ length: CODENAME_WORDS }, () => wordAt(list, drawIndex()));
}

function wordAt(list: WordList, index: number): string {
  const word = list.words[index];
  if (word === undefined) throw new RangeError("index outside the word list");
  return word;
}

/** First 4 bytes of BLAKE2b-256(L("check") ‖ language ‖ words) mod 7,776; tells a typing error from an unknown codename. */
export function checkIndex(words: readonly string[], language: string, origin: string): number {
  const joined = utf8(words.join(" "));
  const hashed = blake2b(32, concat(label("check", origin), lengthPrefixed(utf8(language)), lengthPrefixed(joined)));
  return new Reader(hashed.subarray(0, 4)).uint(4) % WORDS_IN_LIST;
}

export function checkWord(words: readonly string[], list: WordList, origin: string): string {
  return wordAt(list, checkIndex(words, list.language, origin));
}

/** Positions of the typed words that are not in the list. */
export function unknownWords(words: readonly string[], list: WordList): number[] {
  return words.flatMap((word, position) => (list.indexes.has(word) ? [] : [position]));
}

/**
 * @param typed seven words as somebody typed them
 * @returns the first six, which make the keys
 * @throws ProtocolError `malformed` (not seven), `unknown_word` or `wrong_check_word`
 */
export function parseCodename(typed: string, list: WordList, origin: string): string[] {
  const words = normaliseWords(typed);
  if (words.length !== CODENAME_WORDS + 1) throw new ProtocolError("malformed", "a codename has seven words");
  if (unknownWords(words, list).length > 0) throw new ProtocolError("unknown_word", "a word outside the list");
  const six = words.slice(0, CODENAME_WORDS);
  if (checkWord(six, list, origin) !== words[CODENAME_WORDS]) {
    throw new ProtocolError("wrong_check_word", "the check word does not belong to the six words");
  }
  return six;
}

/** Argon2id over the six words joined by one space, 64 MiB, three passes. 32 bytes. Takes a fifth of a second. */
export function deriveMaster(words: readonly string[], origin: string, argon2: Argon2id = argon2id): Uint8Array {
  return argon2(utf8(words.join(" ")), blake2b(16, label("codename", origin)), 3, 64);
}
