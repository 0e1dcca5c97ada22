// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  checkIndex,
  checkWord,
  drawWords,
  normaliseWords,
  parseCodename,
  ProtocolError,
  randomBytes,
  Reader,
  unknownWords,
} from "#crypto";
import { expectCode, outcome } from "../hostile.ts";
import { syntheticList } from "./synthetic-list.ts";

const ORIGIN = "tegenspraak.localhost";
const list = syntheticList();
const SIX = ["appel", "boom", "citroen", "dorp", "ezel", "fiets"];
const CHECK = checkWord(SIX, list, ORIGIN);
const typed = `${SIX.join(" ")} ${CHECK}`;

test("codename: case, accents and any white space do not count", () => {
  const ways = [
    typed.toUpperCase(),
    `  ${typed.replaceAll(" ", "\t\n")}\r\n`,
    typed.replaceAll(" ", "\u00a0"),
    typed.replaceAll(" ", " \u2003\u3000"),
    typed.replaceAll("e", "é"),
    typed.replaceAll("e", "e\u0301\u0323"),
    typed.replaceAll("o", "Ö"),
    typed.replace("appel", "ａｐｐｅｌ"),
    typed.replace("fiets", "ﬁets"),
  ];
  for (const way of ways) expect(parseCodename(way, list, ORIGIN), way).toEqual(SIX);
});

test("codename: normalising what is normalised changes nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
      const words = normaliseWords(text);
      expect(normaliseWords(words.join(" "))).toEqual(words);
    }),
    { numRuns: 1000 },
  );
});

test("codename: what is drawn comes back with its check word, and has six words of the list", () => {
  for (let i = 0; i < 200; i++) {
    const drawn = drawWords(list);
    expect(drawn).toHaveLength(6);
    expect(unknownWords(drawn, list)).toEqual([]);
    expect(parseCodename([...drawn, checkWord(drawn, list, ORIGIN)].join(" "), list, ORIGIN)).toEqual(drawn);
  }
});

test("codename: words are drawn uniformly", () => {
  const counts = new Float64Array(7776);
  const draws = 120_000;
  for (let i = 0; i < draws / 6; i++) {
    for (const word of drawWords(list))
      counts[list.indexes.get(word) ?? -1] = (counts[list.indexes.get(word) ?? -1] ?? 0) + 1;
  }
  // 7,775 degrees of freedom: mean 7,775, standard deviation 125. Ten of them away happens less than once in 10^15.
  const expected = draws / 7776;
  const square = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  expect(Math.abs(square - 7775)).toBeLessThan(1250);
  // Two bytes modulo 7,776 would favour the first 3,328 words by an eighth: twenty standard deviations (171) here.
  const first = counts.subarray(0, 3328).reduce((sum, count) => sum + count, 0);
  expect(Math.abs(first - (draws * 3328) / 7776)).toBeLessThan(1300);
});

test("codename: one wrong word is seen by the check word, but for one in 7,776", () => {
  const wrong = 4000;
  let unseen = 0;
  for (let i = 0; i < wrong; i++) {
    const position = i % 6;
    const other = list.words[10 + (new Reader(randomBytes(2)).uint(2) % 7700)];
    const words = SIX.map((word, at) => (at === position ? (other ?? "") : word));
    const result = outcome(() => parseCodename([...words, CHECK].join(" "), list, ORIGIN));
    if (result instanceof ProtocolError) expect(result.code).toBe("wrong_check_word");
    else unseen++;
  }
  // Half a miss is expected; more than ten happens less than once in 10^10.
  expect(unseen).toBeLessThan(11);
});

test("codename: two words that changed places are seen", () => {
  expectCode(() => parseCodename(`boom appel citroen dorp ezel fiets ${CHECK}`, list, ORIGIN), "wrong_check_word");
});

test("codename: the check word depends on the language and the origin", () => {
  const indexes = [checkIndex(SIX, "nl", ORIGIN), checkIndex(SIX, "en", ORIGIN), checkIndex(SIX, "nl", "b.example")];
  expect(new Set(indexes).size).toBe(3);
});

test("codename: six or eight words, or none, are not a codename", () => {
  for (const text of ["", " ", SIX.join(" "), `${typed} boom`]) {
    expectCode(() => parseCodename(text, list, ORIGIN), "malformed");
  }
});

test("codename: a word outside the list is named by its place", () => {
  const words = ["appel", "bom", "citroen", "toString", "ezel", "fiets", "__proto__"];
  expect(unknownWords(words, list)).toEqual([1, 3, 6]);
  expectCode(() => parseCodename(words.join(" "), list, ORIGIN), "unknown_word");
});

test("codename: anything typed is a codename or one error", () => {
  const anything = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(fc.constantFrom(...SIX, CHECK, "bom", "\u200b"), { maxLength: 9 }).map((words) => words.join(" ")),
  );
  fc.assert(
    fc.property(anything, (text) => {
      const words = outcome(() => parseCodename(text, list, ORIGIN));
      if (words instanceof ProtocolError) {
        expect(["malformed", "unknown_word", "wrong_check_word"]).toContain(words.code);
      } else expect(words).toHaveLength(6);
    }),
    { numRuns: 1000 },
  );
});
