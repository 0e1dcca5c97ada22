// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { WordList } from "#crypto";

/** Words with which the lists of the tests begin. */
const REAL = ["appel", "boom", "citroen", "dorp", "ezel", "fiets", "geit", "bloem"];

/** Five letters out of six: 6^5 = 7,776 words that look like nothing anybody means. */
function filler(index: number): string {
  let word = "";
  for (let left = index, i = 0; i < 5; i++, left = Math.floor(left / 6)) word += "qxzvwj".charAt(left % 6);
  return word;
}

/** A list that depends on no file: the real words, then filler. */
export function syntheticList(language: "nl" | "en" = "nl"): WordList {
  const words = Array.from({ length: 7776 }, (_, index) => REAL[index] ?? filler(index));
  return { language, words, indexes: new Map(words.map((word, index) => [word, index])) };
}
