// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import type { Question } from "../case/questions.ts";
import type { Outcome, Route, SignalText } from "../protocol/index.ts";

// Words of the format as people read them.

export function kindLabel(kind: SignalText["kind"]): string {
  switch (kind) {
    case "alternatives":
      return msg("Andere keuze niet gewogen");
    case "ignored":
      return msg("Signaal blijft liggen");
    case "other":
      return msg("Iets anders");
  }
}

export function aboutLabel(about: SignalText["about"]): string {
  return about === "policy" ? msg("Beleid") : msg("Uitvoering");
}

export function phaseLabel(phase: SignalText["phase"]): string {
  switch (phase) {
    case "preparation":
      return msg("Voorbereiding");
    case "decision":
      return msg("Besluit");
    case "execution":
      return msg("Uitvoering van het besluit");
    case "evaluation":
      return msg("Evaluatie");
  }
}

/** As it is asked. */
export function questionLabel(question: Question): string {
  switch (question) {
    case "grounds":
      return msg("Waar is het voorstel op gebaseerd?");
    case "affected":
      return msg("Wie merkt het besluit?");
    case "effects":
      return msg("Welke gevolgen zijn niet bedoeld?");
    case "practice":
      return msg("Hoe gaat het nu in de praktijk?");
    case "needed":
      return msg("Wat is er nodig om het goed te doen?");
    case "since":
      return msg("Sinds wanneer speelt dit?");
  }
}

export function routeLabel(route: Route): string {
  switch (route) {
    case "dissent":
      return msg("Tegenspraak");
    case "misconduct":
      return msg("Misschien een misstand");
    case "integrity":
      return msg("Integriteit");
    case "complaint":
      return msg("Klacht");
  }
}

export function outcomeLabel(outcome: Outcome): string {
  switch (outcome) {
    case "adopted":
      return msg("Overgenomen");
    case "partly":
      return msg("Deels overgenomen");
    case "not_adopted":
      return msg("Niet overgenomen");
    case "none":
      return msg("Hier is niets over beslist");
  }
}
