// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import { Searchable, searchWords, type Piece } from "../../../client/case/search.ts";

const marked = (pieces: readonly Piece[] | undefined): string =>
  (pieces ?? []).map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join("");
const plain = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join("");

function searched(typed: string, title: string, ...texts: string[]) {
  const match = new Searchable(
    title,
    texts.map((text) => ({ where: "signal", text })),
  ).match(searchWords(typed));
  return match === null ? null : { title: marked(match.title), excerpt: marked(match.excerpt?.pieces) };
}

test("search: accents and capitals do not matter, in what is typed or in what is searched", () => {
  expect(searched("EEN coordinator", "Eén coördinator")?.title).toBe("[Eén] [coördinator]");
  expect(searched("één", "Een loket")?.title).toBe("[Een] loket");
  expect(searched("cafe", "Het cafe\u0301 dicht")?.title).toBe("Het [cafe\u0301] dicht");
  expect(searched("office", "Het oﬃce")?.title).toBe("Het [oﬃce]");
});

test("search: all words must occur, in any order and wherever they stand", () => {
  expect(searched("vrijdag loket", "Het loket", "Op vrijdag is het dicht.")).toEqual({
    title: "Het [loket]",
    excerpt: "Op [vrijdag] is het dicht.",
  });
  expect(searched("loket zaterdag", "Het loket", "Op vrijdag is het dicht.")).toBeNull();
  expect(searched("  ", "Het loket")?.title).toBe("Het loket");
});

test("search: where the title says it all there is no excerpt", () => {
  expect(searched("loket", "Het loket", "Een loket is dicht.")).toEqual({ title: "Het [loket]", excerpt: "" });
});

test("search: an excerpt is short, on one line, and shows what was found", () => {
  const long = `${"woord ".repeat(400)}de bakker\n- wacht ${"nog ".repeat(400)}`;
  const { excerpt = "" } = searched("bakker", "Titel", long) ?? {};
  expect(excerpt).toMatch(/^… .*de \[bakker\] - wacht nog .* …$/u);
  expect(excerpt.length).toBeLessThan(130);
  expect(searched("a", "Titel", "a".repeat(5000))?.excerpt).toContain("[");
});

test("search: words that overlap are marked once", () => {
  expect(searched("werk werkdag dag", "Vijf werkdagen")?.title).toBe("Vijf [werkdag]en");
  expect(searched("aa", "aaa")?.title).toBe("[aa]a");
});

test("search: nothing is added to a title or taken from it", () => {
  const words = fc.string({ unit: "binary", maxLength: 6 });
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), words, (title, typed) => {
      const match = new Searchable(title, []).match(searchWords(typed));
      if (match !== null) expect(plain(match.title)).toBe(title);
    }),
  );
});
