// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { Organisation, SignalText } from "../protocol/index.ts";
import { formatLongDate, formatNames } from "./format.ts";
import { aboutLabel, kindLabel, phaseLabel, questionLabel } from "./labels.ts";
import { proseView } from "./prose.ts";

/** A term and what belongs to it; nothing where nothing was written. */
function pair(term: string, content: string | TemplateResult): TemplateResult | typeof nothing {
  if (content === "") return nothing;
  return html`<div>
    <dt>${term}</dt>
    <dd>${typeof content === "string" ? proseView(content) : content}</dd>
  </div>`;
}

function clausePair(clause: string | null, { clauses }: Organisation): TemplateResult | typeof nothing {
  if (clause === null) return nothing;
  const text = clauses.find(({ id }) => id === clause)?.text ?? msg("Deze afspraak staat niet meer in de gedragslijn.");
  return pair(msg("Uit de gedragslijn"), html`${clause}. ${text}`);
}

function excludedPair(excluded: readonly string[], { people }: Organisation): TemplateResult | typeof nothing {
  if (excluded.length === 0) return nothing;
  const names = excluded.map((id) => people.find((person) => person.id === id)?.name ?? id);
  return pair(msg("Mag dit niet zien"), html`${formatNames(names)}`);
}

/** All that a submitter wrote but the title, with the stroke beside it: exactly as it reaches its readers. */
export function signalView(signal: SignalText, organisation: Organisation): TemplateResult {
  const { decisionDate, cannotBeExecuted, unit } = signal;
  return html`<dl class="ts-pairs ts-say ts-say--voice">
    ${pair(msg("Soort"), html`${kindLabel(signal.kind)}`)} ${pair(msg("Gaat over"), html`${aboutLabel(signal.about)}`)}
    ${pair(msg("Fase"), html`${phaseLabel(signal.phase)}`)} ${pair(msg("Het besluit"), signal.decision)}
    ${decisionDate === null ? nothing : pair(msg("Datum van het besluit"), html`${formatLongDate(decisionDate)}`)}
    ${cannotBeExecuted ? pair(msg("Uitvoerbaar"), html`${msg("Zoals het plan of besluit nu is, is het niet uit te voeren.")}`) : nothing}
    ${pair(msg("Feiten"), signal.facts)} ${pair(msg("Oordeel"), signal.judgement)}
    ${signal.answers.map(({ question, text }) => pair(questionLabel(question), text))}
    ${pair(msg("Voorstel"), signal.alternative)} ${pair(msg("Al geprobeerd"), signal.tried)}
    ${pair(msg("Gevraagd"), signal.asked)} ${pair(msg("Als er niets verandert"), signal.risk)}
    ${unit === null ? nothing : pair(msg("Onderdeel"), html`${unit}`)} ${clausePair(signal.clause, organisation)}
    ${excludedPair(signal.excluded, organisation)}
    ${pair(
      msg("Mag omhoog"),
      signal.up === "" ? html`${msg("Niets. Het team vraagt het eerst aan de melder.")}` : signal.up,
    )}
  </dl>`;
}
