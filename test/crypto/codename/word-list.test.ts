// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { drawWords, nearestWords, normaliseWords, wordList, WORDS_IN_LIST } from "#crypto";
import { expectCode } from "../hostile.ts";

const fileOf = (language: string): string =>
  readFileSync(resolve(import.meta.dirname, `../../../crypto/codename/words-${language}.txt`), "utf8");

describe.each(["nl", "en"] as const)("word list %s", (language) => {
  const file = fileOf(language);

  test(`codename: the ${language} list is the pinned file, in its order`, () => {
    const { words, indexes } = wordList(language, file);
    expect(`${words.join("\n")}\n`).toBe(file);
    expect(words.every((word, index) => indexes.get(word) === index)).toBe(true);
  });

  test(`codename: the ${language} list has 7,776 different words of plain letters`, () => {
    const { words } = wordList(language, file);
    expect(WORDS_IN_LIST).toBe(7776);
    expect(words).toHaveLength(7776);
    expect(new Set(words).size).toBe(7776);
    expect(words.filter((word) => !/^[a-z]+$/.test(word))).toEqual([]);
  });

  test(`codename: the ${language} list survives being typed`, () => {
    const drawn = drawWords(wordList(language, file));
    expect(normaliseWords(drawn.join(" ").toUpperCase())).toEqual(drawn);
  });

  test(`codename: a ${language} list with one letter, line end or order changed is refused`, () => {
    const lines = file.trimEnd().split("\n");
    const changed = [`a${file}`, file.trimEnd(), file.replaceAll("\n", "\r\n"), [...lines].reverse().join("\n"), ""];
    for (const other of changed) expectCode(() => wordList(language, other), "malformed");
  });
});

test("codename: Dutch words have 4 to 9 letters", () => {
  const { words } = wordList("nl", fileOf("nl"));
  expect(words.filter(({ length }) => length < 4 || length > 9)).toEqual([]);
});

test("codename: one language's list is not the other's", () => {
  expectCode(() => wordList("nl", fileOf("en")), "malformed");
  expectCode(() => wordList("en", fileOf("nl")), "malformed");
});

test("codename: in the real lists a word without its last letter is still suggested", () => {
  for (const language of ["nl", "en"] as const) {
    const list = wordList(language, fileOf(language));
    const long = list.words.filter(({ length }) => length >= 8);
    for (const word of [long[0], long[500], long[900]]) {
      expect(nearestWords(list, word?.slice(0, -1) ?? "")).toContain(word);
    }
  }
});
