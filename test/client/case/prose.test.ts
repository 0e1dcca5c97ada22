// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import { blocksOf, type Block } from "../../../client/case/prose.ts";

/** Runs as they read in the source: strong ones between marks. */
const lines = (block: Block | undefined): string[] =>
  block?.lines.map((line) => line.map(({ text, isStrong }) => (isStrong ? `<${text}>` : text)).join("|")) ?? [];
/** Kind and lines of each block. */
const shape = (text: string): (readonly [Block["kind"], ...string[]])[] =>
  blocksOf(text).map((block) => [block.kind, ...lines(block)] as const);
const line = (text: string): string => {
  const [[kind, first, ...more] = [], ...others] = shape(text);
  expect([kind, more, others]).toEqual(["paragraph", [], []]);
  return first ?? "";
};

test("prose: lines that follow each other are one paragraph, a blank line ends it", () => {
  expect(shape("een\ntwee\n\ndrie")).toEqual([
    ["paragraph", "een", "twee"],
    ["paragraph", "drie"],
  ]);
  expect(shape("\n\neen\n \n\u00a0\n\ntwee\n\n")).toEqual([
    ["paragraph", "een"],
    ["paragraph", "twee"],
  ]);
  expect(blocksOf("")).toEqual([]);
  expect(blocksOf(" \n\n ")).toEqual([]);
});

test("prose: lines that begin with -, * or • are one list", () => {
  expect(shape("- een\n* twee\n• drie\n  - vier")).toEqual([["bullets", "een", "twee", "drie", "vier"]]);
  expect(shape("-een\n*twee")).toEqual([["paragraph", "-een", "*twee"]]);
});

test("prose: lines that begin with a number are a list that starts with that number", () => {
  expect(blocksOf("3. drie\n7) zeven")).toEqual([
    {
      kind: "numbers",
      start: 3,
      lines: [[{ text: "drie", isStrong: false }], [{ text: "zeven", isStrong: false }]],
    },
  ]);
  expect(blocksOf("0. nul")).toMatchObject([{ start: 0 }]);
  expect(blocksOf("999. veel")).toMatchObject([{ kind: "numbers", start: 999 }]);
  for (const text of ["2026. Een jaar", "1.een", "11 dagen", "v1. een"]) {
    expect(shape(text)).toEqual([["paragraph", text]]);
  }
});

test("prose: another kind of line begins another block, also without a blank line", () => {
  expect(shape("Dit:\n- een\n- twee\n1. drie\nklaar\n\n- vier\n\n- vijf")).toEqual([
    ["paragraph", "Dit:"],
    ["bullets", "een", "twee"],
    ["numbers", "drie"],
    ["paragraph", "klaar"],
    ["bullets", "vier"],
    ["bullets", "vijf"],
  ]);
});

test("prose: words between two marks are strong, also in a list", () => {
  expect(line("een **twee** drie")).toBe("een |<twee>| drie");
  expect(line("**een twee**, **drie**")).toBe("<een twee>|, |<drie>");
  expect(line("**een****twee**")).toBe("<een>|<twee>");
  expect(line("**a*b**")).toBe("<a*b>");
  expect(line("**🐀**")).toBe("<🐀>");
  expect(shape("- **een**: twee")).toEqual([["bullets", "<een>|: twee"]]);
});

test("prose: marks without a partner, around nothing or beside blanks are text", () => {
  for (const text of ["een **twee", "een** twee", "2**3", "****", "** een **", "**een **", "** een**", "***"]) {
    expect(line(text)).toBe(text);
  }
  expect(shape("een **twee\ndrie** vier")).toEqual([["paragraph", "een **twee", "drie** vier"]]);
  expect(line("**een ** twee**")).toBe("<een ** twee>");
});

test("prose: a sign of a list with nothing behind it is text", () => {
  for (const text of ["- ", "-", "*", "•", "1. ", "1."]) expect(shape(text)).toEqual([["paragraph", text]]);
});

test("prose: markup, links and addresses are text", () => {
  for (const text of [
    "<b>een</b> & &amp; <script>alert(1)</script>",
    "[een](https://example.org) https://example.org",
    "# een",
    "> een",
    "_een_ *twee* `drie`",
    "![een](x.png)",
  ]) {
    expect(line(text)).toBe(text);
  }
});

// Each would take seconds to minutes if a sign that is missing were looked for again from every place.
test("prose: 64 KiB of nothing but signs are laid out too", () => {
  const kept = (text: string): string =>
    blocksOf(text)
      .flatMap((block) => block.lines.flatMap((runs) => runs.map((run) => run.text)))
      .join("");
  const strong = blocksOf("*".repeat(65_536));
  expect(strong).toHaveLength(1);
  expect(strong[0]?.lines[0]?.every(({ text }) => /^\*+$/.test(text))).toBe(true);
  for (const text of ["** ".repeat(21_845), "**a ".repeat(16_384), "1".repeat(65_536), `-${" ".repeat(65_535)}`]) {
    expect(kept(text)).toBe(text);
  }
  expect(kept("**a** ".repeat(10_922))).toBe("a ".repeat(10_922));
  expect(blocksOf(" ".repeat(65_536))).toEqual([]);
  expect(blocksOf("\n".repeat(65_536))).toEqual([]);
  expect(blocksOf("a\n".repeat(32_768))[0]?.lines).toHaveLength(32_768);
  expect(blocksOf("a\n\n".repeat(21_845))).toHaveLength(21_845);
  expect(blocksOf("- a\n".repeat(16_384))[0]?.lines).toHaveLength(16_384);
});

const typed = fc.array(fc.constantFrom("a", "b", "é", "🐀", "*", "**", "-", "•", "1.", "<", " ", "\n", "\n\n"), {
  maxLength: 40,
});
const letters = (text: string): string => text.replaceAll(/[^\p{L}🐀<]/gu, "");

test("prose: every letter that was typed is shown, in its order, and no run or line is empty", () => {
  fc.assert(
    fc.property(typed, (parts) => {
      const text = parts.join("");
      const runs = blocksOf(text).flatMap((block) => block.lines.flat());
      expect(letters(runs.map((run) => run.text).join(""))).toBe(letters(text));
      expect(runs.every((run) => run.text !== "")).toBe(true);
      expect(blocksOf(text).every((block) => block.lines.every((runsOfLine) => runsOfLine.length > 0))).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
