// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { sentencesFor } from "../../../client/desk/first-sentences.ts";
import { signalText } from "../../signal.ts";

const on = (today: string): string[] => [
  ...sentencesFor(
    { date: "2026-11-23", signal: signalText({ decisionDate: "2026-12-01" }) },
    { today, terms: { seen: 2, answer: 30 }, holidays: [] },
  ),
];

test("templates: an answer is promised by the day that was agreed, before the decision", () => {
  expect(on("2026-11-24").filter((sentence) => sentence.includes("uiterlijk di 1 december"))).toHaveLength(1);
  expect(on("2026-12-01").filter((sentence) => sentence.includes("uiterlijk"))).toHaveLength(1);
});

test("templates: a day that is past is promised to nobody", () => {
  expect(on("2026-12-02").filter((sentence) => sentence.includes("uiterlijk"))).toEqual([]);
  expect(on("2026-12-02")).toHaveLength(4);
});

test("templates: none of them asks who somebody is", () => {
  const asking = on("2026-11-24").filter((sentence) => sentence.includes("?"));
  expect(asking.every((sentence) => sentence.includes("Noem geen naam, plek of functie."))).toBe(true);
});
