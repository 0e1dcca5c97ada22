// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { fingerprintWords, parseVerifierKey } from "#crypto";
import { keyOf, type Change } from "../ceremony/change.ts";
import type { KeyWords } from "../ceremony/shown.ts";
import { listOf } from "./words.ts";

export type WordsOfKey = (key: Uint8Array | string) => KeyWords;

/** Keys as people read them to each other. @returns a function that takes bytes or a vkey */
export async function wordsOfKeys(origin: string): Promise<WordsOfKey> {
  const [nl, en] = await Promise.all([listOf("nl"), listOf("en")]);
  return (key) => {
    const bytes = typeof key === "string" ? parseVerifierKey(key).publicKey : key;
    return { nl: fingerprintWords(bytes, nl, origin), en: fingerprintWords(bytes, en, origin) };
  };
}

/** Null for a key that is not there yet. */
export function wordsOfChange(change: Change, words: WordsOfKey): KeyWords | null {
  const key = keyOf(change);
  return key === null || key.length === 0 ? null : words(key);
}
