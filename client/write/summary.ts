// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { Problem } from "./problems.ts";

export function problemText(problem: Problem): string {
  switch (problem) {
    case "pass":
      return msg("Geef een pas of kaart.");
    case "kind":
      return msg("Kies waar uw signaal over gaat.");
    case "about":
      return msg("Kies beleid of uitvoering.");
    case "title":
      return msg("Schrijf in één zin waar het over gaat.");
    case "phase":
      return msg("Kies hoe ver het is.");
    case "decisionDate":
      return msg("Deze dag bestaat niet. Kies een andere of laat hem leeg.");
    case "team":
      return msg("Er is geen team over. Haal bij iemand het kruisje weg, of praat zelf met iemand.");
    case "facts":
      return msg("Schrijf op wat er gebeurde.");
  }
}

/** On top of the step: what is missing, with a way to each. */
export function summaryView(
  problems: readonly Problem[],
  onMend: (problem: Problem) => void,
): TemplateResult | typeof nothing {
  if (problems.length === 0) return nothing;
  return html`<div class="ts-summary" id="problems" role="alert" tabindex="-1">
    <h2 class="nl-heading nl-heading--level-3">${msg("Er ontbreekt nog iets")}</h2>
    <ul>
      ${problems.map(
        (problem) =>
          html`<li>
            <button type="button" class="ts-link ts-alone" @click=${() => onMend(problem)}>
              ${problemText(problem)}
            </button>
          </li>`,
      )}
    </ul>
  </div>`;
}
