// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import { packEvent } from "#crypto";
import { EMPTY_DRAFT, hasText, signalOf, type Draft } from "../../../client/write/draft.ts";
import { problemsOf, stepOf, type Problem } from "../../../client/write/problems.ts";

const WHOLE: Draft = {
  ...EMPTY_DRAFT,
  kind: "ignored",
  about: "execution",
  phase: "evaluation",
  title: " Eén termijn ",
  decisionDate: "2027-01-14",
  facts: "Elf dagen.",
  answers: { since: " Sinds juni. ", practice: " ", grounds: "Een rapport." },
  excluded: ["noor-haddad"],
  team: "west",
};

test("draft: nothing is lost by leaving an empty one, whatever team the page chose", () => {
  expect(hasText(EMPTY_DRAFT)).toBe(false);
  expect(hasText({ ...EMPTY_DRAFT, team: "oost" })).toBe(false);
  for (const change of [{ title: "a" }, { kind: "other" }, { excluded: ["a"] }, { cannotBeExecuted: true }] as const) {
    expect(hasText({ ...EMPTY_DRAFT, ...change })).toBe(true);
  }
  expect(hasText({ ...EMPTY_DRAFT, answers: { since: "a" } })).toBe(true);
});

test("draft: only what was asked is sent, and what was not answered is not", () => {
  expect(signalOf(WHOLE, true)).toMatchObject({
    title: "Eén termijn",
    decisionDate: "2027-01-14",
    answers: [{ question: "since", text: "Sinds juni." }],
    followed: true,
  });
  expect(signalOf({ ...WHOLE, about: "policy" }, false)).toMatchObject({
    answers: [{ question: "grounds", text: "Een rapport." }],
    followed: false,
  });
  expect(signalOf({ ...WHOLE, decisionDate: "" }, true).decisionDate).toBeNull();
});

test("draft: one without problems is a signal that readers accept", async () => {
  const drafts = fc.record({
    kind: fc.constantFrom<Draft["kind"]>("alternatives", "ignored", "other", null),
    about: fc.constantFrom<Draft["about"]>("policy", "execution", null),
    phase: fc.constantFrom<Draft["phase"]>("preparation", "decision", "execution", "evaluation", null),
    title: fc.constantFrom("", " ", "a", " a "),
    decisionDate: fc.constantFrom("", "2027-01-14", "2027-02-30", "morgen"),
    facts: fc.constantFrom("", "\n", "b"),
    team: fc.constantFrom("", "west"),
  });
  await fc.assert(
    fc.asyncProperty(drafts, async (change) => {
      const draft = { ...EMPTY_DRAFT, ...change };
      fc.pre(problemsOf({ draft, hasPass: true }).length === 0);
      const event = { type: "signal", date: "2026-11-25", team: draft.team, ...signalOf(draft, true) } as const;
      await expect(packEvent(event)).resolves.toBeDefined();
    }),
    { numRuns: 300 },
  );
});

test("draft: everything that is missing is named, on the step where it is mended", () => {
  const ofDraft = (draft: Draft, step?: number): Problem[] => problemsOf({ draft, hasPass: true }, step);
  expect(problemsOf({ draft: EMPTY_DRAFT, hasPass: false })).toEqual([
    "pass",
    "kind",
    "about",
    "title",
    "phase",
    "team",
    "facts",
  ]);
  expect(problemsOf({ draft: WHOLE, hasPass: false })).toEqual(["pass"]);
  expect(problemsOf({ draft: WHOLE, hasPass: false }, 1)).toEqual([]);
  expect(ofDraft(EMPTY_DRAFT, 0)).toEqual([]);
  expect(ofDraft(EMPTY_DRAFT, 1)).toEqual(["kind", "about"]);
  expect(ofDraft(EMPTY_DRAFT, 5)).toEqual([]);
  expect(ofDraft({ ...WHOLE, title: " \u00a0", facts: "\n" })).toEqual(["title", "facts"]);
  expect(ofDraft({ ...WHOLE, decisionDate: "2027-02-30" })).toEqual(["decisionDate"]);
  expect(ofDraft(WHOLE)).toEqual([]);
  expect(stepOf("pass")).toBe(0);
  expect(stepOf("facts")).toBe(4);
});
