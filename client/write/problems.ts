// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { isDay } from "../case/working-days.ts";
import type { Draft } from "./draft.ts";

/** What must be there before a signal can be sent, and why it is not; the page has a sentence for each. */
export type Problem = "pass" | "kind" | "about" | "title" | "phase" | "decisionDate" | "team" | "facts";

/** All that is given so far. */
export interface Writing {
  readonly draft: Draft;
  /** Whether the Worker has a pass or card. */
  readonly hasPass: boolean;
}

const ofDraft =
  (isThere: (draft: Draft) => boolean) =>
  ({ draft }: Writing): boolean =>
    isThere(draft);

const PROBLEMS: readonly (readonly [problem: Problem, step: number, isThere: (writing: Writing) => boolean])[] = [
  ["pass", 0, ({ hasPass }) => !hasPass],
  ["kind", 1, ofDraft(({ kind }) => kind === null)],
  ["about", 1, ofDraft(({ about }) => about === null)],
  ["title", 2, ofDraft(({ title }) => title.trim() === "")],
  ["phase", 2, ofDraft(({ phase }) => phase === null)],
  ["decisionDate", 2, ofDraft(({ decisionDate }) => decisionDate !== "" && !isDay(decisionDate))],
  ["team", 3, ofDraft(({ team }) => team === "")],
  ["facts", 4, ofDraft(({ facts }) => facts.trim() === "")],
];

/** Step on which a problem is mended. */
export function stepOf(problem: Problem): number {
  return PROBLEMS.find(([name]) => name === problem)?.[1] ?? 0;
}

/** @param step only of this one; without it of the whole signal */
export function problemsOf(writing: Writing, step?: number): Problem[] {
  return PROBLEMS.filter(([, ownStep, isThere]) => (step === undefined || step === ownStep) && isThere(writing)).map(
    ([name]) => name,
  );
}
