// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { go } from "../design/go.ts";
import { pageLink } from "../design/page-link.ts";
import { PageElement } from "../design/page.ts";
import { pairsView } from "../design/pairs.ts";
import { sectionView } from "../design/section.ts";
import { row } from "../design/sheet.ts";
import { timeView } from "../design/time.ts";

/** What this is, what one may expect, and what it cannot do. Claims nothing that is not built. */
export class HomePage extends PageElement {
  #start(): TemplateResult {
    return row(
      "",
      html`<h1 class="nl-heading nl-heading--level-1">${msg("Een goed besluit kan tegen een ander geluid.")}</h1>
        <p class="nl-paragraph nl-paragraph--lead">
          ${msg(
            "Zijn er andere keuzes die niemand heeft gewogen? Blijft een signaal uit de uitvoering liggen? Vertel het hier. Uw naam hebben we niet nodig.",
          )}
        </p>
        <div class="ts-actions">
          <button
            type="button"
            class="nl-button nl-button--primary"
            @click=${() => {
              go(this, { page: "write" });
            }}
          >
            ${msg("Een signaal geven")}
          </button>
          <button
            type="button"
            class="nl-button"
            @click=${() => {
              go(this, { page: "follow" });
            }}
          >
            ${msg("Verder met mijn codenaam")}
          </button>
        </div>
        <p class="ts-soft ts-small">${msg("Er gaat niets weg zolang u niet op ‘Versturen’ drukt.")}</p>`,
    );
  }

  #example(): TemplateResult {
    return html`<section class="ts-row" aria-labelledby="voorbeeld">
      <h2 id="voorbeeld" class="ts-hidden">${msg("Een voorbeeld van een signaal")}</h2>
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

  #expectations(): TemplateResult {
    return html`${sectionView(
      msg("Wat u mag verwachten"),
      msg("Stilte is geen antwoord"),
      html`<p>
          ${msg(
            "Voor elk signaal zijn termijnen afgesproken. Dat zijn afspraken van de organisatie. Wij kunnen niet garanderen dat iedereen ze nakomt.",
          )}
        </p>
        <p>${msg("Reageert er niemand? In deze eerste versie gaat uw signaal dan nog niet vanzelf verder.")}</p>`,
    )}
    ${timeView([
      {
        mark: "",
        when: msg("Vooraf"),
        title: msg("U neemt een pas of een kaart"),
        text: msg("Daarmee laat u zien dat u hier werkt. Wie u bent, staat er niet in."),
      },
      {
        mark: "",
        when: msg("Eerst"),
        title: msg("U schrijft uw signaal"),
        text: msg("Feiten en oordeel apart. U ziet vooraf wie het leest, en precies wat zij lezen."),
      },
      {
        mark: "is-rung",
        when: msg("Dan"),
        title: msg("U krijgt een codenaam en verstuurt"),
        text: msg("Zeven woorden. Schrijf ze op papier en neem ze mee naar huis. Daarmee komt u terug."),
      },
      {
        mark: "is-after",
        when: msg("Gewone afspraak: binnen 2 werkdagen"),
        title: msg("Een vertrouwenspersoon leest het"),
        text: msg("U ziet wie het las, en op welke dag."),
      },
      {
        mark: "is-after",
        when: msg("Gewone afspraak: binnen 30 werkdagen, en vóór het besluit"),
        title: msg("U leest het antwoord, met redenen"),
        text: msg("Overgenomen, deels, of niet. Met uw codenaam praat u verder, vanaf elk apparaat."),
      },
    ])}
    ${row(
      "",
      html`<p class="ts-soft ts-small">
          ${msg("Uw organisatie kan andere termijnen afspreken. Die staan bij ‘Onze gedragslijn’.")}
        </p>
        ${pageLink("how", msg("Lees stap voor stap hoe het werkt"))}`,
    )}`;
  }

  #limits(): TemplateResult {
    return sectionView(
      msg("Voordat u begint"),
      msg("Wat wij wel en niet kunnen beschermen"),
      html`${pairsView([
        [
          msg("Uw naam"),
          msg(
            "Die vragen we hier niet. Wie een pas ophaalt, logt in op een andere pagina. Die ziet niet wat u ermee doet.",
          ),
        ],
        [
          msg("Uw tekst"),
          msg(
            html`Die gaat op uw eigen apparaat op slot. De beheerder van de server kan hem
              <strong>niet</strong> lezen.`,
          ),
        ],
        [
          msg("Dat u hier was"),
          msg(
            html`Uw netwerk ziet dat u deze pagina bezoekt, en wie haar levert ziet het adres van uw apparaat. Dat
              kunnen wij <strong>niet</strong> verbergen. Wat u verstuurt, en of u iets verstuurt, zien zij niet.`,
          ),
        ],
        [
          msg("Met hoeveel u bent"),
          msg("Een signaal kan van iedereen met een pas of kaart zijn. Zijn dat er weinig, dan zegt dat iets over u."),
        ],
        [
          msg("Hoe u schrijft, en wat u weet"),
          msg(html`Daaraan kan iemand u herkennen. Dat kunnen wij <strong>niet</strong> verbergen.`),
        ],
        [
          msg("Uw werklaptop"),
          msg(
            "Uw werkgever kan misschien meekijken. Gebruik liever uw eigen telefoon, buiten het netwerk van het werk.",
          ),
        ],
        [
          msg("De wet"),
          msg(
            html`Bij een misstand beschermt de wet wie meldt. Bij gewone tegenspraak is dat <strong>niet</strong> zo.`,
          ),
        ],
      ])}
      ${pageLink("limits", msg("Lees wat we niet kunnen beschermen, en wat u zelf kunt doen"))}`,
    );
  }

  protected override render(): TemplateResult {
    return html`${this.#start()} ${this.#example()} ${this.#expectations()} ${this.#limits()}`;
  }
}

customElements.define("ts-home", HomePage);
