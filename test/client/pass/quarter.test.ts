// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { isCrowd } from "../../../client/pass/crowd.ts";
import { firstDayAfter } from "../../../client/pass/quarter.ts";

test("pass: who has all of a quarter may come back on the first day of the next", () => {
  expect(["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"].map(firstDayAfter)).toEqual([
    "2026-04-01",
    "2026-07-01",
    "2026-10-01",
    "2027-01-01",
  ]);
});

test("pass: fewer than fifty are said to be few", () => {
  expect([0, 49, 50, 1200].map(isCrowd)).toEqual([false, false, true, true]);
});
