// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { nextLook, stillOpen, type Deed } from "../../../client/desk/deed.ts";

const kept = (visibleFrom: number): Deed => ({ state: "kept", visibleFrom });

test("sending: a notice goes a minute after what was sent can be read, and not before", () => {
  const deeds = new Map<string, Deed>([
    ["case-1 message", kept(1000)],
    ["case-2 seen", kept(1001)],
    ["case-3 message", { state: "sending", leaving: null }],
    ["case-4 message", { state: "failed", error: null }],
  ]);
  expect([...stillOpen(deeds, 61_000).keys()]).toEqual(["case-2 seen", "case-3 message", "case-4 message"]);
});

test("reading: a little after each checkpoint and at least five seconds apart, by the clock alone", () => {
  expect(nextLook(3600, 0)).toBe(3_600_700);
  expect(nextLook(3600, 3_599_000)).toBe(1_700);
  expect(nextLook(2, 1_000)).toBe(4_700);
  expect(nextLook(2, 5_000)).toBe(5_700);
});
