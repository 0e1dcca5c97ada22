// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import { mayTake, sideFrom, type Side } from "../../../client/case/side.ts";
import type { CarriedEvent, JoinedEvent, NoteEvent, TaskEvent, ThreadEvent } from "../../../crypto/index.ts";

const DAY = "2026-11-26";
const NOOR = 1;
const WILLEM = 2;

const task = (member: string, given: TaskEvent["task"]): TaskEvent => ({
  type: "task",
  date: DAY,
  member,
  task: given,
});
const note = (text: string): NoteEvent => ({ type: "note", date: DAY, text });

const said = (...events: readonly (readonly [number, ThreadEvent])[]): JoinedEvent[] =>
  events.map(([lane, event], index) => ({ lane, position: index, index, id: String(index), state: "event", event }));

test("side: who triages can be another, and several can support", () => {
  const side = sideFrom(
    said(
      [NOOR, task("noor", "triages")],
      [NOOR, task("saskia", "supports")],
      [WILLEM, task("ruud", "supports")],
      [WILLEM, task("willem", "triages")],
      [WILLEM, task("ruud", "none")],
    ),
  );
  expect(side).toMatchObject({ triages: "willem", supports: ["saskia"], refused: [] });
});

test("side: nobody ever triages and supports in one case, also not one after the other, and whoever tries is seen", () => {
  for (const [one, other] of [
    ["triages", "supports"],
    ["supports", "triages"],
  ] as const) {
    const side = sideFrom(said([NOOR, task("noor", one)], [NOOR, task("noor", "none")], [WILLEM, task("noor", other)]));
    expect(side).toMatchObject({ triages: null, supports: [], refused: [WILLEM] });
    expect(mayTake(side, "noor", one)).toBe(true);
    expect(mayTake(side, "noor", other)).toBe(false);
    expect(mayTake(side, "willem", other)).toBe(true);
  }
});

const tasks = fc.constantFrom<TaskEvent["task"]>("triages", "supports", "none");
const member = fc.constantFrom("noor", "willem", "saskia");
const event: fc.Arbitrary<ThreadEvent> = fc.oneof(
  fc.record({ type: fc.constant("task" as const), date: fc.constant(DAY), member, task: tasks }),
  fc.record({
    type: fc.constant("carried" as const),
    date: fc.constant(DAY),
    tasks: fc.array(fc.record({ member, task: tasks })),
    notes: fc.constant<CarriedEvent["notes"]>([]),
  }),
);

test("side: whatever members write, a person has one task in a case for ever, and one triages at most", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), event)), (events) => {
      const sides = events.map((_, i) => sideFrom(said(...events.slice(0, i + 1))));
      for (const { tasks: had, triages, supports } of sides) {
        if (triages !== null) expect(had.get(triages)).toBe("triages");
        for (const id of supports) expect(had.get(id)).toBe("supports");
      }
      const last: Side["tasks"] = sides.at(-1)?.tasks ?? new Map();
      for (const { tasks: had } of sides) for (const [id, given] of had) expect(last.get(id)).toBe(given);
    }),
  );
});

test("side: what was noted under an earlier key is read once, with who wrote it over", () => {
  const carried = {
    type: "carried",
    date: DAY,
    tasks: [
      { member: "noor", task: "triages" },
      { member: "willem", task: "supports" },
      { member: "willem", task: "none" },
    ],
    notes: [{ lane: WILLEM, date: DAY, text: "Gebeld." }],
  } as const;
  const late = sideFrom(said([NOOR, { ...carried, tasks: [...carried.tasks], notes: [...carried.notes] }]));
  expect(late).toMatchObject({ triages: "noor", supports: [] });
  expect(mayTake(late, "willem", "triages")).toBe(false);
  expect(late.notes).toEqual([{ lane: WILLEM, date: DAY, text: "Gebeld.", carriedBy: NOOR }]);
  // Somebody who read it as it was written, and a colleague who took over since, lose nothing by it.
  const known = sideFrom(
    said(
      [WILLEM, note("Gebeld.")],
      [NOOR, task("noor", "triages")],
      [NOOR, task("saskia", "triages")],
      [NOOR, { ...carried, tasks: [...carried.tasks], notes: [...carried.notes] }],
    ),
  );
  expect(known.triages).toBe("saskia");
  expect(known.notes).toEqual([{ lane: WILLEM, date: DAY, text: "Gebeld.", carriedBy: null }]);
});

test("side: what belongs in a thread with the submitter is nothing here, and what cannot be read is told", () => {
  const message: ThreadEvent = { type: "message", date: DAY, text: "Dag.", tokens: [] };
  const unread = (["incomplete", "needs_newer_version", "cannot_open"] as const).map((state, i): JoinedEvent => ({
    lane: NOOR,
    position: i,
    index: i,
    id: "",
    state,
  }));
  const side = sideFrom([...said([NOOR, message]), ...unread]);
  expect(side).toMatchObject({ triages: null, notes: [], unreadable: ["incomplete", "needs_newer_version"] });
});
