// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { html, type TemplateResult } from "lit";
import { PageElement } from "../design/page.ts";
import { row } from "../design/sheet.ts";

/** What this is, what one may expect, and what it cannot do. Claims nothing that is not built. */
export class HomePage extends PageElement {
  #go(name: "write" | "follow"): void {
    this.dispatchEvent(new CustomEvent("go", { detail: { page: name }, bubbles: true }));
  }

  protected override render(): TemplateResult {
    return html`${row(
        "",
        html`<h1 class="nl-heading nl-heading--level-1">Een goed besluit kan tegen een ander geluid.</h1>
          <p class="nl-paragraph nl-paragraph--lead">
            Zijn er andere keuzes die niemand heeft gewogen? Blijft een signaal uit de uitvoering liggen? Vertel het
            hier. Uw naam hebben we niet nodig.
          </p>
          <div class="ts-actions">
            <button type="button" class="nl-button nl-button--primary" @click=${() => this.#go("write")}>
              Een signaal geven
            </button>
            <button type="button" class="nl-button" @click=${() => this.#go("follow")}>Verder met mijn codenaam</button>
          </div>
          <p class="ts-soft ts-small">Er gaat niets weg zolang u niet op ‘Versturen’ drukt.</p>`,
      )}
      <section class="ts-row" aria-labelledby="voorbeeld">
        <h2 id="voorbeeld" class="ts-hidden">Een voorbeeld van een signaal</h2>
        <div class="ts-margin ts-aside">
          <p>‘Met de mensen die er nu zijn, halen we twaalf dagen. Drie loketten schreven dat al in juni.’</p>
        </div>
        <div class="ts-main ts-voice">
          <p class="ts-example">
            Vanaf 1&nbsp;april beslissen wij <mark>binnen vijf werkdagen</mark> op elke aanvraag.
          </p>
          <p class="ts-soft ts-small">Een voorbeeld: een besluit, en wat een collega ernaast zet.</p>
        </div>
      </section>
      ${row(
        "Zo gaat het",
        html`<h2 class="nl-heading nl-heading--level-2">U schrijft, een vertrouwenspersoon leest</h2>
          <p>
            Uw tekst gaat op slot op uw eigen apparaat. Alleen de mensen die u op het scherm ziet, kunnen hem openen.
          </p>`,
      )}
      <ol class="ts-time">
        <li>
          <p class="ts-when">Eerst</p>
          <div class="ts-what">
            <h3 class="nl-heading nl-heading--level-3">U schrijft uw signaal</h3>
            <p>Feiten en oordeel apart. U ziet vooraf wie het leest, en precies wat zij lezen.</p>
          </div>
        </li>
        <li class="is-rung">
          <p class="ts-when">Dan</p>
          <div class="ts-what">
            <h3 class="nl-heading nl-heading--level-3">U krijgt een codenaam</h3>
            <p>Zeven woorden. Schrijf ze op papier en neem ze mee naar huis. Daarmee komt u terug.</p>
          </div>
        </li>
        <li class="is-auto">
          <p class="ts-when">Daarna</p>
          <div class="ts-what">
            <h3 class="nl-heading nl-heading--level-3">U leest het antwoord en praat verder</h3>
            <p>Met alleen uw codenaam, vanaf elk apparaat.</p>
          </div>
        </li>
      </ol>
      ${row(
        "Voordat u begint",
        html`<h2 class="nl-heading nl-heading--level-2">Wat wij wel en niet kunnen beschermen</h2>
          <dl class="ts-pairs">
            <div>
              <dt>Uw naam</dt>
              <dd>Die vragen we niet. Er is geen account.</dd>
            </div>
            <div>
              <dt>Uw tekst</dt>
              <dd>Die gaat op uw apparaat op slot. De beheerder van de server kan hem <strong>niet</strong> lezen.</dd>
            </div>
            <div>
              <dt>Dat u hier was</dt>
              <dd>Uw netwerk kan zien dát u deze pagina bezoekt. Dat kunnen wij <strong>niet</strong> verbergen.</dd>
            </div>
            <div>
              <dt>Het adres van uw apparaat</dt>
              <dd>
                De server bewaart het niet, maar kan het <strong>wel</strong> zien. In deze eerste versie is het nog
                niet afgeschermd.
              </dd>
            </div>
            <div>
              <dt>Uw manier van schrijven</dt>
              <dd>Die kunnen wij <strong>niet</strong> verbergen. Schrijf kort en gewoon.</dd>
            </div>
            <div>
              <dt>Wat bijna niemand weet</dt>
              <dd>Daaraan kan iemand u herkennen. Laat het weg als het kan.</dd>
            </div>
            <div>
              <dt>Uw werklaptop</dt>
              <dd>
                Uw werkgever kan misschien meekijken. Gebruik liever uw eigen telefoon, buiten het netwerk van het werk.
              </dd>
            </div>
            <div>
              <dt>Misstanden</dt>
              <dd>
                Bij een misstand beschermt de wet wie meldt. Bij gewone tegenspraak is dat <strong>niet</strong> zo.
                Vraag een vertrouwenspersoon welke weg past.
              </dd>
            </div>
          </dl>`,
      )}`;
  }
}

customElements.define("ts-home", HomePage);
