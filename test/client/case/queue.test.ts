// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { needsToday, nextDue, passes, toggleFilter, type Filter, type Queued } from "../../../client/case/queue.ts";

const NOOR = { id: "noor" };
const calendar = { today: "2026-11-25", terms: { seen: 2, answer: 30 }, holidays: [] };

/** Read today, of Noor, and with time left. */
function item(changes: Partial<Queued> = {}): Queued {
  return {
    signal: { about: "policy", decisionDate: null },
    date: "2026-11-25",
    isSeen: true,
    isUnread: false,
    waitsFor: "desk",
    side: { triages: NOOR, supports: [] },
    ...changes,
  };
}
const passing = (queued: Queued, ...filters: Filter[]): boolean => passes(queued, new Set(filters), "noor");

test("queue: what somebody decides on or stands by is theirs, and what nobody has is nobody's", () => {
  const supported = item({ side: { triages: { id: "willem" }, supports: [NOOR] } });
  const others = item({ side: { triages: { id: "willem" }, supports: [] } });
  const nobodys = item({ side: { triages: null, supports: [] } });
  expect([item(), supported, others, nobodys].map((each) => passing(each, "mine"))).toEqual([true, true, false, false]);
  expect([item(), supported, others, nobodys].map((each) => passing(each, "unassigned"))).toEqual([
    false,
    false,
    false,
    true,
  ]);
});

test("queue: filters hold together", () => {
  const unread = item({ isUnread: true });
  expect(passing(unread, "mine", "unread", "desk", "policy")).toBe(true);
  expect(passing(unread, "mine", "unread", "desk", "execution")).toBe(false);
  expect(passing(item({ waitsFor: "submitter" }), "desk")).toBe(false);
  expect(passing(item({ signal: null }), "policy")).toBe(false);
  expect(passing(item({ signal: null }))).toBe(true);
});

test("queue: pressing a filter again releases it, and its opposite is released too", () => {
  const mine = toggleFilter(new Set(), "mine");
  expect([...toggleFilter(mine, "mine")]).toEqual([]);
  expect([...toggleFilter(mine, "unassigned")]).toEqual(["unassigned"]);
  expect([...toggleFilter(new Set<Filter>(["mine", "policy"]), "execution")]).toEqual(["mine", "execution"]);
  expect([...toggleFilter(mine, "unread")]).toEqual(["mine", "unread"]);
});

test("queue: today needs nobody when all is read, all is somebody's and no term ends today", () => {
  const calm = [item(), item({ waitsFor: "submitter" })];
  expect(needsToday(calm, calendar)).toEqual({ unread: 0, unassigned: 0, due: 0 });
  // Whatever a closed one was, it waits for nobody.
  const closed = item({
    waitsFor: "nobody",
    isUnread: true,
    date: "2026-01-05",
    side: { triages: null, supports: [] },
  });
  expect(needsToday([...calm, closed], calendar)).toEqual({ unread: 0, unassigned: 0, due: 0 });
  const incomplete = item({ signal: null, date: "", isUnread: true, side: { triages: null, supports: [] } });
  expect(needsToday([...calm, incomplete], calendar)).toEqual({ unread: 0, unassigned: 0, due: 0 });
});

test("queue: what is unread, nobody's, or due before the next working day needs somebody", () => {
  const decided = (decisionDate: string): Queued => item({ signal: { about: "policy", decisionDate } });
  expect(needsToday([item({ isUnread: true })], calendar).unread).toBe(1);
  expect(needsToday([item({ side: { triages: null, supports: [] } })], calendar).unassigned).toBe(1);
  expect(needsToday([decided("2026-11-25")], calendar).due).toBe(1);
  expect(needsToday([decided("2026-11-26")], calendar).due).toBe(0);
  // Thirty working days after Monday 5 October came Monday 16 November: late.
  expect(needsToday([item({ date: "2026-10-05" })], calendar).due).toBe(1);
  // On a Friday, a decision on Sunday has no working day before it.
  expect(needsToday([decided("2026-11-29")], { ...calendar, today: "2026-11-27" }).due).toBe(1);
});

test("queue: the next term is the earliest of all that is open", () => {
  const soon = item({ signal: { about: "policy", decisionDate: "2026-12-01" } });
  const closed = item({ waitsFor: "nobody", signal: { about: "policy", decisionDate: "2026-11-26" } });
  expect(nextDue([item(), soon, closed], calendar)).toMatchObject({ item: soon, due: { date: "2026-12-01" } });
  expect(nextDue([closed], calendar)).toBeNull();
});
