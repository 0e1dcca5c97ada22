// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { row } from "../design/sheet.ts";
import { pairsView } from "./pairs.ts";

export function accessPage(): TemplateResult {
  const h2 = (title: string): TemplateResult => html`<h2 class="nl-heading nl-heading--level-2">${title}</h2>`;
  return html`${row(
    msg("Toegankelijkheid"),
    html`<h1 class="nl-heading nl-heading--level-1">${msg("Iedereen moet hier kunnen schrijven")}</h1>
      <p class="nl-paragraph nl-paragraph--lead">
        ${msg("Deze pagina’s zijn gemaakt naar de regels van WCAG 2.2, niveau AA. Nog niemand heeft dat van buiten onderzocht.")}
      </p>`,
  )}
  ${row(
    msg("Wat werkt"),
    html`${h2(msg("Wat wij hebben getest"))}
    ${pairsView([
      [msg("Toetsenbord"), msg("De hele weg, van schrijven tot antwoord, gaat zonder muis.")],
      [msg("Klein scherm"), msg("Alle pagina’s passen op 320 pixels breed.")],
      [msg("Kleuren"), msg("Licht en donker, veel contrast, en de kleuren van uw eigen systeem.")],
      [msg("Beweging"), msg("Vraagt uw systeem om rust, dan beweegt er niets.")],
      [msg("Taal"), msg("Nederlands en Engels, in korte zinnen.")],
    ])}`,
  )}
  ${row(
    msg("Wat tekortschiet"),
    html`${h2(msg("Wat nog niet goed genoeg is"))}
    ${pairsView([
      [msg("Niet met mensen getest"), msg("Nog niemand met een schermlezer of spraakbediening heeft dit geprobeerd.")],
      [msg("JavaScript"), msg("Uw browser doet de tekst op slot. Zonder JavaScript kan dat niet.")],
      [msg("Zeven woorden"), msg("Die moet u typen. Bij een typefout helpen wij met het woord dat u bedoelt.")],
      [msg("Drie keer Shift"), msg("Daarmee verlaat u de pagina. Wie vaak Shift gebruikt, kan dat per ongeluk doen.")],
      [msg("Datum"), msg("Het veld voor een datum is dat van uw browser, in de taal van uw browser.")],
    ])}`,
  )}
  ${row(
    msg("Hulp"),
    html`${h2(msg("Lukt iets niet?"))}
      <p class="ts-measure">
        ${msg("Zeg het de ondernemingsraad of een vertrouwenspersoon. U hoeft daarbij niet te zeggen waarom u hier was.")}
      </p>`,
  )}`;
}
