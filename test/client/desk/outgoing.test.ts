// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { EMPTY, hasText, type Draft } from "../../../client/desk/draft.ts";
import { afterSending, outgoingOf } from "../../../client/desk/outgoing.ts";
import { shortcutOf } from "../../../client/desk/shortcut.ts";
import { signalText } from "../../signal.ts";

const CASE = { signal: signalText({ about: "execution" }) };
const FULL: Draft = {
  reply: "Dank u.",
  outcome: "partly",
  reasons: "Zo.",
  route: "integrity",
  routeText: "Omdat.",
  paraphrase: "Kort.",
  note: "Intern.",
};

test("draft: whatever is typed and not sent is known before it is lost", () => {
  expect(hasText(EMPTY)).toBe(false);
  for (const field of ["reply", "reasons", "routeText", "paraphrase", "note"] as const)
    expect(hasText({ ...EMPTY, [field]: "x" }), field).toBe(true);
});

test.each([
  ["message", "message"],
  ["closed", "outcome"],
  ["route", "route"],
  ["paraphrase", "paraphrase"],
  ["note", "note"],
] as const)("sending: nothing typed for a %s leads to its field", (what, field) => {
  expect(outgoingOf(CASE, { ...EMPTY, reply: " \n", note: " ", paraphrase: "\u00a0" }, what, null)).toBe(field);
});

test("sending: only what belongs to it is sent, and only that leaves the draft", () => {
  const sent = (["message", "closed", "route", "paraphrase", "note"] as const).map((what) => {
    const outgoing = outgoingOf(CASE, FULL, what, null);
    if (typeof outgoing === "string") throw new Error(outgoing);
    return [outgoing, afterSending(FULL, outgoing)];
  });
  expect(sent).toEqual([
    [{ what: "message", text: "Dank u." }, { reply: "" }],
    [
      { what: "closed", outcome: "partly", reasons: "Zo." },
      { outcome: null, reasons: "" },
    ],
    [
      { what: "route", route: "integrity", text: "Omdat." },
      { route: null, routeText: "" },
    ],
    [{ what: "paraphrase", text: "Kort." }, { paraphrase: "" }],
    [{ what: "note", text: "Intern." }, { note: "" }],
  ]);
});

test("sending: a note or a task is never words to the submitter", () => {
  const given = { member: "noor", task: "triages" } as const;
  expect(outgoingOf(CASE, FULL, "task", given)).toEqual({ what: "task", ...given });
  expect(outgoingOf(CASE, FULL, "note", null)).toEqual({ what: "note", text: "Intern." });
});

test("keys: a letter does something only by itself, and never where somebody types", () => {
  const press = {
    key: "j",
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    repeat: false,
    isComposing: false,
    defaultPrevented: false,
  };
  expect(shortcutOf(press, false)).toBe("next");
  expect(shortcutOf({ ...press, key: "x" }, false)).toBeNull();
  expect(shortcutOf(press, true)).toBeNull();
  for (const other of ["altKey", "ctrlKey", "metaKey", "repeat", "isComposing", "defaultPrevented"])
    expect(shortcutOf({ ...press, [other]: true }, false), other).toBeNull();
});
