// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { problemsOf } from "../../../client/write/draft.ts";

test("draft: white space is not a signal", () => {
  const draft = { title: " \n", facts: "\t", judgement: "", team: "" };
  expect(problemsOf(draft, ["title", "facts", "judgement"]).map(({ field }) => field)).toEqual(["title", "facts"]);
  expect(problemsOf({ ...draft, title: "x" }, ["title"])).toEqual([]);
});
