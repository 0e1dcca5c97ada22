// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  cardHash,
  cardWords,
  concat,
  decodeCardSheet,
  drawCard,
  hex,
  isSignedCardSheet,
  parseCard,
  signCardSheet,
  signingKey,
  WORDS_IN_LIST,
} from "#crypto";
import { LISTS } from "../../golden/files.ts";
import { bytesOf, expectCode, mutated, outcome } from "../hostile.ts";
import { ORIGIN } from "./fixture.ts";

const { nl, en } = LISTS;
const KEY = signingKey(new Uint8Array(32).fill(9));

test("card: every code is eight words of one list and back, however they are typed", () => {
  fc.assert(
    fc.property(bytesOf(10), fc.constantFrom(nl, en), (code, list) => {
      const words = cardWords(code, list, ORIGIN);
      expect(words).toHaveLength(8);
      expect(hex(parseCard(words.join(" "), list, ORIGIN))).toBe(hex(code));
      expect(hex(parseCard(`  ${words.join("\n").toUpperCase()} `, list, ORIGIN))).toBe(hex(code));
    }),
  );
  // The largest number there is.
  const most = new Uint8Array(10).fill(255);
  expect(hex(parseCard(cardWords(most, nl, ORIGIN).join(" "), nl, ORIGIN))).toBe(hex(most));
});

test("card: a typing error is told from a used card, and a card from a codename", () => {
  const words = cardWords(drawCard(), nl, ORIGIN);
  for (let i = 0; i < 8; i++) {
    const other = nl.words[((nl.indexes.get(words[i] ?? "") ?? 0) + 1) % WORDS_IN_LIST] ?? "";
    expectCode(() => parseCard(words.with(i, other).join(" "), nl, ORIGIN), "wrong_check_word");
  }
  expectCode(() => parseCard(words.toReversed().join(" "), nl, ORIGIN), "wrong_check_word");
  expectCode(() => parseCard(words.with(0, "zzzz").join(" "), nl, ORIGIN), "unknown_word");
  expectCode(() => parseCard(words.slice(1).join(" "), nl, ORIGIN), "malformed");
  expectCode(() => parseCard([...words, "appel"].join(" "), nl, ORIGIN), "malformed");
  // Another board's card, and one of the largest words: more than 103 bits.
  expectCode(() => parseCard(words.join(" "), nl, "elsewhere.localhost"), "wrong_check_word");
  const last = nl.words.at(-1) ?? "";
  expectCode(() => parseCard(Array.from({ length: 8 }, () => last).join(" "), nl, ORIGIN), "wrong_check_word");
});

test("card: a sheet tells hashes in order, and only whoever signed it", () => {
  const hashes = Array.from({ length: 40 }, () => cardHash(drawCard(), ORIGIN));
  const sheet = signCardSheet({ lane: 8, year: 2026, hashes }, ORIGIN, KEY);
  const read = decodeCardSheet(sheet);
  expect(read).toMatchObject({ lane: 8, year: 2026 });
  expect(read.hashes.map(hex)).toEqual(hashes.map(hex).toSorted());
  expect(hex(signCardSheet({ lane: 8, year: 2026, hashes: hashes.toReversed() }, ORIGIN, KEY))).toBe(hex(sheet));
  expect(isSignedCardSheet(sheet, ORIGIN, KEY.publicKey)).toBe(true);
  expect(isSignedCardSheet(sheet, "elsewhere.localhost", KEY.publicKey)).toBe(false);
  expect(isSignedCardSheet(sheet, ORIGIN, signingKey(new Uint8Array(32)).publicKey)).toBe(false);
  for (const at of [1, 3, 5, 7, sheet.length - 1]) {
    const changed = sheet.map((byte, i) => (i === at ? byte ^ 1 : byte));
    expect(isSignedCardSheet(changed, ORIGIN, KEY.publicKey)).toBe(false);
  }
});

test("card: sheets with a hash twice, out of order, none, too many or left-over bytes are refused", () => {
  const [a, b] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
  const sheetOf = (count: number, ...hashes: Uint8Array[]): Uint8Array =>
    concat(Uint8Array.of(1, 0, 8, 7, 0xea, count >> 8, count & 255), ...hashes, new Uint8Array(64));
  expect(decodeCardSheet(sheetOf(2, a, b)).hashes).toHaveLength(2);
  for (const bad of [
    sheetOf(2, b, a),
    sheetOf(2, a, a),
    sheetOf(0),
    sheetOf(10_001),
    sheetOf(1, a, b),
    sheetOf(3, a, b),
  ]) {
    expectCode(() => decodeCardSheet(bad), "malformed");
  }
  expectCode(() => decodeCardSheet(Uint8Array.of(2)), "needs_newer_version");
  const good = signCardSheet({ lane: 1, year: 2026, hashes: [a, b] }, ORIGIN, KEY);
  fc.assert(
    fc.property(mutated(good), (bytes) => {
      const read = outcome(() => decodeCardSheet(bytes));
      if (!(read instanceof Error)) expect(read.hashes.length).toBe((bytes.length - 71) / 32);
    }),
  );
});
