// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { failureView } from "../design/failure.ts";
import { formatNumber } from "../design/format.ts";
import { PageElement } from "../design/page.ts";
import { progressView } from "../design/progress.ts";
import { row } from "../design/sheet.ts";
import { ask } from "../vault.ts";
import type { Organisation } from "../worker/protocol.ts";

type State =
  | { readonly name: "reading" }
  | { readonly name: "failed"; readonly error: unknown }
  | { readonly name: "read"; readonly organisation: Organisation };

/** How dissent is treated here: the clauses as the signed directory has them. */
export class CodePage extends PageElement {
  static override properties = { state: { state: true } };
  declare private state: State;

  constructor() {
    super();
    this.state = { name: "reading" };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  async #read(): Promise<void> {
    this.state = { name: "reading" };
    try {
      this.state = { name: "read", organisation: await ask("organisation", {}) };
    } catch (error) {
      this.state = { name: "failed", error };
    }
  }

  #clauses({ clauses, version, name }: Organisation): TemplateResult {
    if (clauses.length === 0) return html`<p>${msg("Deze organisatie heeft nog geen gedragslijn vastgelegd.")}</p>`;
    return html`<dl class="ts-pairs ts-clauses">
        ${clauses.map(
          ({ id, text }) =>
            html`<div>
              <dt>${msg(str`Afspraak ${id}`)}</dt>
              <dd>${text}</dd>
            </div>`,
        )}
      </dl>
      <p class="ts-small ts-soft ts-measure">
        ${msg(str`Zo staat het in versie ${formatNumber(version + 1)} van de lijst van ${name}. Twee van drie partijen hebben die lijst getekend. Deze pagina heeft dat gecontroleerd.`)}
      </p>`;
  }

  #content(): TemplateResult {
    const { state } = this;
    if (state.name === "read") return this.#clauses(state.organisation);
    if (state.name === "reading") return progressView(msg("De afspraken worden opgehaald en gecontroleerd."));
    const again = html`<button type="button" class="nl-button" @click=${() => void this.#read()}>
      ${msg("Opnieuw proberen")}
    </button>`;
    return failureView(state.error, again);
  }

  protected override render(): TemplateResult {
    return row(
      msg("Onze gedragslijn"),
      html`<h1 class="nl-heading nl-heading--level-1">${msg("Zo gaan wij om met een ander geluid")}</h1>
        <p class="nl-paragraph nl-paragraph--lead">
          ${msg("Dit heeft de organisatie beloofd. In een signaal kunt u een afspraak noemen.")}
        </p>
        <div class="ts-block">${this.#content()}</div>`,
    );
  }
}

customElements.define("ts-code", CodePage);
