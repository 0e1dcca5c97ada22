// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

export { CODE_BYTES, CODE_WORDS, codeWords, parseCode } from "./code-words.ts";
export {
  CODENAME_WORDS,
  checkIndex,
  checkWord,
  deriveMaster,
  drawWords,
  normaliseWords,
  parseCodename,
  unknownWords,
} from "./codename.ts";
export { codenameKeys, type CodenameKeys } from "./keys.ts";
export { nearestWords } from "./nearest-words.ts";
export { WORDS_IN_LIST, wordList, type Language, type WordList } from "./word-list.ts";
