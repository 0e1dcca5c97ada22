// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { hasMarks, insertSentence, toggleMark, type Mark, type Selection } from "../../../client/desk/markup.ts";

/** What is between the bars is selected; one bar is a cursor. */
function parse(shown: string): Selection {
  const start = shown.indexOf("|");
  const end = shown.lastIndexOf("|") - (shown.lastIndexOf("|") === start ? 0 : 1);
  return { text: shown.replaceAll("|", ""), start, end };
}

function show({ text, start, end }: Selection): string {
  const selected = start === end ? "|" : `|${text.slice(start, end)}|`;
  return text.slice(0, start) + selected + text.slice(end);
}

const toggled = (shown: string, mark: Mark): string => show(toggleMark(parse(shown), mark));

test.each([
  ["words", "een |twee| drie", "een |**twee**| drie"],
  ["a cursor", "een | drie", "een **|** drie"],
  ["words with spaces around, which stay outside", "een| twee |drie", "een| **twee** |drie"],
  ["two lines, each of its own", "|een\ntwee|", "|**een**\n**twee**|"],
  ["a line of a list, behind its mark", "|- een\n2. twee|", "|- **een**\n2. **twee**|"],
  ["a line with strong words in it, whole", "|een **twee**|", "|**een twee**|"],
  ["something like a mark in the middle of a line", "een |- twee|", "een |**- twee**|"],
])("markup: strong goes around %s", (_name, before, after) => {
  expect(toggled(before, "strong")).toBe(after);
});

test.each([
  ["with their marks selected", "een |**twee**| drie", "een |twee| drie"],
  ["with only the words selected", "een **|twee|** drie", "een |twee| drie"],
  ["on two lines", "|**een**\n**twee**|", "|een\ntwee|"],
])("markup: strong comes off strong words %s", (_name, before, after) => {
  expect(toggled(before, "strong")).toBe(after);
});

test("markup: words between two strong ones get marks of their own", () => {
  expect(toggled("**een**| en |**drie**", "strong")).toBe("**een**| **en** |**drie**");
});

test.each<[string, Mark, string, string]>([
  ["the line with the cursor", "bullets", "een\ntw|ee\ndrie", "een\n- tw|ee\ndrie"],
  ["an empty line", "bullets", "een\n|", "een\n- |"],
  ["an empty field", "numbers", "|", "1. |"],
  ["the first line, with the cursor before it", "numbers", "|een", "1. |een"],
  ["every line that is touched, whole", "bullets", "een\ntw|ee\ndr|ie", "een\n|- twee\n- drie|"],
  ["no line after a selection that ends with one", "bullets", "|een\n|twee", "|- een|\ntwee"],
  ["lines in their order, without blank ones", "numbers", "|een\n\ntwee\ndrie|", "|1. een\n\n2. twee\n3. drie|"],
  ["lines of the other kind instead of it", "numbers", "|- een\n- twee|", "|1. een\n2. twee|"],
  ["all lines where some have it", "bullets", "|- een\ntwee|", "|- een\n- twee|"],
])("markup: a list is put on %s", (_name, mark, before, after) => {
  expect(toggled(before, mark)).toBe(after);
});

test.each<[string, Mark, string, string]>([
  ["bullets", "bullets", "|- een\n- twee|", "|een\ntwee|"],
  ["numbers", "numbers", "|1. een\n\n2. twee|", "|een\n\ntwee|"],
  ["a mark without words yet", "bullets", "een\n- |", "een\n|"],
])("markup: a list comes off %s", (_name, mark, before, after) => {
  expect(toggled(before, mark)).toBe(after);
});

test("markup: a preview is for text that is laid out otherwise than it was typed", () => {
  expect(["een\n\ntwee", "2 * 3 ** 4", "**", "-5 graden", ""].filter(hasMarks)).toEqual([]);
  const marked = ["een **twee**", "- een", "tekst\n1. een"];
  expect(marked.filter(hasMarks)).toEqual(marked);
});

test.each([
  ["an empty field", "|", "Dank u wel.|"],
  ["the end of a sentence", "Goedemorgen.|", "Goedemorgen. Dank u wel.|"],
  ["a line of its own", "Goedemorgen.\n\n|", "Goedemorgen.\n\nDank u wel.|"],
  ["the middle of words", "een |twee", "een Dank u wel.| twee"],
  ["what is selected", "een |twee| drie", "een Dank u wel.| drie"],
])("markup: a sentence is put in %s, apart from what stands beside it", (_name, before, after) => {
  expect(show(insertSentence(parse(before), "Dank u wel."))).toBe(after);
});
