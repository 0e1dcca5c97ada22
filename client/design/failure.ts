// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { html, type TemplateResult } from "lit";
import { VaultError } from "../vault.ts";
import type { FailureCode } from "../worker/protocol.ts";

/** First what is the case, then what one can do. */
const SENTENCES: Readonly<Record<FailureCode, readonly [title: string, advice: string]>> = {
  offline: ["Er is geen verbinding", "Controleer uw internet en probeer het opnieuw. Wat u schreef, staat er nog."],
  busy: ["Het is nu erg druk", "Wacht een minuut en probeer het opnieuw. Er is niets verloren."],
  refused: ["De server nam dit niet aan", "Laad de pagina opnieuw en probeer het nog eens."],
  wrong_phrase: ["Met deze woorden kunt u niet inloggen", "Controleer de woorden en hun volgorde."],
  signed_out: ["U bent uitgelogd", "Log opnieuw in. Wat u schreef, staat er nog."],
  posting_closed: ["Hier kunt u nog niets versturen", "Deze organisatie geeft nog geen passen uit."],
  too_long: ["De tekst is te lang", "Maak de tekst korter. Daarna past hij wel."],
  log_damaged: [
    "Het logboek is beschadigd",
    "Wat de server gaf, klopt niet met zijn eigen bewijs. Wij gebruiken het niet. Wat u al zag, blijft staan. Meld dit bij de ondernemingsraad.",
  ],
  log_inconsistent: [
    "Het logboek is veranderd",
    "De server toont een ander logboek dan eerst. Wij nemen dat niet over. Wat u al zag, blijft staan. Meld dit bij de ondernemingsraad.",
  ],
  directory_unsound: [
    "De sleutels zijn niet in orde",
    "Twee van de drie partijen moeten voor de sleutels tekenen. Dat is nu niet zo. Verstuur niets en meld dit bij de ondernemingsraad.",
  ],
  not_ready: ["Deze organisatie is nog niet ingericht", "Kom later terug."],
  defect: [
    "Deze pagina doet het niet goed",
    "Laad de pagina opnieuw. Blijft het zo, meld het dan met de code hieronder.",
  ],
};

export function failureOf(error: unknown): { readonly code: FailureCode; readonly detail: string } {
  if (error instanceof VaultError) return error;
  return { code: "defect", detail: error instanceof Error ? error.name : "unknown" };
}

/** An error in words, with its details for whoever is asked to help, and what to do next. */
export function failureView(error: unknown, actions: TemplateResult | null = null): TemplateResult {
  const { code, detail } = failureOf(error);
  const [title, advice] = SENTENCES[code];
  return html`<div class="ts-summary" role="alert" id="failure" tabindex="-1">
    <h2 class="nl-heading nl-heading--level-3">${title}</h2>
    <p>${advice}</p>
    ${detail === "" ? null : html`<p class="ts-small ts-soft">Code: ${code}, ${detail}</p>`}
    ${actions === null ? null : html`<div class="ts-actions">${actions}</div>`}
  </div>`;
}
