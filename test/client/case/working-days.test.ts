// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import { addWorkingDays, isDay, workingDaysBetween } from "../../../client/case/working-days.ts";
import { ORGANISATION } from "../../../server/demo/organisation.ts";

// December 2026 and January 2027; Friday 25 December and Friday 1 January are holidays.
//   Mo Tu We Th Fr Sa Su
//   21 22 23 24 25 26 27
//   28 29 30 31  1  2  3
//    4  5  6  7  8  9 10
const holidays = ORGANISATION.holidays.days;

test("working days: a day is one that a calendar has", () => {
  for (const day of ["2026-12-25", "2028-02-29", "0026-12-22", "9999-12-31"]) expect(isDay(day)).toBe(true);
  for (const day of ["2026-02-31", "2026-02-29", "2026-13-01", "2026-00-10", "2026-12-00", "2026-1-1", "2026-12", ""])
    expect(isDay(day)).toBe(false);
});

test("working days: weekends and holidays are passed over", () => {
  const after = (day: string, count: number): string => addWorkingDays(day, count, holidays);
  expect(after("2026-12-22", 1)).toBe("2026-12-23");
  expect(after("2026-12-22", 2)).toBe("2026-12-24");
  expect(after("2026-12-24", 1)).toBe("2026-12-28");
  expect(after("2026-12-22", 5)).toBe("2026-12-30");
  expect(after("2026-12-31", 1)).toBe("2027-01-04");
  expect(after("2026-12-22", 10)).toBe("2027-01-07");
});

test("working days: counted from a day in the weekend or on a holiday as from the next", () => {
  for (const day of ["2026-12-25", "2026-12-26", "2026-12-27"])
    expect(addWorkingDays(day, 1, holidays)).toBe("2026-12-28");
});

test("working days: without holidays only weekends are passed over", () => {
  expect(addWorkingDays("2026-12-24", 1, [])).toBe("2026-12-25");
  expect(addWorkingDays("2026-12-25", 1, [])).toBe("2026-12-28");
  expect(workingDaysBetween("2026-12-21", "2027-01-04", [])).toBe(10);
});

test("working days: no working day after a day is that day, whatever it is", () => {
  expect(addWorkingDays("2026-12-25", 0, holidays)).toBe("2026-12-25");
});

test("working days: what no calendar has is given back, and counts for none", () => {
  expect(addWorkingDays("2026-02-31", 3, holidays)).toBe("2026-02-31");
  expect(workingDaysBetween("2026-02-31", "2026-12-22", holidays)).toBe(0);
  expect(workingDaysBetween("2026-12-22", "", holidays)).toBe(0);
});

test("working days: between two days the last counts and the first does not", () => {
  const between = (from: string, until: string): number => workingDaysBetween(from, until, holidays);
  expect(between("2026-12-22", "2026-12-22")).toBe(0);
  expect(between("2026-12-22", "2026-12-23")).toBe(1);
  expect(between("2026-12-24", "2026-12-27")).toBe(0);
  expect(between("2026-12-24", "2026-12-28")).toBe(1);
  expect(between("2026-12-21", "2027-01-04")).toBe(8);
});

test("working days: a day that is past is so many working days ago", () => {
  expect(workingDaysBetween("2027-01-04", "2026-12-21", holidays)).toBe(-8);
  expect(workingDaysBetween("2026-12-28", "2026-12-24", holidays)).toBe(-1);
});

test("working days: after the last day that sorts as text comes no other", () => {
  expect(addWorkingDays("9999-12-30", 30, holidays)).toBe("9999-12-31");
  expect(workingDaysBetween("0001-01-01", "9999-12-31", holidays)).toBe(1000);
});

test("working days: between a day and the nth after it are n", () => {
  const day = fc.date({ min: new Date("2026-01-01"), max: new Date("2029-12-31"), noInvalidDate: true });
  fc.assert(
    fc.property(day, fc.nat({ max: 60 }), (date, count) => {
      const from = date.toISOString().slice(0, 10);
      expect(workingDaysBetween(from, addWorkingDays(from, count, holidays), holidays)).toBe(count);
    }),
  );
});
