// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { EMPTY, lacksToClose, leftOver, outcomesFor } from "../../../client/desk/draft.ts";

test("closing: it takes an outcome and reasons that are more than white space", () => {
  const about = "policy" as const;
  expect(lacksToClose(EMPTY, about)).toEqual(["outcome", "reasons"]);
  expect(lacksToClose({ ...EMPTY, outcome: "none", reasons: " \n\u00a0\u3000\u2028" }, about)).toEqual(["reasons"]);
  expect(lacksToClose({ ...EMPTY, outcome: "none", reasons: "." }, about)).toEqual([]);
});

test("closing: a signal about execution is not closed without an answer to it", () => {
  expect(outcomesFor("policy")).toEqual(["adopted", "partly", "not_adopted", "none"]);
  expect(outcomesFor("execution")).toEqual(["adopted", "partly", "not_adopted"]);
  expect(lacksToClose({ ...EMPTY, outcome: "none", reasons: "Zo." }, "execution")).toEqual(["outcome"]);
});

test("sending: what was typed while a message was on its way stays", () => {
  expect(leftOver("Dank u.", "Dank u.")).toBe("");
  expect(leftOver("Dank u.\n\nEn nog iets", "Dank u.")).toBe("En nog iets");
  expect(leftOver("Iets anders", "Dank u.")).toBe("Iets anders");
});
