// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import "../design/design.ts";
import { msg } from "@lit/localize";
import { Task } from "@lit/task";
import { html, nothing, type TemplateResult } from "lit";
import { failureView } from "../design/failure.ts";
import { languageSwitch } from "../design/language.ts";
import { PageElement } from "../design/page.ts";
import { progressView } from "../design/progress.ts";
import { sectionView, titleView } from "../design/section.ts";
import { row } from "../design/sheet.ts";
import { signerName } from "../design/signer.ts";
import { fetchLanguages } from "../locales/locale.ts";
import { staffTexts } from "../locales/staff/texts.ts";
import { readDemo, type Demo } from "../transport.ts";

const SHOWN_CARDS = 5;

/** Who there is in the demo, and how to be them. */
export class DemoPage extends PageElement {
  readonly #demo = new Task(this, { task: () => readDemo(), args: () => [] });

  override connectedCallback(): void {
    super.connectedCallback();
    fetchLanguages(staffTexts);
  }

  #people(demo: Demo): TemplateResult {
    const { members, cards, desk, submitter, passes } = demo;
    return html`${sectionView(
      msg("Zo probeert u het uit"),
      msg("Wees eerst de melder, dan de vertrouwenspersoon"),
      html`${
          passes === null
            ? nothing
            : html`<p>
                  ${msg("Neem eerst een pas, als een van drie medewerkers. Of gebruik een kaart van hieronder.")}
                </p>
                <p><a class="nl-link ts-alone" href=${passes}>${msg("Naar de pagina voor passen")}</a></p>`
        }
        <p>${msg("Geef een signaal met die pas of kaart, en schrijf de codenaam op.")}</p>
        <p><a class="nl-link ts-alone" href=${submitter}>${msg("Naar de pagina van de melder")}</a></p>
        <p>${msg("Ga dan naar de werkplek, en log in met de woorden van iemand uit het team dat u koos.")}</p>
        <p><a class="nl-link ts-alone" href=${desk}>${msg("Naar de werkplek")}</a></p>`,
    )}
    ${sectionView(
      msg("De mensen"),
      msg("Vier vertrouwenspersonen in twee teams, en het lid van de ondernemingsraad dat kaarten maakt"),
      html`<dl class="ts-pairs">
        ${members.map(
          ({ name, team, phrase }) =>
            html`<div>
              <dt>${name}, ${team}</dt>
              <dd class="ts-code" lang="nl">${phrase}</dd>
            </div>`,
        )}
      </dl>`,
    )}
    ${this.#cards(cards)} ${this.#signers(demo)}`;
  }

  /** Two of them change the list of keys: one proposes, another signs. */
  #signers({ signers, ceremony, keys }: Demo): TemplateResult {
    return sectionView(
      msg("Wie de lijst tekent"),
      msg("Twee van deze drie veranderen samen wie er meeleest"),
      html`<p>
          ${msg("Log in als de een en stel iets voor. Log dan in als de ander, bekijk de verschillen en teken.")}
        </p>
        <p><a class="nl-link ts-alone" href=${ceremony}>${msg("Naar de lijst met sleutels")}</a></p>
        <p>${msg("Iedereen hierboven kan ook de eigen sleutels bekijken, met dezelfde zes woorden.")}</p>
        <p><a class="nl-link ts-alone" href=${keys}>${msg("Naar mijn sleutels")}</a></p>
        <dl class="ts-pairs">
          ${signers.map(
            ({ name, role, phrase }) =>
              html`<div>
                <dt>${name}, ${signerName(role)}</dt>
                <dd class="ts-code" lang="nl">${phrase}</dd>
              </div>`,
          )}
        </dl>`,
    );
  }

  /** A few of those that nobody gave in: a page of sixty would bury the rest. */
  #cards(cards: Demo["cards"]): TemplateResult {
    const shown = cards.slice(0, SHOWN_CARDS);
    return sectionView(
      msg("Kaarten"),
      msg("Zoals medewerkers ze van de ondernemingsraad krijgen"),
      shown.length === 0
        ? html`<p>${msg("Alle kaarten van de proef zijn gebruikt. Neem een pas, of maak nieuwe kaarten.")}</p>`
        : html`<p>${msg("Elke kaart kan één keer. Deze zijn nog niet gebruikt.")}</p>
            <ul class="ts-code" lang="nl">
              ${shown.map((words) => html`<li>${words.join(" ")}</li>`)}
            </ul>`,
    );
  }

  #failed(error: unknown): TemplateResult {
    const again = html`<button type="button" class="nl-button" @click=${() => void this.#demo.run()}>
      ${msg("Opnieuw proberen")}
    </button>`;
    return row("", failureView(error, again));
  }

  protected override render(): TemplateResult {
    return html`<div class="ts-sheet">
      <header class="ts-row ts-head">
        <p class="ts-margin">${msg("Proefopstelling")}</p>
        <div class="ts-main">
          <p class="ts-brand ts-voice">Tegenspraak</p>
          <div class="ts-nav">${languageSwitch()}</div>
        </div>
      </header>
      <main>
        ${titleView(
          "",
          msg("Hier is niets echt"),
          msg(
            "De organisatie en de mensen zijn verzonnen, en hun geheime woorden staan hieronder. Schrijf hier dus niets wat echt is.",
          ),
        )}
        ${this.#demo.render({
          initial: () => row("", progressView(msg("De lijst wordt opgehaald."))),
          pending: () => row("", progressView(msg("De lijst wordt opgehaald."))),
          complete: (demo) => this.#people(demo),
          error: (error) => this.#failed(error),
        })}
      </main>
    </div>`;
  }
}

customElements.define("ts-demo", DemoPage);
