// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import { CODE_BYTES, CODE_WORDS, codeWords, hex, parseCode, ProtocolError, sha256, utf8, concat } from "#crypto";
import { LISTS } from "../../golden/files.ts";
import { bytesOf, expectCode, outcome } from "../hostile.ts";

const ORIGIN = "tegenspraak.localhost";
const { nl, en } = LISTS;
const lists = fc.constantFrom(nl, en);
const checks = fc.constantFrom("card-check" as const, "invitation-check" as const);

test("code: eight words of one list are its ten bytes, whatever it is for", () => {
  expect([CODE_BYTES, CODE_WORDS]).toEqual([10, 8]);
  fc.assert(
    fc.property(bytesOf(10), lists, checks, (code, list, check) => {
      const words = codeWords(code, check, list, ORIGIN);
      expect(words).toHaveLength(8);
      expect(hex(parseCode(` ${words.join("  ").toUpperCase()}\n`, check, list, ORIGIN))).toBe(hex(code));
    }),
  );
});

test("code: the words are a number in base 7,776, the first the most significant, of 80 bits and 23 of a hash", () => {
  const code = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  const label = concat(utf8("tegenspraak/v1/invitation-check"), Uint8Array.of(0, 0, 21), utf8(ORIGIN));
  const check = sha256(concat(label, Uint8Array.of(0, 2), utf8("nl"), code));
  const bits = BigInt(`0x${hex(check.subarray(0, 3))}`) >> 1n;
  let number = (0x0102030405060708090an << 23n) | bits;
  const words: (string | undefined)[] = [];
  for (let i = 0; i < 8; i++, number /= 7776n) words.unshift(nl.words[Number(number % 7776n)]);
  expect(codeWords(code, "invitation-check", nl, ORIGIN)).toEqual(words);
});

test("code: one for something else, of another board, or read with the other list is a typing error", () => {
  const code = new Uint8Array(10).fill(7);
  const words = codeWords(code, "invitation-check", nl, ORIGIN).join(" ");
  expectCode(() => parseCode(words, "card-check", nl, ORIGIN), "wrong_check_word");
  expectCode(() => parseCode(words, "invitation-check", nl, "another.example"), "wrong_check_word");
  expectCode(() => parseCode(words, "invitation-check", en, ORIGIN), "unknown_word");
});

test("code: two neighbouring words that change places are a typing error", () => {
  const words = codeWords(Uint8Array.from([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]), "invitation-check", nl, ORIGIN);
  for (let i = 1; i < 8; i++) {
    const [before = "", after = ""] = [words[i - 1], words[i]];
    if (before === after) continue;
    const swapped = words
      .with(i - 1, after)
      .with(i, before)
      .join(" ");
    expectCode(() => parseCode(swapped, "invitation-check", nl, ORIGIN), "wrong_check_word");
  }
});

test("code: any text is a code or refused once, and what is a code is written in one way", () => {
  const words = fc.array(fc.constantFrom(...nl.words), { minLength: 8, maxLength: 8 }).map((some) => some.join(" "));
  fc.assert(
    fc.property(fc.oneof(fc.string(), words, fc.lorem({ maxCount: 8 })), checks, (typed, check) => {
      const code = outcome(() => parseCode(typed, check, nl, ORIGIN));
      if (code instanceof ProtocolError) expect(["malformed", "unknown_word", "wrong_check_word"]).toContain(code.code);
      else expect(codeWords(code, check, nl, ORIGIN).join(" ")).toBe(typed);
    }),
    { numRuns: 300 },
  );
});
