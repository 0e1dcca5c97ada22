// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { formatNames } from "../design/format.ts";
import { proseView } from "../design/prose.ts";
import { signalView } from "../design/signal.ts";
import { signalOf } from "./draft.ts";
import type { Form } from "./form.ts";
import { CHECK_STEP, stepNames } from "./steps.ts";

function section(title: string, content: TemplateResult): TemplateResult {
  return html`<section class="ts-block">
    <h2 class="nl-heading nl-heading--level-3">${title}</h2>
    ${content}
  </section>`;
}

/** What each reader sees, exactly: the same views that they get. */
function changeView({ goTo }: Form): TemplateResult {
  return section(
    msg("Iets veranderen?"),
    html`<p class="ts-measure">
        ${msg("Staat er een naam, een mailadres of een telefoonnummer in? Iets wat bijna niemand weet? Haal het weg als het kan.")}
      </p>
      <div class="ts-actions">
        ${stepNames()
          .slice(0, CHECK_STEP)
          .map(
            (name, step) =>
              html`<button type="button" class="ts-link ts-alone" @click=${() => goTo(step)}>${name}</button>`,
          )}
      </div>`,
  );
}

export function checkStep(form: Form): TemplateResult {
  const { draft, organisation, team } = form;
  const signal = signalOf(draft, true);
  const readers = team === null ? "" : formatNames(team.members);
  return html`${section(
    msg(str`Dit lezen ${readers}`),
    html`<p class="ts-measure ts-strong">${draft.title}</p>
      ${signalView(signal, organisation)}
      <p class="ts-small ts-soft">
        ${msg("De dag van vandaag staat erbij, geen tijd. Uw tekst blijft voor altijd bewaard, op slot. Niemand kan hem er later uit halen.")}
      </p>
      ${draft.asked.trim() === "" ? html`<p class="ts-small ts-soft">${msg("U schreef niet wat u vraagt. Op een vraag is makkelijker te antwoorden.")}</p>` : nothing}`,
  )}
  ${section(
    msg("Dit mag omhoog"),
    draft.up.trim() === ""
      ? html`<p>${msg("Niets. U liet dit leeg.")}</p>`
      : html`<div class="ts-say ts-say--voice">${proseView(draft.up)}</div>
          <p class="ts-small ts-soft">
            ${msg("Alleen deze tekst, en niets van de rest. Nu leest alleen het team hem.")}
          </p>`,
  )}
  ${section(
    msg("Dit ziet de beheerder van de server"),
    html`<p class="ts-measure">
      ${msg("Vijf gesloten enveloppen, even groot als alle andere. Geen tekst, geen namen, niet voor wie ze zijn, en geen adres. Wel het moment.")}
    </p>`,
  )}
  ${section(msg("Dit ziet ieder ander"), html`<p>${msg("Dat er enveloppen bij kwamen, van iemand.")}</p>`)}
  ${changeView(form)}`;
}
