// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { go } from "../design/go.ts";
import { PageElement } from "../design/page.ts";
import { row } from "../design/sheet.ts";
import { wayView } from "../design/way.ts";

/** What this is, what one may expect, and what it cannot do. Claims nothing that is not built. */
export class HomePage extends PageElement {
  #welcome(): TemplateResult {
    return html`<h1 class="nl-heading nl-heading--level-1">${msg("Een goed besluit kan tegen een ander geluid.")}</h1>
      <p class="nl-paragraph nl-paragraph--lead">
        ${msg("Zijn er andere keuzes die niemand heeft gewogen? Blijft een signaal uit de uitvoering liggen? Vertel het hier. Uw naam hebben we niet nodig.")}
      </p>
      <div class="ts-actions">
        <button type="button" class="nl-button nl-button--primary" @click=${() => go(this, { page: "write" })}>
          ${msg("Een signaal geven")}
        </button>
        <button type="button" class="nl-button" @click=${() => go(this, { page: "follow" })}>
          ${msg("Verder met mijn codenaam")}
        </button>
      </div>
      <p class="ts-soft ts-small">${msg("Er gaat niets weg zolang u niet op ‘Versturen’ drukt.")}</p>`;
  }

  #example(): TemplateResult {
    return html`<section class="ts-row" aria-labelledby="example">
      <h2 id="example" class="ts-hidden">${msg("Een voorbeeld van een signaal")}</h2>
      <div class="ts-margin ts-aside">
        <p>${msg("‘Met de mensen die er nu zijn, halen we twaalf dagen. Drie loketten schreven dat al in juni.’")}</p>
      </div>
      <div class="ts-main ts-voice">
        <p class="ts-example">
          ${msg(html`Vanaf 1&nbsp;april beslissen wij <mark>binnen vijf werkdagen</mark> op elke aanvraag.`)}
        </p>
        <p class="ts-soft ts-small">${msg("Een voorbeeld: een besluit, en wat een collega ernaast zet.")}</p>
      </div>
    </section>`;
  }

  #way(): TemplateResult {
    return wayView(
      [
        {
          when: msg("Eerst"),
          title: msg("U schrijft uw signaal"),
          text: msg("Feiten en oordeel apart. U ziet vooraf wie het leest, en precies wat zij lezen."),
        },
        {
          when: msg("Dan"),
          title: msg("U krijgt een codenaam"),
          text: msg("Zeven woorden. Schrijf ze op papier en neem ze mee naar huis. Daarmee komt u terug."),
          isRung: true,
        },
        {
          when: msg("Daarna"),
          title: msg("U leest het antwoord en praat verder"),
          text: msg("Met alleen uw codenaam, vanaf elk apparaat."),
          isWaiting: true,
        },
      ],
      3,
    );
  }

  #limits(): TemplateResult {
    const pair = (term: string, text: TemplateResult | string): TemplateResult =>
      html`<div>
        <dt>${term}</dt>
        <dd>${text}</dd>
      </div>`;
    return html`<h2 class="nl-heading nl-heading--level-2">${msg("Wat wij wel en niet kunnen beschermen")}</h2>
      <dl class="ts-pairs">
        ${pair(msg("Uw naam"), msg("Die vragen we niet. Er is geen account."))}
        ${pair(msg("Uw tekst"), msg(html`Die gaat op uw apparaat op slot. De beheerder van de server kan hem <strong>niet</strong> lezen.`))}
        ${pair(msg("Dat u hier was"), msg(html`Uw netwerk kan zien dát u deze pagina bezoekt. Dat kunnen wij <strong>niet</strong> verbergen.`))}
        ${pair(msg("Uw woorden"), msg(html`Aan uw manier van schrijven, en aan wat bijna niemand weet, kan iemand u herkennen. Dat kunnen wij <strong>niet</strong> verbergen.`))}
        ${pair(msg("Uw werklaptop"), msg("Uw werkgever kan misschien meekijken. Gebruik liever uw eigen telefoon, buiten het netwerk van het werk."))}
        ${pair(msg("Misstanden"), msg(html`Bij een misstand beschermt de wet wie meldt. Bij gewone tegenspraak is dat <strong>niet</strong> zo.`))}
      </dl>
      <button type="button" class="ts-link" @click=${() => go(this, { page: "limits" })}>
        ${msg("Lees wat u vooraf kunt doen")}
      </button>`;
  }

  protected override render(): TemplateResult {
    return html`${row("", this.#welcome())} ${this.#example()}
    ${row(
      msg("Zo gaat het"),
      html`<h2 class="nl-heading nl-heading--level-2">${msg("U schrijft, een vertrouwenspersoon leest")}</h2>
        <p class="ts-measure">
          ${msg("Uw tekst gaat op slot op uw eigen apparaat. Alleen de mensen die u op het scherm ziet, kunnen hem openen.")}
        </p>`,
    )}
    ${this.#way()}
    ${row(
      "",
      html`<button type="button" class="ts-link" @click=${() => go(this, { page: "how" })}>
        ${msg("Zo werkt het, stap voor stap, en wie wat ziet")}
      </button>`,
    )}
    ${row(msg("Voordat u begint"), this.#limits())}`;
  }
}

customElements.define("ts-home", HomePage);
