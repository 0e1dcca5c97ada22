// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { failureOf, failureView } from "../design/failure.ts";
import { checkView } from "../design/field.ts";
import { PageElement } from "../design/page.ts";
import { progressView } from "../design/progress.ts";
import { sectionView } from "../design/section.ts";
import type { OldKey, OwnKeys } from "../protocol/index.ts";
import { ask } from "../vault.ts";

type State =
  | { readonly at: "list" }
  | { readonly at: "asking" | "burning"; readonly key: OldKey }
  | { readonly at: "burned"; readonly key: OldKey };

/** As people count: the first key is that of period 1. */
const periodOf = ({ epoch }: OldKey): number => epoch + 1;

const nameOf = (key: OldKey): string => msg(str`${key.name}, sleutel van periode ${periodOf(key)}`);

/**
 * Keys that others replaced, and how to destroy one: only after saying that it was kept long enough. Tells `keys` afterwards, and
 * `ended` with the error where the session is over.
 */
class OldKeysElement extends PageElement {
  static override properties = {
    keys: { attribute: false },
    state: { state: true },
    isKept: { state: true },
    isTried: { state: true },
    failure: { state: true },
  };
  declare keys: OwnKeys | null;
  declare private state: State;
  /** Whoever is asked says that it was kept long enough. */
  declare private isKept: boolean;
  declare private isTried: boolean;
  declare private failure: unknown;

  constructor() {
    super();
    this.keys = null;
    this.state = { at: "list" };
    this.isKept = false;
    this.isTried = false;
    this.failure = null;
  }

  async #show(state: State, focus: string): Promise<void> {
    this.failure = null;
    this.isKept = false;
    this.isTried = false;
    this.state = state;
    await this.focusOn(focus);
  }

  readonly #onBurn = (key: OldKey): void =>
    void this.once(async () => {
      this.isTried = !this.isKept;
      if (this.isTried) return this.focusOn("#is-kept");
      this.failure = null;
      this.state = { at: "burning", key };
      try {
        const { group, epoch } = key;
        const keys = await ask("burnKey", { group, epoch });
        this.dispatchEvent(new CustomEvent<OwnKeys>("keys", { detail: keys }));
        await this.#show({ at: "burned", key }, "#burned");
      } catch (error) {
        if (failureOf(error).code === "signed_out") {
          this.dispatchEvent(new CustomEvent<unknown>("ended", { detail: error }));
          return;
        }
        this.failure = error;
        this.state = { at: "asking", key };
        await this.focusOn(".ts-failure");
      }
    });

  #askingView(key: OldKey): TemplateResult {
    const days = this.keys?.retentionDays ?? 0;
    return html`<div class="ts-summary" id="burning" role="alertdialog" aria-labelledby="burning-title" tabindex="-1">
      <h3 class="nl-heading nl-heading--level-3" id="burning-title">${msg("Dit kunt u niet ongedaan maken")}</h3>
      <p>${nameOf(key)}</p>
      <ul class="ts-bullets">
        <li>${msg("Signalen die alleen met deze sleutel opengaan, leest u daarna niet meer.")}</li>
        <li>
          ${msg("Kijk dus eerst of er nog lopende signalen zijn. Open die voor de sleutel van nu.")}
          <a class="nl-link" href="/desk.html">${msg("Naar uw signalen")}</a>
        </li>
        <li>${msg("Uw collega’s houden deze sleutel tot zij hem zelf vernietigen.")}</li>
        <li>${msg("In een oud reservebestand zit hij nog. Gooi dat weg.")}</li>
        <li>${msg("In het openbare logboek staat straks dat u deze sleutel vernietigde.")}</li>
      </ul>
      ${this.failure === null ? nothing : failureView(this.failure)}
      <div class="ts-choice ts-block">
        ${checkView({
          id: "is-kept",
          label: msg(str`Deze sleutel is meer dan ${days} dagen geleden vervangen`),
          help: msg("De lijst noemt geen dag. Vraag het wie tekent als u het niet zeker weet."),
          isChecked: this.isKept,
          onToggle: (isKept) => (this.isKept = isKept),
        })}
      </div>
      <p class="ts-error" role="status">
        ${this.isTried && !this.isKept ? msg("Zeg eerst dat de sleutel lang genoeg bewaard is.") : nothing}
      </p>
      <div class="ts-actions">
        <button
          type="button"
          class="nl-button nl-button--primary"
          @click=${() => void this.#show({ at: "list" }, "#old-keys")}
        >
          ${msg("Nog bewaren")}
        </button>
        <button type="button" class="nl-button" @click=${() => this.#onBurn(key)}>
          ${msg("Vernietig de sleutel")}
        </button>
      </div>
    </div>`;
  }

  #listView(oldKeys: readonly OldKey[]): TemplateResult {
    return html`<ul class="ts-holding">
      ${oldKeys.map(
        (key) =>
          html`<li>
            <h3 class="nl-heading nl-heading--level-3">${nameOf(key)}</h3>
            <p>
              ${msg("Opent wat in die periode is geschreven. Lopende signalen die uw team opnieuw opende, leest u ook zonder.")}
            </p>
            <button
              type="button"
              class="nl-button"
              aria-label=${msg(str`Vernietig deze oude sleutel: ${nameOf(key)}`)}
              @click=${() => void this.#show({ at: "asking", key }, "#burning")}
            >
              ${msg("Vernietig deze oude sleutel")}
            </button>
          </li>`,
      )}
    </ul>`;
  }

  #stateView(oldKeys: readonly OldKey[]): TemplateResult {
    const { state } = this;
    switch (state.at) {
      case "list":
        return this.#listView(oldKeys);
      case "asking":
        return this.#askingView(state.key);
      case "burning":
        return progressView(msg("De sleutel wordt vernietigd."));
      case "burned":
        return html`<p class="ts-strong" id="burned" role="status" tabindex="-1">
            ${msg(str`Vernietigd: ${nameOf(state.key)}. Maak nu een nieuw reservebestand.`)}
          </p>
          ${oldKeys.length === 0 ? nothing : this.#listView(oldKeys)}`;
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const { oldKeys, retentionDays } = this.keys ?? { oldKeys: [], retentionDays: 0 };
    if (oldKeys.length === 0 && this.state.at !== "burned") return nothing;
    return sectionView(
      msg("Samen met collega’s"),
      msg("Oude sleutels"),
      html`<p id="old-keys" tabindex="-1">
          ${msg(str`Deze sleutels zijn vervangen. U leest er oude signalen mee. Bewaar ze na de vervanging minstens ${retentionDays} dagen.`)}
        </p>
        ${this.#stateView(oldKeys)}`,
    );
  }
}

customElements.define("ts-old-keys", OldKeysElement);
