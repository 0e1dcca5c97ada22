// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { mayDecide, offerTo, type TaskBook } from "../../../client/case/tasks.ts";

const book = (changes: Partial<TaskBook> = {}): TaskBook => ({
  triages: null,
  supports: [],
  everTriaged: [],
  everSupported: [],
  ...changes,
});

test("tasks: who did nothing here may take either", () => {
  expect(offerTo("noor", book())).toEqual({ has: null, mayTake: ["triages", "supports"], bound: null });
  const taken = book({ triages: { id: "willem" }, everTriaged: ["willem"] });
  expect(offerTo("noor", taken).mayTake).toEqual(["triages", "supports"]);
});

test("tasks: who has one is offered nothing, and who gave it up only the same again", () => {
  const has = book({ triages: { id: "noor" }, everTriaged: ["noor"] });
  expect(offerTo("noor", has)).toEqual({ has: "triages", mayTake: [], bound: "triages" });
  expect(offerTo("noor", book({ everTriaged: ["noor"] }))).toEqual({
    has: null,
    mayTake: ["triages"],
    bound: "triages",
  });
  expect(offerTo("noor", book({ everSupported: ["noor"] })).mayTake).toEqual(["supports"]);
});

test("tasks: who supports or ever did does not decide on the way", () => {
  expect(mayDecide("noor", book({ supports: [{ id: "noor" }], everSupported: ["noor"] }))).toBe(false);
  expect(mayDecide("noor", book({ everSupported: ["noor"] }))).toBe(false);
  expect(mayDecide("willem", book({ everSupported: ["noor"] }))).toBe(true);
  expect(mayDecide("noor", book({ everTriaged: ["noor"] }))).toBe(true);
});
