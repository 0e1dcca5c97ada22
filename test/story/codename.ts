// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readFileSync } from "node:fs";
import { checkWord, drawWords, wordList } from "#crypto";

const words = wordList("nl", readFileSync(new URL("../../crypto/codename/words-nl.txt", import.meta.url), "utf8"));

/** Seven words that belong together and that nobody has used. */
export function unusedCodename(origin: string): string[] {
  const six = drawWords(words);
  return [...six, checkWord(six, words, origin)];
}
