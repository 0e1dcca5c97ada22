// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { deadlineOf, leadSentences, type Deadline } from "../../../client/desk/deadline.ts";
import { signalText } from "../../signal.ts";

// 2026-11-23 is a Monday. Days of another year than this one are shown with it, so texts are looked at from their beginning.

const calendar = (today: string): Parameters<typeof deadlineOf>[1] => ({
  today,
  terms: { seen: 2, answer: 30 },
  holidays: ["2026-12-25", "2027-01-01"],
});

type Thread = Parameters<typeof deadlineOf>[0];

const thread = (change: Partial<Thread> = {}, decisionDate: string | null = null): Thread => ({
  date: "2026-11-23",
  isSeen: true,
  waitsFor: "desk",
  conversation: [],
  signal: signalText({ decisionDate }),
  ...change,
});

const DECIDED = "2026-11-26";

test.each<[string, Thread, string, RegExp, string, boolean]>([
  ["unread", thread({ isSeen: false }), "2026-11-24", /^Lezen uiterlijk wo 25 november/, "", false],
  ["unread on its last day", thread({ isSeen: false }), "2026-11-25", /^Lezen/, "Vandaag is de laatste dag", true],
  ["unread and late", thread({ isSeen: false }), "2026-11-27", /^Lezen/, "2 werkdagen te laat", true],
  ["read", thread(), "2026-11-23", /^Antwoord uiterlijk wo 6 januari/, "", false],
  ["read, four working days before", thread(), "2026-12-30", /^Antwoord/, "", false],
  ["read, three working days before", thread(), "2026-12-31", /^Antwoord/, "Nog 3 werkdagen", true],
  ["late by a weekend", thread({ date: "2026-11-25", isSeen: false }), "2026-11-28", /^Lezen/, "Te laat", true],
  ["to be decided", thread({}, DECIDED), "2026-11-23", /^Besluit over 3 werkdagen, do 26 november/, "", true],
  ["to be decided tomorrow", thread({}, DECIDED), "2026-11-25", /^Besluit over 1 werkdag, do 26/, "", true],
  ["to be decided today", thread({}, DECIDED), DECIDED, /^Besluit vandaag, do 26 november/, "", true],
  ["decided", thread({}, DECIDED), "2026-11-30", /^Besluit was do 26 november/, "2 werkdagen te laat", true],
])("deadline: a signal that is %s says so in words", (_name, given, today, text, left, isPressing) => {
  const deadline = deadlineOf(given, calendar(today));
  expect(deadline).toEqual<Deadline>({
    text: expect.stringMatching(text) as string,
    left,
    isPressing,
    gone: expect.any(Number) as number,
  });
});

test("deadline: what is gone of the time is its share in working days", () => {
  expect(deadlineOf(thread({}, DECIDED), calendar("2026-11-24"))?.gone).toBeCloseTo(1 / 3);
  expect(deadlineOf(thread(), calendar("2027-02-01"))?.gone).toBe(1);
});

test("deadline: nothing is due once it is closed", () => {
  const closed = thread({ waitsFor: "nobody" }, DECIDED);
  expect(deadlineOf(closed, calendar("2026-11-30"))).toBeNull();
  expect(leadSentences(closed, calendar("2026-11-30"))[0]).toBe("Dit signaal is afgesloten.");
});

test("deadline: first what time is left, then when the decision falls, then whether it can be carried out", () => {
  const { signal } = thread({}, "2027-01-14");
  const given = thread({ signal: signal === null ? null : { ...signal, cannotBeExecuted: true } });
  const sentences = leadSentences(given, calendar("2026-11-24"));
  expect(sentences).toHaveLength(3);
  expect(sentences[0]).toBe("Nog 29 werkdagen voor een antwoord.");
  expect(sentences[1]).toMatch(/^Op do 14 januari.* valt het besluit\.$/u);
  expect(sentences[2]).toBe("Volgens de melder is het zo niet uit te voeren.");
});
