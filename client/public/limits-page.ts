// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { row } from "../design/sheet.ts";
import { pairsView } from "./pairs.ts";

const device = (): TemplateResult =>
  pairsView([
    [
      msg("Uw netwerk"),
      msg("Het ziet dat u deze pagina opent, en aan de grootte dat u iets verstuurt. Niet wat."),
      msg("Gebruik liever internet van thuis of van uw telefoon."),
    ],
    [
      msg("Het adres van uw apparaat"),
      msg("De server bewaart het niet, maar kan het wel zien. In deze versie is het nog niet afgeschermd."),
    ],
    [
      msg("Uw werklaptop"),
      msg("Uw werkgever kan misschien meekijken op het scherm en met wat u typt."),
      msg("Gebruik liever uw eigen telefoon."),
    ],
    [
      msg("Uw browser"),
      msg("Een extensie kan lezen wat op een pagina staat."),
      msg("Een privévenster laat in uw geschiedenis niets achter."),
    ],
    [msg("Deze pagina zelf"), msg("Wie haar aanbiedt, kan een valse aanbieden. Niets ontdekt dat nu nog.")],
  ]);

const text = (): TemplateResult =>
  pairsView([
    [msg("Uw manier van schrijven"), msg("Die kunnen wij niet verbergen. Schrijf kort en gewoon.")],
    [
      msg("Wat bijna niemand weet"),
      msg("Daaraan kan iemand u herkennen. Denk aan een getal, een plek of een gesprek met twee mensen."),
      msg("Laat het weg als het kan."),
    ],
    [
      msg("Wat het team ermee doet"),
      msg("Wie het leest, kan het doorvertellen. Kies daarom zelf wie het leest, en wat omhoog mag."),
    ],
    [
      msg("De Wet open overheid"),
      msg("Feiten en voorstellen over een besluit kunnen later openbaar worden. Schrijf ze zo dat dat mag."),
    ],
    [
      msg("Een misdrijf"),
      msg("Ambtenaren moeten sommige misdrijven aangeven. Dat kan ook gelden voor wie uw signaal leest."),
    ],
  ]);

const words = (): TemplateResult =>
  pairsView([
    [msg("Kwijt"), msg("Dan kan niemand u terughelpen. Wij ook niet.")],
    [msg("In verkeerde handen"), msg("Wie de woorden heeft, leest alles en kan namens u antwoorden. Voor altijd.")],
    [msg("Op papier"), msg("Een printer op het werk kan bewaren wat u print. Schrijf de woorden liever zelf op.")],
  ]);

export function limitsPage(): TemplateResult {
  const h2 = (title: string): TemplateResult => html`<h2 class="nl-heading nl-heading--level-2">${title}</h2>`;
  return html`${row(
    msg("Voordat u begint"),
    html`<h1 class="nl-heading nl-heading--level-1">${msg("Wat we niet kunnen beschermen")}</h1>
      <p class="nl-paragraph nl-paragraph--lead">
        ${msg("Uw tekst gaat op slot. Maar er is meer waaraan iemand u kan herkennen. Lees dit rustig.")}
      </p>`,
  )}
  ${row(msg("Waar u bent"), html`${h2(msg("Uw apparaat en uw netwerk"))} ${device()}`)}
  ${row(msg("Wat u schrijft"), html`${h2(msg("Uw woorden kunnen u verraden"))} ${text()}`)}
  ${row(msg("Uw codenaam"), html`${h2(msg("Zeven woorden zijn de enige sleutel"))} ${words()}`)}
  ${row(
    msg("De wet"),
    html`${h2(msg("Bij gewone tegenspraak beschermt de wet u niet"))}
      <p class="ts-measure">
        ${msg("Wie een misstand meldt, wordt beschermd door de Wet bescherming klokkenluiders. Bij een ander geluid over een besluit is dat niet zo.")}
      </p>
      <p class="ts-measure">${msg("Twijfelt u? Praat eerst met een vertrouwenspersoon. Die weet welke weg past.")}</p>`,
  )}`;
}
