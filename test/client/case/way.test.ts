// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { happenings } from "../../../client/case/happened.ts";
import { lastParaphrase, standingRoute } from "../../../client/case/way.ts";

type Route = "dissent" | "misconduct" | "integrity" | "complaint";

const proposal = (route: Route, agrees: boolean | null) => ({
  words: { what: "route", route },
  answered: agrees === null ? null : { agrees },
});
const message = { words: { what: "message" }, answered: null };

test("way: nothing leaves dissent without a yes", () => {
  expect(standingRoute([message])).toEqual({ route: "dissent", proposed: null });
  const [open, refused] = [proposal("integrity", null), proposal("complaint", false)];
  expect(standingRoute([open, message])).toEqual({ route: "dissent", proposed: open });
  expect(standingRoute([open, refused])).toEqual({ route: "dissent", proposed: refused });
});

test("way: with a yes it is taken, and stays until another is", () => {
  const [agreed, open] = [proposal("misconduct", true), proposal("complaint", null)];
  expect(standingRoute([agreed])).toEqual({ route: "misconduct", proposed: null });
  expect(standingRoute([agreed, open])).toEqual({ route: "misconduct", proposed: open });
  expect(standingRoute([agreed, proposal("dissent", null)])).toEqual({ route: "dissent", proposed: null });
});

test("way: the last summary is the one that counts", () => {
  const first = { words: { what: "paraphrase" }, answered: null };
  const second = { ...first };
  expect(lastParaphrase([message])).toBeNull();
  expect(lastParaphrase([first, second, message])).toBe(second);
});

test("happened: messages that somebody wrote after each other on one day are one", () => {
  const said = (name: string | null, date: string, what = "message") => ({
    by: name === null ? ("submitter" as const) : ("member" as const),
    name,
    date,
    words: { what },
  });
  const conversation = [
    said("Noor", "2026-11-25", "seen"),
    said("Noor", "2026-11-25"),
    said("Noor", "2026-11-25"),
    said(null, "2026-11-25"),
    said("Noor", "2026-11-25"),
    said("Noor", "2026-11-26"),
    said("Willem", "2026-11-26"),
    said("Willem", "2026-11-26", "seen"),
    said("Willem", "2026-11-26", "seen"),
  ];
  expect(happenings(conversation).map(({ said: { name, words }, times }) => [name, words.what, times])).toEqual([
    ["Noor", "seen", 1],
    ["Noor", "message", 2],
    [null, "message", 1],
    ["Noor", "message", 1],
    ["Noor", "message", 1],
    ["Willem", "message", 1],
    ["Willem", "seen", 1],
    ["Willem", "seen", 1],
  ]);
});
