// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { go } from "../design/go.ts";
import { row } from "../design/sheet.ts";
import { wayView } from "../design/way.ts";
import { readersPicture } from "./readers-picture.ts";
import { readersTable } from "./readers-table.ts";

const way = (): TemplateResult =>
  wayView(
    [
      {
        when: msg("Eerst"),
        title: msg("U schrijft uw signaal"),
        text: msg("In acht stappen. U kunt altijd terug. Er wordt niets bewaard en niets verstuurd."),
      },
      {
        when: msg("Daarna"),
        title: msg("U kiest wie het leest"),
        text: msg("Eén team van vertrouwenspersonen. U ziet hun namen. Wie het niet mag zien, sluit u uit."),
      },
      {
        when: msg("Dan"),
        title: msg("U krijgt een codenaam"),
        text: msg("Zeven woorden op papier. Uw browser maakt ze. Niemand anders kent ze."),
        isRung: true,
      },
      {
        when: msg("Bij het versturen"),
        title: msg("Uw tekst gaat op slot"),
        text: msg(
          "Op uw eigen apparaat, in vijf enveloppen die even groot zijn als alle andere. De server kan ze niet openen.",
        ),
      },
      {
        when: msg("Binnen 2 werkdagen"),
        title: msg("Een vertrouwenspersoon leest het"),
        text: msg("Dat is de afspraak. U ziet wie het las, en op welke dag."),
        isWaiting: true,
        isRung: true,
      },
      {
        when: msg("Binnen 30 werkdagen"),
        title: msg("U krijgt antwoord, met redenen"),
        text: msg("Overgenomen, deels of niet. Ook dat is een afspraak. U kunt terugschrijven zo vaak u wilt."),
        isWaiting: true,
      },
    ],
    2,
  );

export function howPage(from: EventTarget): TemplateResult {
  return html`${row(
    msg("Zo werkt het"),
    html`<h1 class="nl-heading nl-heading--level-1">${msg("De weg van uw signaal")}</h1>
      <p class="nl-paragraph nl-paragraph--lead">
        ${msg("Zonder uw naam, en zonder account. Met een codenaam volgt u wat ermee gebeurt.")}
      </p>`,
  )}
  ${way()}
  ${row(
    msg("Nog niet"),
    html`<h2 class="nl-heading nl-heading--level-2">${msg("Wat deze versie nog niet doet")}</h2>
      <p class="ts-measure">
        ${msg("Blijft het stil, dan gaat uw signaal nog niet vanzelf omhoog. Ook leest de ondernemingsraad nog geen cijfers. Dat komt later.")}
      </p>`,
  )}
  ${row(
    msg("Wie ziet wat"),
    html`<h2 class="nl-heading nl-heading--level-2">${msg("Alleen u en het team kunnen uw tekst lezen")}</h2>
      <div class="ts-figure">${readersPicture()} ${readersTable()}</div>
      <div class="ts-actions">
        <button type="button" class="nl-button nl-button--primary" @click=${() => go(from, { page: "write" })}>
          ${msg("Een signaal geven")}
        </button>
        <button type="button" class="nl-button" @click=${() => go(from, { page: "limits" })}>
          ${msg("Wat we niet kunnen beschermen")}
        </button>
      </div>`,
  )}`;
}
