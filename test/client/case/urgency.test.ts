// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import { agreedDays, compareUrgency, dueOf, type Calendar, type Ranked } from "../../../client/case/urgency.ts";
import { isDay } from "../../../client/case/working-days.ts";
import { ORGANISATION } from "../../../server/demo/organisation.ts";

// Working days around Christmas 2026, with the demo's holidays 25 December and 1 January:
//   14 15 16 17 18 | 21 22 23 24 | 28 29 30 31 | 4 5 6 7 8 | 11 12 13 14 15 | 18 19 20 21 22 | 25 26 27 28 29 | 1 2
// Terms of the demo: seen within 2 days, answered within 30.
const { terms } = ORGANISATION;
const holidays = ORGANISATION.holidays.days;
const on = (today: string): Calendar => ({ today, terms, holidays });
const TUESDAY = on("2026-12-22");
const pending = (changes: Partial<Ranked> = {}): Ranked => ({
  date: "2026-12-22",
  decisionDate: null,
  cannotBeExecuted: false,
  isSeen: true,
  waitsFor: "desk",
  ...changes,
});

test("urgency: a signal must be seen first, then answered", () => {
  // 22 December, 2 working days: 23, 24. 30: 2 before Christmas, 4 after, then 5 a week from 4 January; the 30th is 4 February.
  expect(dueOf(pending({ isSeen: false }), TUESDAY)).toEqual({
    what: "seen",
    date: "2026-12-24",
    workingDaysLeft: 2,
    gone: 0,
  });
  expect(dueOf(pending(), TUESDAY)).toEqual({ what: "answer", date: "2027-02-04", workingDaysLeft: 30, gone: 0 });
});

test("urgency: a decision before the term is what it waits for", () => {
  expect(dueOf(pending({ decisionDate: "2026-12-30" }), on("2026-12-28"))).toEqual({
    what: "decision",
    date: "2026-12-30",
    workingDaysLeft: 2,
    gone: 3 / 5,
  });
  expect(dueOf(pending({ decisionDate: "2027-02-05" }), TUESDAY)).toMatchObject({ what: "answer" });
  // On one day: the answer is what somebody has to do.
  expect(dueOf(pending({ decisionDate: "2027-02-04" }), TUESDAY)).toMatchObject({ what: "answer" });
  expect(dueOf(pending({ decisionDate: "2026-12-23", isSeen: false }), TUESDAY)).toMatchObject({ what: "decision" });
});

test("urgency: a decision on the day of the signal counts, one before it and one that no calendar has do not", () => {
  expect(dueOf(pending({ decisionDate: "2026-12-22" }), TUESDAY)).toEqual({
    what: "decision",
    date: "2026-12-22",
    workingDaysLeft: 0,
    gone: 0,
  });
  expect(dueOf(pending({ decisionDate: "2026-12-21" }), TUESDAY)).toMatchObject({ what: "answer" });
  expect(dueOf(pending({ decisionDate: "2027-02-31", date: "2027-02-22" }), TUESDAY)).toMatchObject({ what: "answer" });
});

test("urgency: today nothing is left, past is counted below nothing, and all of the time is gone", () => {
  const signal = pending({ isSeen: false });
  expect(dueOf(signal, on("2026-12-23"))).toMatchObject({ workingDaysLeft: 1, gone: 0.5 });
  expect(dueOf(signal, on("2026-12-24"))).toMatchObject({ workingDaysLeft: 0, gone: 1 });
  expect(dueOf(signal, on("2026-12-27"))).toMatchObject({ workingDaysLeft: 0, gone: 1 });
  expect(dueOf(signal, on("2026-12-29"))).toMatchObject({ workingDaysLeft: -2, gone: 1 });
});

test("urgency: a signal from a day that has not come has lost no time", () => {
  expect(dueOf(pending({ date: "2026-12-28", isSeen: false }), TUESDAY)).toEqual({
    what: "seen",
    date: "2026-12-30",
    workingDaysLeft: 5,
    gone: 0,
  });
});

test("urgency: without holidays Christmas is a day like others", () => {
  const calendar = { today: "2026-12-24", terms, holidays: [] };
  expect(dueOf(pending({ date: "2026-12-24", isSeen: false }), calendar)).toMatchObject({ date: "2026-12-28" });
});

test("urgency: nothing is due of what is closed, nor of a day that no calendar has", () => {
  expect(dueOf(pending({ waitsFor: "nobody" }), TUESDAY)).toBeNull();
  expect(dueOf(pending({ date: "2026-02-31" }), TUESDAY)).toBeNull();
  expect(dueOf(pending({ date: "" }), TUESDAY)).toBeNull();
});

test("urgency: reading and answering are agreed by the terms, and never after the decision", () => {
  const of = (decisionDate: string | null): object => agreedDays({ date: "2026-12-22", decisionDate }, TUESDAY);
  expect(of(null)).toEqual({ seen: "2026-12-24", answer: "2027-02-04" });
  expect(of("2027-01-14")).toEqual({ seen: "2026-12-24", answer: "2027-01-14" });
  expect(of("2026-12-23")).toEqual({ seen: "2026-12-23", answer: "2026-12-23" });
  expect(of("2026-12-21")).toEqual({ seen: "2026-12-24", answer: "2027-02-04" });
  expect(of("2026-12-32")).toEqual({ seen: "2026-12-24", answer: "2027-02-04" });
});

test("urgency: what waits for the submitter is still due", () => {
  expect(dueOf(pending({ waitsFor: "submitter" }), TUESDAY)).toMatchObject({ what: "answer", date: "2027-02-04" });
});

test("urgency: a day comes nearer whoever it waits for; on a tie the desk's come first, and closed ones last", () => {
  const late = pending({ date: "2026-12-22" });
  const asked = pending({ date: "2026-10-01", waitsFor: "submitter" }); // 12 November
  const closed = pending({ date: "2026-09-01", waitsFor: "nobody" });
  expect([closed, late, asked].sort((a, b) => compareUrgency(a, b, TUESDAY))).toEqual([asked, late, closed]);
  const sameDay = pending({ date: "2026-12-22", waitsFor: "submitter" });
  expect([sameDay, late].sort((a, b) => compareUrgency(a, b, TUESDAY))).toEqual([late, sameDay]);
});

test("urgency: what is due first comes first, then the oldest", () => {
  const unseen = pending({ isSeen: false }); // 24 December
  const decided = pending({ decisionDate: "2026-12-23" });
  const older = pending({ date: "2026-12-14" }); // 28 January
  const newer = pending(); // 4 February
  const alsoDecided = pending({ date: "2026-12-21", decisionDate: "2026-12-23" });
  const sorted = [newer, older, unseen, decided, alsoDecided].sort((a, b) => compareUrgency(a, b, TUESDAY));
  expect(sorted).toEqual([alsoDecided, decided, unseen, older, newer]);
});

test("urgency: what cannot be executed presses as if it were due in three working days, and no more than that", () => {
  const flagged = pending({ cannotBeExecuted: true }); // as if on 28 December, the third working day from the 22nd
  const before = pending({ decisionDate: "2026-12-24" });
  const sameDay = pending({ decisionDate: "2026-12-28" });
  const after = pending({ decisionDate: "2026-12-29" });
  const sorted = [after, sameDay, flagged, before].sort((a, b) => compareUrgency(a, b, TUESDAY));
  expect(sorted).toEqual([before, flagged, sameDay, after]);
});

test("urgency: closed ones come newest first", () => {
  const days = ["2026-10-01", "2026-12-01", "2026-11-01"].map((date) => pending({ date, waitsFor: "nobody" }));
  days.sort((a, b) => compareUrgency(a, b, TUESDAY));
  expect(days.map(({ date }) => date)).toEqual(["2026-12-01", "2026-11-01", "2026-10-01"]);
});

test("urgency: equal ones keep their places", () => {
  expect(compareUrgency(pending(), pending(), TUESDAY)).toBe(0);
  const closed = pending({ waitsFor: "nobody" });
  expect(compareUrgency(closed, { ...closed, isSeen: false }, TUESDAY)).toBe(0);
});

const two = (value: number): string => String(value).padStart(2, "0");
/** What an event may carry as a day (crypto/thread/event.ts), also when no calendar has it. */
const statedDay = fc
  .tuple(fc.oneof(fc.integer({ min: 2025, max: 2028 }), fc.integer({ min: 0, max: 9999 })), fc.nat(11), fc.nat(30))
  .map(([year, month, day]) => `${String(year).padStart(4, "0")}-${two(month + 1)}-${two(day + 1)}`);
const anyRanked: fc.Arbitrary<Ranked> = fc.record({
  date: statedDay,
  decisionDate: fc.option(statedDay),
  cannotBeExecuted: fc.boolean(),
  isSeen: fc.boolean(),
  waitsFor: fc.constantFrom("desk", "submitter", "nobody"),
});

test("urgency: whatever days are stated, what is due is a day, and some order holds", () => {
  fc.assert(
    fc.property(anyRanked, anyRanked, anyRanked, (a, b, c) => {
      const due = dueOf(a, TUESDAY);
      if (due !== null) {
        expect(isDay(due.date)).toBe(true);
        expect(due.date >= a.date).toBe(true);
        expect(due.gone >= 0 && due.gone <= 1).toBe(true);
      }
      const compare = (x: Ranked, y: Ranked): number => Math.sign(compareUrgency(x, y, TUESDAY));
      expect(compare(a, b) + compare(b, a)).toBe(0);
      if (compare(a, b) <= 0 && compare(b, c) <= 0) expect(compare(a, c)).toBeLessThanOrEqual(0);
    }),
  );
});
