// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { html, nothing, type TemplateResult } from "lit";
import type { WordsField, WordsTyped } from "../codename/words-field.ts";
import "../codename/words-field.ts";
import { failureView } from "../design/failure.ts";
import { formatNames, formatTime } from "../design/format.ts";
import { PageElement } from "../design/page.ts";
import { progressView } from "../design/progress.ts";
import { row } from "../design/sheet.ts";
import { ask, derive } from "../vault.ts";
import type { Organisation, Receipt, SignalText, Team } from "../worker/protocol.ts";

type State =
  | { readonly name: "drawing" }
  | { readonly name: "shown" }
  | { readonly name: "typing" }
  | { readonly name: "sending" }
  | { readonly name: "failed"; readonly error: unknown }
  | { readonly name: "sent"; readonly receipt: Receipt };

/**
 * The codename: shown once, typed back from paper, and only then is anything sent. Every visit of this step draws a new one, so
 * that two versions of a signal never share a thread.
 */
export class SendStep extends PageElement {
  static override properties = {
    signal: { attribute: false },
    team: { attribute: false },
    organisation: { attribute: false },
    words: { state: true },
    state: { state: true },
    isOther: { state: true },
  };
  declare signal: SignalText;
  declare team: Team;
  declare organisation: Organisation;
  declare private words: readonly string[];
  declare private state: State;
  /** The words typed are a codename, and not the one that was shown. */
  declare private isOther: boolean;
  #master: Uint8Array | null = null;

  constructor() {
    super();
    this.signal = { title: "", facts: "", judgement: "" };
    this.team = { id: "", name: "", members: [] };
    this.organisation = { origin: "", name: "", teams: [], interval: 0, demo: false };
    this.words = [];
    this.state = { name: "drawing" };
    this.isOther = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#draw();
  }

  async #draw(): Promise<void> {
    try {
      this.words = await ask("drawCodename", { language: "nl" });
      this.state = { name: "shown" };
      await this.focusHeading();
    } catch (error) {
      this.state = { name: "failed", error };
    }
  }

  async #type(): Promise<void> {
    this.state = { name: "typing" };
    await this.focusOn("#words");
  }

  async #showAgain(): Promise<void> {
    this.state = { name: "shown" };
    this.isOther = false;
    await this.focusHeading();
  }

  #submit(event: Event): void {
    event.preventDefault();
    void this.once(() => this.#send());
  }

  async #send(): Promise<void> {
    const field = this.querySelector<WordsField>("ts-words-field");
    try {
      if (this.#master === null && (field === null || (await field.finish()) === null || this.isOther)) return;
      this.state = { name: "sending" };
      this.#master ??= await derive("deriveCodename", {
        text: this.words.join(" "),
        origin: this.organisation.origin,
      });
      const receipt = await ask("sendSignal", { master: this.#master, signal: this.signal, team: this.team.id });
      this.words = [];
      this.state = { name: "sent", receipt };
      this.dispatchEvent(new CustomEvent("sent"));
      await this.focusHeading();
    } catch (error) {
      this.state = { name: "failed", error };
      await this.focusOn("#failure");
    }
  }

  #onWords(event: CustomEvent<WordsTyped>): void {
    const { text, check } = event.detail;
    const typed = text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase().trim().split(/\s+/u).join(" ");
    this.isOther = check?.state === "complete" && typed !== this.words.join(" ");
  }

  #shown(): TemplateResult {
    return html`${row(
        "Laatste stap voor het versturen",
        html`<h1 class="nl-heading nl-heading--level-1 ts-noprint">Dit is uw codenaam</h1>
          <p class="nl-paragraph nl-paragraph--lead ts-noprint">
            Schrijf de zeven woorden op papier. Neem het papier mee naar huis. U ziet ze maar één keer.
          </p>`,
      )}
      <ol class="ts-words" aria-label="Uw codenaam: zes woorden en een controlewoord">
        ${this.words.map((word, i) =>
          i === 6 ? html`<li class="is-check">${word} <small>controlewoord</small></li>` : html`<li>${word}</li>`,
        )}
      </ol>
      <div class="ts-row ts-noprint">
        <div class="ts-main">
          <div class="ts-actions">
            <button type="button" class="nl-button nl-button--primary" @click=${() => void this.#type()}>
              Ik heb ze opgeschreven
            </button>
            <button type="button" class="nl-button" @click=${() => this.dispatchEvent(new CustomEvent("back"))}>
              Terug
            </button>
          </div>
        </div>
      </div>
      <div class="ts-noprint">
        ${row(
          "Goed om te weten",
          html`<h2 class="nl-heading nl-heading--level-2">Deze woorden zijn de enige sleutel</h2>
            <dl class="ts-pairs">
              <div>
                <dt>Kwijt</dt>
                <dd>Dan kan niemand u terughelpen. Wij ook niet. Uw signaal gaat wel door.</dd>
              </div>
              <div>
                <dt>In verkeerde handen</dt>
                <dd>Wie de woorden heeft, kan alles lezen en namens u antwoorden.</dd>
              </div>
              <div>
                <dt>Bewaren</dt>
                <dd>Liever geen foto, en niet in uw mail. Papier thuis is het beste.</dd>
              </div>
              <div>
                <dt>Printen</dt>
                <dd>Niet op het werk. Op de print staan alleen de woorden, zonder uitleg.</dd>
              </div>
            </dl>`,
        )}
      </div>`;
  }

  #typing(): TemplateResult {
    return row(
      "Controle",
      html`<h1 class="nl-heading nl-heading--level-1">Typ de woorden over van uw papier</h1>
        <p class="nl-paragraph nl-paragraph--lead">Zo weet u zeker dat u straks terug kunt komen.</p>
        <form @submit=${(event: Event) => this.#submit(event)}>
          <ts-words-field
            kind="codename"
            label="Alle zeven woorden"
            help="Met spaties ertussen. Hoofdletters maken niet uit."
            @words=${this.#onWords}
          ></ts-words-field>
          <p class="ts-error" role="status">
            ${this.isOther ? "Dit is een andere codenaam dan wij u lieten zien. Kijk nog eens op uw papier." : nothing}
          </p>
          <div class="ts-actions ts-block">
            <button type="submit" class="nl-button nl-button--primary">Versturen</button>
            <button type="button" class="nl-button" @click=${() => void this.#showAgain()}>
              Laat de woorden nog eens zien
            </button>
          </div>
        </form>
        <p class="ts-small ts-soft">
          Uw signaal gaat naar ${formatNames(this.team.members)}. Sluit u daarna deze pagina, dan blijft hier niets
          over.
        </p>`,
    );
  }

  #failed(error: unknown): TemplateResult {
    const again =
      this.#master === null
        ? html`<button type="button" class="nl-button" @click=${() => void this.#draw()}>Opnieuw proberen</button>`
        : html`<button
            type="button"
            class="nl-button nl-button--primary"
            @click=${() => void this.once(() => this.#send())}
          >
            Nog eens versturen
          </button>`;
    return row(
      "Versturen",
      html`<h1 class="nl-heading nl-heading--level-1">Het versturen lukte niet</h1>
        <p class="nl-paragraph nl-paragraph--lead">
          Bewaar uw papier. Uw tekst staat nog in deze pagina. Nog eens versturen kan geen kwaad: het komt één keer aan.
        </p>
        ${failureView(error, again)}
        <button type="button" class="nl-button" @click=${() => this.dispatchEvent(new CustomEvent("back"))}>
          Terug naar mijn tekst
        </button>`,
    );
  }

  #sent(receipt: Receipt): TemplateResult {
    return row(
      "Verstuurd",
      html`<h1 class="nl-heading nl-heading--level-1">Uw signaal is bewaard</h1>
        <p class="nl-paragraph nl-paragraph--lead">
          ${formatNames(this.team.members)} kunnen het lezen vanaf
          <strong class="ts-num">${formatTime(receipt.visibleFrom, this.organisation.interval)}</strong>.
        </p>
        <p>
          Kom terug met uw codenaam. Dan ziet u of er antwoord is. Sluit u deze pagina, dan blijft van uw tekst en uw
          codenaam hier niets over.
        </p>
        <div class="ts-actions">
          <button
            type="button"
            class="nl-button"
            @click=${() => this.dispatchEvent(new CustomEvent("follow", { bubbles: true }))}
          >
            Verder met mijn codenaam
          </button>
        </div>`,
    );
  }

  protected override render(): TemplateResult {
    const { state } = this;
    switch (state.name) {
      case "drawing":
        return row(
          "",
          html`<h1 class="nl-heading nl-heading--level-1">Uw codenaam</h1>
            ${progressView("Wij trekken zeven woorden.")}`,
        );
      case "shown":
        return this.#shown();
      case "typing":
        return this.#typing();
      case "sending":
        return row(
          "Versturen",
          html`<h1 class="nl-heading nl-heading--level-1">Uw tekst gaat op slot en wordt verstuurd</h1>
            ${progressView("Dit duurt een paar tellen. Laat deze pagina open.")}`,
        );
      case "failed":
        return this.#failed(state.error);
      case "sent":
        return this.#sent(state.receipt);
    }
  }
}

customElements.define("ts-send", SendStep);
