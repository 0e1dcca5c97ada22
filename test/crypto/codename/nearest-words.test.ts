// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import { nearestWords } from "#crypto";
import { syntheticList } from "./synthetic-list.ts";

const list = syntheticList();

test.each([
  ["appl", "appel", "a letter left out"],
  ["appeel", "appel", "a letter twice"],
  ["apple", "appel", "neighbours swapped"],
  ["aplel", "appel", "a letter for another"],
  ["bom", "boom", "one of two equal letters"],
  ["dorpp", "dorp", "a letter too many"],
  ["fietd", "fiets", "the key beside it"],
  ["itroen", "citroen", "the first letter left out"],
  ["citrone", "citroen", "the last two swapped"],
  ["blome", "bloem", "the last two swapped"],
  ["ctiroen", "citroen", "the second and third swapped"],
])("codename: for %s the word %s is suggested first (%s)", (typed, meant) => {
  expect(nearestWords(list, typed)[0]).toBe(meant);
});

test("codename: what is near to nothing gets no suggestion", () => {
  for (const typed of ["", "k", "mississippi", "k".repeat(10_000), "\u0000", "éééééé"]) {
    expect(nearestWords(list, typed), typed.slice(0, 20)).toEqual([]);
  }
});

test("codename: a word of the list is nearest to itself, and never more than three are suggested", () => {
  for (const word of list.words.slice(0, 40)) {
    const suggested = nearestWords(list, word);
    expect(suggested[0]).toBe(word);
    expect(suggested.length).toBeLessThanOrEqual(3);
    expect(new Set(suggested).size).toBe(suggested.length);
  }
});

/** Every way to make one typing error in a word, spelled out. */
function oneError(word: string): Set<string> {
  const letters = "abcdefghijklmnopqrstuvwxyz";
  const typed = new Set<string>();
  for (let i = 0; i <= word.length; i++) {
    const [before, after] = [word.slice(0, i), word.slice(i)];
    for (const letter of letters) typed.add(before + letter + after).add(before + letter + after.slice(1));
    typed.add(before + after.slice(1));
    if (after.length > 1) typed.add(before + after.charAt(1) + after.charAt(0) + after.slice(2));
  }
  return typed;
}

test("codename: whatever single error is made, the first suggestion is one error away", () => {
  const wordAndError = fc
    .constantFrom(...list.words.slice(0, 8), ...list.words.slice(5000, 5010))
    .chain((word) => fc.constantFrom(...oneError(word)));
  fc.assert(
    fc.property(wordAndError, (typed) => {
      const [first] = nearestWords(list, typed);
      expect(first === typed || oneError(first ?? "").has(typed)).toBe(true);
    }),
    { numRuns: 100 },
  );
});
