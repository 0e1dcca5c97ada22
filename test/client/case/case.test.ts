// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import type { ClosedEvent, JoinedEvent, ThreadEvent } from "#crypto";
import { caseFrom, responseTo, mayClose, type Turn } from "../../../client/case/case.ts";
import { message, SIGNAL } from "../../crypto/thread/fixture.ts";

const DAY = "2026-11-26";
const MEMBER = 3;

/** Somewhere in the log; only lane and position matter. */
const at = (lane: number, position: number, event: ThreadEvent): JoinedEvent => ({
  lane,
  position,
  index: position,
  id: `${lane}-${position}`,
  state: "event",
  event,
});
const opening = at(0, 0, SIGNAL);
const aboutExecution = at(0, 0, { ...SIGNAL, about: "execution" });
const writes = (position: number, text = "Daar."): JoinedEvent => at(0, position, message(text));
const answers = (position: number, text = "Waar?"): JoinedEvent => at(MEMBER, position, message(text));
const sees = (lane: number, position: number): JoinedEvent => at(lane, position, { type: "seen", date: DAY });
const closes = (lane: number, position: number, outcome: ClosedEvent["outcome"] = "adopted"): JoinedEvent =>
  at(lane, position, { type: "closed", date: DAY, outcome, reasons: "Het advies is gevolgd.", tokens: [] });
const turn = (...events: readonly JoinedEvent[]): Turn => caseFrom(events).waitsFor;

test("case: a signal nobody answered waits for the desk", () => {
  expect(caseFrom([opening])).toEqual({ signal: SIGNAL, entries: [], unreadable: [], waitsFor: "desk" });
});

test("case: whose turn it is follows from who spoke last", () => {
  expect(turn(opening, answers(0))).toBe("submitter");
  expect(turn(opening, answers(0), writes(1))).toBe("desk");
  expect(turn(opening, writes(1))).toBe("desk");
});

test("case: what was said and done keeps the order it was given in, with its writer's lane", () => {
  const events = [sees(MEMBER, 0), answers(1, "een"), writes(1, "twee"), at(4, 0, message("drie")), closes(4, 1)];
  const { entries } = caseFrom([opening, ...events]);
  expect(entries.map(({ lane, event }) => [lane, event.type === "message" ? event.text : event.type])).toEqual([
    [MEMBER, "seen"],
    [MEMBER, "een"],
    [0, "twee"],
    [4, "drie"],
    [4, "closed"],
  ]);
});

test("case: that a member has seen it changes no turn", () => {
  expect(turn(opening, sees(MEMBER, 0))).toBe("desk");
  expect(turn(opening, answers(0), sees(4, 0))).toBe("submitter");
  expect(turn(opening, closes(MEMBER, 0), sees(4, 0))).toBe("nobody");
});

test("case: a closed one waits for nobody until its submitter writes again", () => {
  expect(turn(opening, closes(MEMBER, 0))).toBe("nobody");
  expect(turn(opening, answers(0), closes(MEMBER, 1))).toBe("nobody");
  expect(turn(opening, closes(MEMBER, 0), writes(1))).toBe("desk");
  expect(turn(opening, closes(MEMBER, 0), writes(1), answers(1))).toBe("submitter");
  expect(turn(opening, closes(MEMBER, 0), writes(1), closes(MEMBER, 1))).toBe("nobody");
});

test("case: what a member says after closing leaves it closed", () => {
  expect(turn(opening, closes(MEMBER, 0), answers(1))).toBe("nobody");
  expect(turn(opening, closes(MEMBER, 0), at(4, 0, message("Dank u.")))).toBe("nobody");
});

test("case: one about execution is not closed without an answer to it, one about policy is", () => {
  expect(turn(opening, closes(MEMBER, 0, "none"))).toBe("nobody");
  expect(turn(aboutExecution, closes(MEMBER, 0, "none"))).toBe("desk");
  expect(turn(aboutExecution, answers(0), closes(MEMBER, 1, "none"))).toBe("submitter");
  for (const outcome of ["adopted", "partly", "not_adopted"] as const) {
    expect(turn(aboutExecution, closes(MEMBER, 0, outcome))).toBe("nobody");
    expect(turn(aboutExecution, closes(MEMBER, 0, outcome), closes(4, 0, "none"))).toBe("nobody");
  }
  expect(caseFrom([aboutExecution, closes(MEMBER, 0, "none")]).entries).toHaveLength(1);
});

test("case: only a signal about execution asks for more than a closing without a decision", () => {
  const outcomes = ["adopted", "partly", "not_adopted", "none"] as const;
  expect(outcomes.map((outcome) => mayClose("policy", outcome))).toEqual([true, true, true, true]);
  expect(outcomes.map((outcome) => mayClose("execution", outcome))).toEqual([true, true, true, false]);
});

test("case: a submitter neither sees nor closes", () => {
  const { entries, unreadable, waitsFor } = caseFrom([opening, sees(0, 1), closes(0, 2)]);
  expect(entries).toEqual([]);
  expect(unreadable).toEqual(["cannot_open", "cannot_open"]);
  expect(waitsFor).toBe("desk");
});

test("case: anything but a signal in the signal's place is shown as unreadable", () => {
  for (const event of [writes(0), sees(0, 0), closes(0, 0)]) {
    expect(caseFrom([event])).toEqual({ signal: null, entries: [], unreadable: ["cannot_open"], waitsFor: "desk" });
    expect(caseFrom([event, opening]).signal).toBe(SIGNAL);
  }
});

test("case: a second signal and a signal out of its place are shown as unreadable", () => {
  const second = { ...SIGNAL, title: "Een ander" };
  const misplaced = [at(0, 0, second), at(MEMBER, 0, second), at(0, 4, second)];
  const { signal, entries, unreadable } = caseFrom([opening, ...misplaced]);
  expect(signal).toBe(SIGNAL);
  expect(entries).toEqual([]);
  expect(unreadable).toEqual(["cannot_open", "cannot_open", "cannot_open"]);
});

test("case: without its signal it still shows what was said", () => {
  const { signal, entries, waitsFor } = caseFrom([answers(0)]);
  expect(signal).toBeNull();
  expect(entries).toHaveLength(1);
  expect(waitsFor).toBe("submitter");
  expect(turn(closes(MEMBER, 0, "none"))).toBe("nobody");
});

test("case: what cannot be shown is counted with its reason and never dropped", () => {
  const reasons = ["incomplete", "needs_newer_version", "cannot_open"] as const;
  const events = reasons.map((state, i) => ({ lane: MEMBER, position: i, index: i, id: "", state }));
  expect(caseFrom(events)).toEqual({ signal: null, entries: [], unreadable: reasons, waitsFor: "desk" });
});

const place = { lane: fc.nat({ max: 2 }), position: fc.nat({ max: 2 }), index: fc.nat(), id: fc.constant("") };
const event = fc.oneof(
  fc.constantFrom<ThreadEvent>(SIGNAL, { ...SIGNAL, about: "execution" }, message("x"), { type: "seen", date: DAY }),
  fc.record({
    type: fc.constant("closed" as const),
    date: fc.constant(DAY),
    outcome: fc.constantFrom<ClosedEvent["outcome"]>("adopted", "partly", "not_adopted", "none"),
    reasons: fc.constant("x"),
    tokens: fc.constant<string[]>([]),
  }),
);
const joined: fc.Arbitrary<JoinedEvent> = fc.oneof(
  fc.record({ ...place, state: fc.constant("event" as const), event: event.map((shared) => ({ ...shared })) }),
  fc.record({ ...place, state: fc.constantFrom("incomplete", "needs_newer_version", "cannot_open") }),
);

test("case: whatever stands in a thread, every event is its signal, an entry or unreadable, and once", () => {
  fc.assert(
    fc.property(fc.array(joined), (events) => {
      const { signal, entries, unreadable } = caseFrom(events);
      const shown = [...(signal === null ? [] : [signal]), ...entries.map((entry) => entry.event)];
      const given = events.flatMap((one) => (one.state === "event" ? [one.event] : []));
      expect(new Set(shown).size).toBe(shown.length);
      expect(shown.every((one) => given.includes(one))).toBe(true);
      expect(shown.length + unreadable.length).toBe(events.length);
      const places = events.flatMap((one) =>
        one.state === "event" && entries.some((entry) => entry.event === one.event) ? [one.lane] : [],
      );
      expect(entries.map(({ lane }) => lane)).toEqual(places);
    }),
  );
});

const route: ThreadEvent = { type: "route", date: DAY, route: "integrity", text: "", tokens: [] };
const answer = (agrees: boolean, to = `${MEMBER}-0`): ThreadEvent => ({
  type: "response",
  date: DAY,
  lane: MEMBER,
  to,
  agrees,
  text: "",
});

test("case: a proposed way waits for the submitter, and their last yes or no is what counts", () => {
  const proposed = [at(0, 0, SIGNAL), at(MEMBER, 0, route)];
  expect(caseFrom(proposed).waitsFor).toBe("submitter");
  const { entries, waitsFor } = caseFrom([...proposed, at(0, 1, answer(false)), at(0, 2, answer(true))]);
  expect(waitsFor).toBe("desk");
  const [first] = entries;
  if (first === undefined) throw new Error("nothing was proposed");
  expect(responseTo(first, entries)).toMatchObject({ agrees: true });
  expect(responseTo(first, entries.slice(0, 1))).toBeNull();
});

test("case: an answer to something else answers nothing here", () => {
  const { entries } = caseFrom([at(0, 0, SIGNAL), at(MEMBER, 0, route), at(0, 1, answer(true, "x"))]);
  expect(entries[0] && responseTo(entries[0], entries)).toBeNull();
});

test("case: nobody gives the other's answer, and what a team keeps to itself is nothing in a thread", () => {
  const note: ThreadEvent = { type: "note", date: DAY, text: "x" };
  const wrong = [at(MEMBER, 0, answer(true)), at(0, 1, route), at(MEMBER, 1, note), at(0, 2, note)];
  expect(caseFrom([at(0, 0, SIGNAL), ...wrong])).toMatchObject({
    entries: [],
    unreadable: wrong.map(() => "cannot_open"),
  });
});

test("case: what goes on under other secrets is said where it begins and nowhere else", () => {
  const reopened: ThreadEvent = { type: "reopened", date: DAY, team: "oost" };
  expect(caseFrom([at(0, 0, SIGNAL), at(0, 0, reopened), at(0, 1, message("Dag."))])).toMatchObject({
    entries: [{ lane: 0 }],
    unreadable: [],
  });
  expect(caseFrom([at(0, 0, SIGNAL), at(0, 3, reopened), at(MEMBER, 0, reopened)]).unreadable).toHaveLength(2);
});
