// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { row } from "../design/sheet.ts";
import { pairsView } from "./pairs.ts";

export function privacyPage(): TemplateResult {
  const h2 = (title: string): TemplateResult => html`<h2 class="nl-heading nl-heading--level-2">${title}</h2>`;
  return html`${row(
    msg("Privacy"),
    html`<h1 class="nl-heading nl-heading--level-1">${msg("Wat wij van u bewaren")}</h1>
      <p class="nl-paragraph nl-paragraph--lead">
        ${msg("Uw tekst, op slot, en niets over wie u bent. Geen account, geen cookie, geen teller.")}
      </p>`,
  )}
  ${row(
    msg("Wel bewaard"),
    html`${h2(msg("Wat er blijft, en hoe lang"))}
    ${pairsView([
      [
        msg("Uw tekst"),
        msg("Op slot, in het logboek. Alleen u en het team kunnen hem openen."),
        msg("Die blijft voor altijd: uit het logboek kan niets worden gehaald, ook niet door ons."),
      ],
      [msg("De dag"), msg("In uw tekst staat de dag waarop u schreef, geen tijd.")],
      [msg("Namen van lezers"), msg("Vertrouwenspersonen en hun teams staan in een openbare lijst.")],
    ])}`,
  )}
  ${row(
    msg("Niet bewaard"),
    html`${h2(msg("Wat hier niet blijft"))}
    ${pairsView([
      [
        msg("Uw codenaam"),
        msg("Die staat op uw papier, en zolang deze pagina open is in het geheugen van uw browser."),
      ],
      [
        msg("Het adres van uw apparaat"),
        msg("Niet in een tabel en niet in een logregel. Zolang u verbonden bent, kan de server het wel zien."),
      ],
      [msg("Wat u typt en niet verstuurt"), msg("Sluit u de pagina, dan is het weg.")],
      [msg("Anderen"), msg("Er gaat niets naar andere bedrijven: geen lettertypen, kaarten of metingen van buiten.")],
    ])}`,
  )}
  ${row(
    msg("Wie"),
    html`${h2(msg("Wie gaat hierover?"))}
      <p class="ts-measure">
        ${msg("Uw organisatie bepaalt waarvoor dit wordt gebruikt, en is daarvoor verantwoordelijk. Vragen stelt u aan de functionaris gegevensbescherming.")}
      </p>`,
  )}`;
}
