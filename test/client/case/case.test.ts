// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import type { JoinedEvent } from "#crypto";
import { caseFrom } from "../../../client/case/case.ts";

const SIGNAL = {
  type: "signal" as const,
  date: "2026-11-25",
  team: "oost",
  title: "Een termijn",
  facts: "Elf dagen.",
  judgement: "",
};

const said = (lane: number, position: number, text: string): JoinedEvent => ({
  lane,
  position,
  index: position,
  state: "event",
  event: { type: "message", date: "2026-11-26", text },
});
const opening: JoinedEvent = { lane: 0, position: 0, index: 0, state: "event", event: SIGNAL };

test("case: a signal nobody answered waits for the desk", () => {
  expect(caseFrom([opening])).toEqual({ signal: SIGNAL, utterances: [], unreadable: [], waitsFor: "desk" });
});

test("case: whose turn it is follows from who spoke last", () => {
  expect(caseFrom([opening, said(3, 0, "Waar?")]).waitsFor).toBe("submitter");
  expect(caseFrom([opening, said(3, 0, "Waar?"), said(0, 1, "Daar.")]).waitsFor).toBe("desk");
});

test("case: messages keep the order they were given in, with their writer's lane and day", () => {
  const { utterances } = caseFrom([opening, said(3, 0, "een"), said(0, 1, "twee"), said(4, 0, "drie")]);
  expect(utterances).toEqual([
    { lane: 3, date: "2026-11-26", text: "een" },
    { lane: 0, date: "2026-11-26", text: "twee" },
    { lane: 4, date: "2026-11-26", text: "drie" },
  ]);
});

test("case: a second signal, a signal out of its place and a message in the signal's place are shown as unreadable", () => {
  const misplaced: JoinedEvent[] = [
    { ...opening, index: 9 },
    { ...opening, lane: 3, index: 10 },
    { ...opening, position: 4, index: 11 },
    said(0, 0, "te vroeg"),
  ];
  const { signal, utterances, unreadable } = caseFrom([opening, ...misplaced]);
  expect(signal).toEqual(SIGNAL);
  expect(utterances).toEqual([]);
  expect(unreadable).toEqual(["cannot_open", "cannot_open", "cannot_open", "cannot_open"]);
});

test("case: what cannot be shown is counted with its reason and never dropped", () => {
  const reasons = ["incomplete", "needs_newer_version", "cannot_open"] as const;
  const events = reasons.map((state, i) => ({ lane: 3, position: i, index: i, state }));
  expect(caseFrom(events)).toEqual({ signal: null, utterances: [], unreadable: reasons, waitsFor: "desk" });
});
