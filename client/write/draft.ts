// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { QUESTIONS, type Question } from "../case/questions.ts";
import type { SignalText } from "../protocol/index.ts";

/** What somebody is writing. Held by the page and nowhere else. */
export interface Draft {
  readonly kind: SignalText["kind"] | null;
  readonly about: SignalText["about"] | null;
  readonly phase: SignalText["phase"] | null;
  readonly title: string;
  readonly decision: string;
  /** ISO date, or empty. */
  readonly decisionDate: string;
  readonly cannotBeExecuted: boolean;
  readonly facts: string;
  readonly judgement: string;
  readonly alternative: string;
  readonly tried: string;
  readonly asked: string;
  readonly risk: string;
  /** Of both sets: who changes from policy to execution and back finds everything again. */
  readonly answers: Readonly<Partial<Record<Question, string>>>;
  readonly clause: string | null;
  readonly unit: string | null;
  /** Ids of people. */
  readonly excluded: readonly string[];
  readonly up: string;
  /** Id of the team it goes to; empty where none is left. */
  readonly team: string;
}

/** Those that are written in a field of one's own. */
export type TextMember =
  "title" | "decision" | "facts" | "judgement" | "alternative" | "tried" | "asked" | "risk" | "up";

export const EMPTY_DRAFT: Draft = {
  kind: null,
  about: null,
  phase: null,
  title: "",
  decision: "",
  decisionDate: "",
  cannotBeExecuted: false,
  facts: "",
  judgement: "",
  alternative: "",
  tried: "",
  asked: "",
  risk: "",
  answers: {},
  clause: null,
  unit: null,
  excluded: [],
  up: "",
  team: "",
};

/** Whether something would be lost. What the page chose by itself is not. */
export function hasText(draft: Draft): boolean {
  return JSON.stringify({ ...draft, team: "" }) !== JSON.stringify(EMPTY_DRAFT);
}

/**
 * As it is sealed. What has not been chosen yet gets some value, so that an unfinished draft can be measured.
 * @param followed whether its writer will come back with a codename
 */
export function signalOf(draft: Draft, followed: boolean): SignalText {
  const { cannotBeExecuted, decision, facts, judgement, alternative, tried, asked, risk, clause, unit, up } = draft;
  const about = draft.about ?? "policy";
  const answers = QUESTIONS[about].map((question) => ({ question, text: (draft.answers[question] ?? "").trim() }));
  return {
    followed,
    kind: draft.kind ?? "other",
    about,
    phase: draft.phase ?? "preparation",
    title: draft.title.trim(),
    decision,
    decisionDate: draft.decisionDate === "" ? null : draft.decisionDate,
    cannotBeExecuted,
    facts,
    judgement,
    alternative,
    tried,
    asked,
    risk,
    answers: answers.filter(({ text }) => text !== ""),
    clause,
    unit,
    excluded: [...draft.excluded],
    up,
  };
}
