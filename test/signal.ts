// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { SignalEvent } from "#crypto";

/** The least that is a signal, but its day and team; tests say what matters to them. */
export function signalText(
  changes: Partial<Omit<SignalEvent, "type" | "date" | "team">> = {},
): Omit<SignalEvent, "type" | "date" | "team"> {
  return {
    followed: true,
    kind: "alternatives",
    about: "policy",
    phase: "decision",
    title: "Uitstel zonder reden",
    decision: "",
    decisionDate: null,
    cannotBeExecuted: false,
    facts: "Het besluit ligt er al sinds mei.",
    judgement: "",
    alternative: "",
    tried: "",
    asked: "",
    risk: "",
    answers: [],
    clause: null,
    unit: null,
    excluded: [],
    up: "",
    ...changes,
  };
}
