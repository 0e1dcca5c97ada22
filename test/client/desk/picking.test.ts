// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import type { Filter } from "../../../client/case/queue.ts";
import { pick } from "../../../client/desk/picking.ts";
import type { DeskThread } from "../../../client/protocol/index.ts";
import { signalText } from "../../signal.ts";

const NOOR = { id: "noor", name: "Noor Haddad" };

function thread(
  id: string,
  changes: Partial<DeskThread> = {},
  text: Parameters<typeof signalText>[0] = {},
): DeskThread {
  return {
    id,
    signal: signalText({ title: id, ...text }),
    date: "2026-11-25",
    isSeen: true,
    conversation: [],
    unreadable: [],
    waitsFor: "desk",
    isUnread: false,
    side: { triages: null, supports: [], everTriaged: [], everSupported: [], notes: [], refused: [] },
    readers: { now: [], still: [], former: [], joining: [] },
    forged: [],
    sealedTo: "present",
    ...changes,
  };
}

const said = { id: "", date: "2026-11-25", answered: null, inLog: true };
const ASKED = thread("Gevraagd", {
  conversation: [
    { ...said, by: "member", name: "Noor Haddad", words: { what: "message", text: "Hoe laat gaat het loket dicht?" } },
    {
      ...said,
      by: "submitter",
      name: null,
      words: { what: "response", to: "1/x", agrees: false, text: "Liever niet." },
    },
  ],
});
const NOTED = thread("Genoteerd", {
  side: {
    triages: NOOR,
    supports: [],
    everTriaged: ["noor"],
    everSupported: [],
    notes: [{ name: "Willem Brouwer", date: "2026-11-25", text: "Marjan gebeld.", carriedBy: null, inLog: true }],
    refused: [],
  },
});
const TOLD = thread(
  "Verteld",
  {},
  { about: "execution", answers: [{ question: "since", text: "Sinds de crisis van mei." }] },
);
const THREADS = [ASKED, NOTED, TOLD];

const found = (typed: string, ...filters: Filter[]): [string[], number] => {
  const { shown, hidden } = pick(THREADS, { typed, filters: new Set(filters) }, "noor");
  return [shown.map((each) => each.thread.id), hidden];
};

test("desk search: signals, messages, answers, notes and names are found, and what is left out is counted", () => {
  expect(found("")).toEqual([["Gevraagd", "Genoteerd", "Verteld"], 0]);
  expect(found("LOKET")).toEqual([["Gevraagd"], 2]);
  expect(found("liever")).toEqual([["Gevraagd"], 2]);
  expect(found("marjan")).toEqual([["Genoteerd"], 2]);
  expect(found("haddad")).toEqual([["Gevraagd", "Genoteerd"], 1]);
  expect(found("crisis mei")).toEqual([["Verteld"], 2]);
  expect(found("crisis marjan")).toEqual([[], 3]);
});

test("desk search: it says where something was found", () => {
  const whereOf = (typed: string): string | undefined =>
    pick(THREADS, { typed, filters: new Set() }, "noor").shown[0]?.match?.excerpt?.where;
  expect(["loket", "marjan", "brouwer", "crisis"].map(whereOf)).toEqual(["message", "note", "name", "signal"]);
});

test("desk search: words and filters hold together", () => {
  expect(found("haddad", "mine")).toEqual([["Genoteerd"], 2]);
  expect(found("haddad", "unassigned", "policy")).toEqual([["Gevraagd"], 2]);
  expect(found("", "execution")).toEqual([["Verteld"], 2]);
});
