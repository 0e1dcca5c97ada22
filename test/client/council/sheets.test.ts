// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { countOf, yearsFrom } from "../../../client/council/order.ts";
import { cutMarks, partsOf, sheetCount, sheetsOf } from "../../../client/council/sheets.ts";

const cards = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

test("cards: ten lie on a sheet, and none is lost or doubled", () => {
  for (const count of [1, 9, 10, 11, 12, 250]) {
    const sheets = sheetsOf(cards(count));
    expect(sheets.flat()).toEqual(cards(count));
    expect(sheets.length).toBe(sheetCount(count));
    expect(sheets.slice(0, -1).every(({ length }) => length === 10)).toBe(true);
  }
  expect([1, 10, 11, 10_000].map(sheetCount)).toEqual([1, 1, 2, 1000]);
});

test("cards: a printer gets at most fifty sheets at once", () => {
  expect(partsOf(cards(500)).length).toBe(1);
  const parts = partsOf(cards(1201));
  expect(parts.map(({ length }) => length)).toEqual([500, 500, 201]);
  expect(parts.flat()).toEqual(cards(1201));
});

test("cards: cut marks stand in the margins only, at the edges of cards of 85 by 54 mm", () => {
  const down = [...cutMarks().matchAll(/M([\d.]+) ([\d.]+)V([\d.]+)/g)].map((match) => match.slice(1).map(Number));
  const across = [...cutMarks().matchAll(/M([\d.]+) ([\d.]+)H([\d.]+)/g)].map((match) => match.slice(1).map(Number));
  expect([...new Set(down.map(([x]) => x))]).toEqual([20, 105, 190]);
  expect([...new Set(across.map(([, y]) => y))]).toEqual([13.5, 67.5, 121.5, 175.5, 229.5, 283.5]);
  // Cards lie from 20 to 190 and from 13.5 to 283.5.
  for (const [, from = 0, to = 0] of down) expect(to < 13.5 || from > 283.5).toBe(true);
  for (const [from = 0, , to = 0] of across) expect(to < 20 || from > 190).toBe(true);
});

test("cards: a number is read as people write it, and nothing else is", () => {
  expect(["1", " 250 ", "1250", "1.250", "1,250", "1 250", "10000", "10.000"].map(countOf)).toEqual([
    1, 250, 1250, 1250, 1250, 1250, 10_000, 10_000,
  ]);
  for (const typed of ["", "0", "-1", "10001", "10.001", "1.5", "1e3", "tien", "12 a", "1.25", "100000"]) {
    expect([typed, countOf(typed)]).toEqual([typed, null]);
  }
});

test("cards: they are made for this year or in time for the next", () => {
  expect(yearsFrom("2026-12-24")).toEqual([2026, 2027]);
});
