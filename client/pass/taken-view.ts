// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { pairsView } from "../design/pairs.ts";
import { qrView } from "../design/qr.ts";
import { row } from "../design/sheet.ts";
import { sectionView } from "../design/section.ts";
import type { PassStanding, TakenPass } from "../protocol/index.ts";

interface Actions {
  readonly onSave: () => void;
  readonly onPrint: () => void;
  readonly onBack: () => void;
  readonly onSignOut: () => void;
}

/** An address to copy by hand, not a link: going there at once would put a name and a visit side by side. */
const addressView = (address: string): TemplateResult =>
  html`<span class="ts-strong">${address.replace(/^https?:\/\//, "")}</span>`;

function nextSteps({ submitter }: PassStanding): TemplateResult {
  return pairsView([
    [
      msg("Bewaar hem als een toegangskaart"),
      msg(
        "Thuis, en niet op het werk. Print hem, maak met uw eigen telefoon een foto van de code, of bewaar het bestand op iets dat van u is. Mail hem niet.",
      ),
    ],
    [
      msg("Gebruik hem niet vandaag"),
      msg(
        "Wacht tot u iets te zeggen hebt, en neem daar een andere dag voor. Dan ligt er tijd tussen uw naam en uw signaal.",
      ),
    ],
    [
      msg("Gebruik hem thuis"),
      html`${msg("Op uw eigen apparaat, buiten het netwerk van het werk. Typ daar dit adres:")}
      ${addressView(submitter)}`,
      msg("Daar vragen ze om uw pas. U laat de code aan de camera zien, of u kiest het bestand."),
    ],
    [
      msg("Kwijt"),
      msg(
        "Niemand kan hem opnieuw maken. Neem dan een nieuwe, zolang u er dit kwartaal nog een hebt. Wie hem vindt, kan ermee schrijven, maar ziet niet van wie hij was.",
      ),
    ],
  ]);
}

/** A pass, while this page is open and no longer. Printed it is a code and nothing else. */
export function takenView(
  pass: TakenPass,
  standing: PassStanding,
  isKept: boolean,
  { onSave, onPrint, onBack, onSignOut }: Actions,
): TemplateResult {
  return html`<div class="ts-noprint">
      ${row(
        msg("U bent ingelogd"),
        html`<h1 class="nl-heading nl-heading--level-1">${msg("Dit is uw pas")}</h1>
          <p class="nl-paragraph nl-paragraph--lead">
            ${msg("Bewaar hem nu. Hij staat alleen op deze pagina, en wij kunnen hem niet nog eens laten zien.")}
          </p>`,
      )}
    </div>
    <div class="ts-row ts-pass">
      <div class="ts-main">
        ${qrView(pass.text, msg("QR-code van uw pas. Het bestand is hetzelfde, voor wie de code niet kan gebruiken."), "low")}
        <p class="ts-measure ts-noprint">
          ${msg("Het beste is een foto van de code met uw eigen telefoon. Bewaren zet een bestand op dit apparaat. Is het apparaat van uw werk, zet het bestand dan op iets van uzelf, en gooi het hier weg.")}
        </p>
        <div class="ts-actions ts-noprint">
          <button type="button" class="nl-button nl-button--primary" @click=${onSave}>
            ${msg("Bewaren als bestand")}
          </button>
          <button type="button" class="nl-button" @click=${onPrint}>${msg("Printen")}</button>
        </div>
        <p class="ts-small ts-soft ts-noprint" role="status">
          ${
            isKept
              ? msg("Kijk even of het gelukt is, voordat u deze pagina sluit.")
              : msg("Print liever niet op het werk.")
          }
        </p>
      </div>
    </div>
    <div class="ts-noprint">
      ${sectionView(msg("Wat nu"), msg("Eerst bewaren, later gebruiken"), nextSteps(standing))}
      ${row(
        "",
        html`<div class="ts-actions">
          <button type="button" class="nl-button" @click=${onSignOut}>${msg("Uitloggen")}</button>
          <button type="button" class="ts-link ts-alone" @click=${onBack}>${msg("Terug")}</button>
        </div>`,
      )}
    </div>`;
}
