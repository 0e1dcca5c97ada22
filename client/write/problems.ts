// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { isDay } from "../case/working-days.ts";
import type { Draft } from "./draft.ts";

/** What must be there before a signal can be sent, and why it is not; the page has a sentence for each. */
export type Problem = "kind" | "about" | "title" | "phase" | "decisionDate" | "team" | "facts";

const PROBLEMS: readonly (readonly [problem: Problem, step: number, isThere: (draft: Draft) => boolean])[] = [
  ["kind", 0, ({ kind }) => kind === null],
  ["about", 0, ({ about }) => about === null],
  ["title", 1, ({ title }) => title.trim() === ""],
  ["phase", 1, ({ phase }) => phase === null],
  ["decisionDate", 1, ({ decisionDate }) => decisionDate !== "" && !isDay(decisionDate)],
  ["team", 2, ({ team }) => team === ""],
  ["facts", 3, ({ facts }) => facts.trim() === ""],
];

/** Step on which a problem is mended. */
export function stepOf(problem: Problem): number {
  return PROBLEMS.find(([name]) => name === problem)?.[1] ?? 0;
}

/** @param step only of this one; without it of the whole signal */
export function problemsOf(draft: Draft, step?: number): Problem[] {
  return PROBLEMS.filter(([, ownStep, isThere]) => (step === undefined || step === ownStep) && isThere(draft)).map(
    ([name]) => name,
  );
}
