// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readFileSync } from "node:fs";
import { wordList, type Language, type WordList } from "#crypto";

export const goldenFile = (name: string): URL => new URL(name, import.meta.url);

/** A kept file without its last newline. */
export function kept(name: string): string {
  return readFileSync(goldenFile(name), "utf8").replace(/\n$/, "");
}

/** As `make.ts` writes it: text of our formats that ends in a newline stays as it is. */
export const asFile = (text: string): string => (text.endsWith("\n") ? text : `${text}\n`);

function list(language: Language): WordList {
  const file = new URL(`../../crypto/codename/words-${language}.txt`, import.meta.url);
  return wordList(language, readFileSync(file, "utf8"));
}
export const LISTS = { nl: list("nl"), en: list("en") };
