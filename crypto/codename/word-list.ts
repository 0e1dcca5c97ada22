// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { sha256 } from "../sodium.ts";
import { hex, utf8 } from "../wire/index.ts";

export type Language = "nl" | "en";

export const WORDS_IN_LIST = 7776;

/** SHA-256 of the files beside this one. Another list makes other codenames, so a changed file is refused. */
const PINNED: Readonly<Record<Language, string>> = {
  nl: "aa1f585c418829318ae7d2b51efb9db0dc4db1e050ecad444b88f54b26e7f77c",
  en: "e5c1d00e852c8c37a8c92bbcb119dd80d523141f31f55d3e2a018a2b68844fdb",
};

export interface WordList {
  readonly language: Language;
  /** 7,776 different words of `[a-z]+`, in the order of the file. */
  readonly words: readonly string[];
  /** Position of a word in the list, from 0. */
  readonly indexes: ReadonlyMap<string, number>;
}

/**
 * @param file the text of `words-<language>.txt`, as served or read
 * @throws ProtocolError `malformed` when it is not the pinned file
 */
export function wordList(language: Language, file: string): WordList {
  if (hex(sha256(utf8(file))) !== PINNED[language]) {
    throw new ProtocolError("malformed", `the ${language} word list is not the one this version was made with`);
  }
  const words = file.trimEnd().split("\n");
  return { language, words, indexes: new Map(words.map((word, index) => [word, index])) };
}
