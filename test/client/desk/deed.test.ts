// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { nextLook, stillOpen, type Deed } from "../../../client/desk/deed.ts";

const kept = (visibleFrom: number): Deed => ({ state: "kept", visibleFrom });

test("sending: a notice goes a minute after what was sent can be read, and not before", () => {
  const deeds = new Map<string, Deed>([
    ["case-1 message", kept(1000)],
    ["case-2 seen", kept(1001)],
    ["case-3 message", { state: "sending" }],
    ["case-4 message", { state: "failed", error: null }],
  ]);
  expect([...stillOpen(deeds, 61_000).keys()]).toEqual(["case-2 seen", "case-3 message", "case-4 message"]);
});

test("reading: again after the checkpoint that has something of ours, else an interval later and never within half a minute", () => {
  const hour = 3600;
  expect(nextLook(new Map(), hour, 0)).toBe(3_600_000);
  expect(nextLook(new Map(), 2, 0)).toBe(30_000);
  expect(
    nextLook(
      new Map([
        ["a", kept(9_000)],
        ["b", kept(5_000)],
      ]),
      hour,
      1_000,
    ),
  ).toBe(4_700);
  expect(nextLook(new Map([["a", kept(5_000)]]), hour, 5_000)).toBe(3_600_000);
  expect(nextLook(new Map<string, Deed>([["a", { state: "sending" }]]), hour, 0)).toBe(3_600_000);
});
