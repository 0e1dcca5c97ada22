// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import { packEvent } from "#crypto";
import { problemsOf, withoutInvisible } from "../../../client/write/draft.ts";

test("draft: what is typed and cleaned can always be sent", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary", maxLength: 200 }), async (typed) => {
      const facts = withoutInvisible(typed);
      fc.pre(facts !== "");
      const event = { type: "signal", date: "2026-11-25", team: "oost", title: "t", facts, judgement: "" } as const;
      await expect(packEvent(event)).resolves.toBeDefined();
      expect(withoutInvisible(facts)).toBe(facts);
    }),
  );
});

test("draft: line ends, accents, emoji and right-to-left letters stay; what nobody can see goes", () => {
  expect(withoutInvisible("a\r\nb\nc")).toBe("a\nb\nc");
  expect(withoutInvisible("één 🐀 شكرا 👩‍🔬")).toBe("één 🐀 شكرا 👩‍🔬");
  expect(withoutInvisible("a\u0000b\u0007c\u200bd\u202ee\u2066f\ufeffg\ud800h")).toBe("abcdefgh");
});

test("draft: white space is not a signal", () => {
  const draft = { title: " \n", facts: "\t", judgement: "", team: "" };
  expect(problemsOf(draft, ["title", "facts", "judgement"]).map(({ field }) => field)).toEqual(["title", "facts"]);
  expect(problemsOf({ ...draft, title: "x" }, ["title"])).toEqual([]);
});
