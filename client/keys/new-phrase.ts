// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { folded } from "../case/plain-text.ts";
import type { WordsField, WordsTyped } from "../codename/words-field.ts";
import "../codename/words-field.ts";
import { failureView } from "../design/failure.ts";
import { PageElement } from "../design/page.ts";
import { pairsView } from "../design/pairs.ts";
import { progressView } from "../design/progress.ts";
import { row } from "../design/sheet.ts";
import { sectionView } from "../design/section.ts";
import { language } from "../locales/locale.ts";
import { ask } from "../vault.ts";

type State = "drawing" | "shown" | "typing" | "failed";

/**
 * Six new words: shown, typed back from paper, and only then told as `phrase`. They live in this element and nowhere else.
 */
export class NewPhrase extends PageElement {
  static override properties = {
    isChange: { attribute: false },
    state: { state: true },
    words: { state: true },
    isOther: { state: true },
    failure: { state: true },
  };
  /** Whether they take the place of other words. */
  declare isChange: boolean;
  declare private state: State;
  declare private words: readonly string[];
  /** The words typed are words of the list, and not these. */
  declare private isOther: boolean;
  declare private failure: unknown;

  constructor() {
    super();
    this.isChange = false;
    this.state = "drawing";
    this.words = [];
    this.isOther = false;
    this.failure = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.words.length === 0) void this.once(() => this.#draw());
  }

  async #draw(): Promise<void> {
    this.state = "drawing";
    try {
      this.words = await ask("drawPhrase", { language: language() });
      await this.#show("shown");
    } catch (error) {
      this.failure = error;
      this.state = "failed";
      await this.focusOn(".ts-failure");
    }
  }

  async #show(state: "shown" | "typing"): Promise<void> {
    this.state = state;
    this.isOther = false;
    this.failure = null;
    await (state === "typing" ? this.focusOn("#words") : this.focusHeading());
  }

  #submit(event: Event): void {
    event.preventDefault();
    void this.once(() => this.#compare());
  }

  async #compare(): Promise<void> {
    const field = this.querySelector<WordsField>("ts-words-field");
    try {
      if (field === null || (await field.finish()) === null) return;
    } catch (error) {
      this.failure = error;
      return this.focusOn(".ts-failure");
    }
    if (this.isOther) {
      field.focusField();
      return;
    }
    this.dispatchEvent(new CustomEvent("phrase", { detail: this.words.join(" ") }));
  }

  #onWords(event: CustomEvent<WordsTyped>): void {
    const { text, check } = event.detail;
    const typed = folded(text).trim().split(/\s+/u).join(" ");
    this.isOther = check?.state === "complete" && typed !== this.words.join(" ");
  }

  readonly #cancel = (): void => void this.dispatchEvent(new CustomEvent("cancel"));

  #cancelButton(): TemplateResult {
    return html`<button type="button" class="nl-button" @click=${this.#cancel}>${msg("Terug")}</button>`;
  }

  #advice(): TemplateResult {
    return pairsView([
      [msg("Op papier"), msg("Bewaar het papier thuis. Liever geen foto, en niet in uw mail.")],
      [
        msg("Kwijt"),
        msg(
          "Niemand kan de woorden terughalen. U vraagt dan een nieuwe uitnodiging, en een collega geeft u de sleutels van uw team.",
        ),
      ],
      [
        msg("In verkeerde handen"),
        msg("Wie de woorden heeft, kan lezen en ondertekenen wat u kunt. Neem dan meteen nieuwe."),
      ],
      [msg("Printen"), msg("Niet op het werk. Op de print staan alleen de woorden, zonder uitleg.")],
    ]);
  }

  #shown(): TemplateResult {
    return html`<div class="ts-noprint">
        ${row(
          msg("Eén keer te zien"),
          html`<h1 class="nl-heading nl-heading--level-1">
              ${this.isChange ? msg("Dit zijn uw nieuwe zes woorden") : msg("Dit zijn uw zes woorden")}
            </h1>
            <p class="nl-paragraph nl-paragraph--lead">
              ${msg("Schrijf ze op papier. Hiermee logt u voortaan in. Daarna ziet u ze niet meer.")}
            </p>`,
        )}
      </div>
      <ol class="ts-words" aria-label=${msg("Uw zes woorden")}>
        ${this.words.map((word) => html`<li>${word}</li>`)}
      </ol>
      <div class="ts-row ts-noprint">
        <div class="ts-main">
          <div class="ts-actions">
            <button type="button" class="nl-button nl-button--primary" @click=${() => void this.#show("typing")}>
              ${msg("Ik heb ze opgeschreven")}
            </button>
            <button type="button" class="nl-button" @click=${() => window.print()}>${msg("Printen")}</button>
            ${this.#cancelButton()}
          </div>
        </div>
      </div>
      <div class="ts-noprint">
        ${sectionView(msg("Goed om te weten"), msg("Deze woorden openen uw sleutels"), this.#advice())}
      </div>`;
  }

  #typing(): TemplateResult {
    return row(
      msg("Controle"),
      html`<h1 class="nl-heading nl-heading--level-1">${msg("Typ de woorden over van uw papier")}</h1>
        <p class="nl-paragraph nl-paragraph--lead">
          ${this.isChange ? msg("Kloppen ze, dan gelden ze meteen. Uw oude woorden werken dan niet meer.") : msg("Kloppen ze, dan worden uw sleutels meteen gemaakt.")}
        </p>
        ${this.failure === null ? nothing : failureView(this.failure)}
        <form @submit=${(event: Event) => this.#submit(event)}>
          <ts-words-field kind="phrase" @words=${this.#onWords}></ts-words-field>
          <p class="ts-error" role="status">
            ${this.isOther ? msg("Dit zijn andere woorden dan wij u lieten zien. Kijk nog eens op uw papier.") : nothing}
          </p>
          <div class="ts-actions ts-block">
            <button type="submit" class="nl-button nl-button--primary">${msg("Verder")}</button>
            <button type="button" class="nl-button" @click=${() => void this.#show("shown")}>
              ${msg("Laat de woorden nog eens zien")}
            </button>
          </div>
        </form>`,
    );
  }

  #failed(): TemplateResult {
    const again = html`<button type="button" class="nl-button" @click=${() => void this.once(() => this.#draw())}>
      ${msg("Opnieuw proberen")}
    </button>`;
    return row(
      "",
      html`<h1 class="nl-heading nl-heading--level-1">${msg("Uw zes woorden")}</h1>
        ${failureView(this.failure, again)} ${this.#cancelButton()}`,
    );
  }

  protected override render(): TemplateResult {
    switch (this.state) {
      case "drawing":
        return row(
          "",
          html`<h1 class="nl-heading nl-heading--level-1">${msg("Uw zes woorden")}</h1>
            ${progressView(msg("Het toeval kiest zes woorden."))}`,
        );
      case "shown":
        return this.#shown();
      case "typing":
        return this.#typing();
      case "failed":
        return this.#failed();
    }
  }
}

customElements.define("ts-new-phrase", NewPhrase);

interface NewPhraseView {
  readonly isChange: boolean;
  /** With the six words, once they were typed back. */
  readonly onPhrase: (words: string) => void;
  readonly onCancel: () => void;
}

export function newPhraseView({ isChange, onPhrase, onCancel }: NewPhraseView): TemplateResult {
  return html`<ts-new-phrase
    .isChange=${isChange}
    @phrase=${({ detail }: CustomEvent<string>) => onPhrase(detail)}
    @cancel=${onCancel}
  ></ts-new-phrase>`;
}
