// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

const WORD_LIST = /\/words-(?:nl|en)\.txt\?raw$/;

/**
 * A sorted list with, for each word, a digit for how many letters it shares with the one before (9 at most), and the rest.
 * @param words of a to z, sorted
 */
export function encodeFront(words: readonly string[]): string {
  let last = "";
  return words
    .map((word) => {
      let shared = 0;
      while (shared < Math.min(9, word.length, last.length) && word[shared] === last[shared]) shared++;
      last = word;
      return `${shared}${word.slice(shared)}`;
    })
    .join("");
}

/** What a page runs; in it `coded` is the text of `encodeFront`, and the result one word a line. */
export const DECODE_FRONT =
  'let last="";export default coded.replace(/(\\d)(\\D*)/g,(_,n,rest)=>(last=last.slice(0,n)+rest)+"\\n");';

/** Sends lists of words front-coded: after gzip they are a quarter smaller. */
export function frontCoded(): Plugin {
  return {
    name: "front-coded",
    enforce: "pre",
    apply: "build",
    load(id) {
      if (!WORD_LIST.test(id)) return null;
      const text = readFileSync(id.slice(0, -"?raw".length), "utf8");
      const words = text.trimEnd().split("\n");
      if (!words.every((word) => /^[a-z]+$/.test(word))) throw new Error(`${id}: a word with more than a to z`);
      return { code: `const coded=${JSON.stringify(encodeFront(words))};${DECODE_FRONT}`, map: null, moduleType: "js" };
    },
  };
}
