// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { mayClose } from "../case/case.ts";
import type { Outcome, Route, SignalText } from "../protocol/index.ts";

/** What is being typed in a case. It outlives a session that ends. */
export interface Draft {
  readonly reply: string;
  readonly outcome: Outcome | null;
  readonly reasons: string;
  readonly route: Route | null;
  /** Beside the route. */
  readonly routeText: string;
  readonly paraphrase: string;
  /** For the team alone. */
  readonly note: string;
}

export const EMPTY: Draft = {
  reply: "",
  outcome: null,
  reasons: "",
  route: null,
  routeText: "",
  paraphrase: "",
  note: "",
};

export function hasText({ reply, reasons, routeText, paraphrase, note }: Draft): boolean {
  return [reply, reasons, routeText, paraphrase, note].some((text) => text.trim() !== "");
}

/** What is left of a field after `sent` went: what was typed meanwhile stays. */
export function leftOver(typed: string, sent: string): string {
  return typed.startsWith(sent) ? typed.slice(sent.length).trimStart() : typed;
}

const OUTCOMES: readonly Outcome[] = ["adopted", "partly", "not_adopted", "none"];

/** With which outcomes such a signal may be closed. */
export function outcomesFor(about: SignalText["about"]): Outcome[] {
  return OUTCOMES.filter((outcome) => mayClose(about, outcome));
}

/** What still lacks before a case can be closed, from the top of the form. */
export function lacksToClose(
  { outcome, reasons }: Pick<Draft, "outcome" | "reasons">,
  about: SignalText["about"],
): ("outcome" | "reasons")[] {
  const hasOutcome = outcome !== null && mayClose(about, outcome);
  return [...(hasOutcome ? [] : ["outcome" as const]), ...(reasons.trim() === "" ? ["reasons" as const] : [])];
}
