// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  checkWord,
  CODENAME_WORDS,
  drawWords,
  nearestWords,
  normaliseWords,
  unknownWords,
  wordList,
  type Language,
  type WordList,
} from "#crypto";
import { fetchPart } from "./part.ts";
import type { WordsCheck } from "../protocol/index.ts";

const lists = new Map<Language, Promise<WordList>>();

const FILES: Readonly<Record<Language, () => Promise<{ readonly default: string }>>> = {
  nl: () => import("../../crypto/codename/words-nl.txt?raw"),
  en: () => import("../../crypto/codename/words-en.txt?raw"),
};

export function listOf(language: Language): Promise<WordList> {
  let list = lists.get(language);
  if (list === undefined) {
    list = fetchPart(FILES[language]).then((file) => wordList(language, file.default));
    lists.set(language, list);
  }
  return list;
}

export async function drawCodename(language: Language, origin: string): Promise<string[]> {
  const list = await listOf(language);
  for (;;) {
    const words = drawWords(list);
    const codename = [...words, checkWord(words, list, origin)];
    // Some words stand in both lists: a codename that would be read as the other language's is drawn again.
    if ((await listFor(codename)) === list) return codename;
  }
}

/** Six words without a check word. */
export async function drawPhrase(language: Language): Promise<string[]> {
  const list = await listOf(language);
  for (;;) {
    const words = drawWords(list);
    if ((await listFor(words)) === list) return words;
  }
}

/** In which language somebody typed: Dutch, unless its list does not know half of the words and the English one knows more. */
export async function listFor(words: readonly string[]): Promise<WordList> {
  const [nl, en] = await Promise.all([listOf("nl"), listOf("en")]);
  const unknown = unknownWords(words, nl).length;
  if (unknown * 2 <= words.length) return nl;
  return unknownWords(words, en).length < unknown ? en : nl;
}

export function checkAgainst(words: readonly string[], list: WordList, expected: number): WordsCheck {
  const unknown = unknownWords(words, list);
  if (unknown.length > 0) {
    const problems = unknown.map((position) => {
      const typed = words[position] ?? "";
      return { position, typed, suggestions: nearestWords(list, typed) };
    });
    return { state: "unknown", problems };
  }
  return words.length === expected ? { state: "complete" } : { state: "count", typed: words.length, expected };
}

/** Six words without a check word: a member's phrase. */
export async function checkPhrase(text: string): Promise<WordsCheck> {
  const words = normaliseWords(text);
  return checkAgainst(words, await listFor(words), CODENAME_WORDS);
}

export async function checkCodename(text: string, origin: string): Promise<WordsCheck> {
  const words = normaliseWords(text);
  const list = await listFor(words);
  const check = checkAgainst(words, list, CODENAME_WORDS + 1);
  if (check.state !== "complete") return check;
  const belongs = checkWord(words.slice(0, CODENAME_WORDS), list, origin) === words[CODENAME_WORDS];
  return belongs ? check : { state: "check_word" };
}

/** The six words that make the keys. */
export function keyWords(text: string): string[] {
  return normaliseWords(text).slice(0, CODENAME_WORDS);
}
