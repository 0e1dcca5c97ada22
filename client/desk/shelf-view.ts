// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { failureView } from "../design/failure.ts";
import { checkView } from "../design/field.ts";
import { PageElement } from "../design/page.ts";
import { progressView } from "../design/progress.ts";
import { ask } from "../vault.ts";
import type { Progress, ShelfState } from "../protocol/index.ts";

/** What is not as its owner left it, in one sentence or two. */
function noticeOf(shelf: ShelfState): string | null {
  switch (shelf) {
    case "damaged":
      return msg("Wat op dit apparaat bewaard was, was beschadigd. Alles is opnieuw gelezen.");
    case "outdated":
      return msg("Sleutels, mensen of deze pagina zijn veranderd. Daarom is alles opnieuw gelezen.");
    case "unavailable":
      return msg("Deze browser kan niets meer bewaren. Lezen gaat gewoon door.");
    case "none":
    case "kept":
      return null;
  }
}

/** What this device keeps of what a member read: nothing until they ask, and nothing again when they say so. */
class Shelf extends PageElement {
  static override properties = {
    read: {},
    shelf: { state: true },
    doing: { state: true },
    progress: { state: true },
    failure: { state: true },
    wasEmptied: { state: true },
  };
  /** When the desk was read last, in Unix milliseconds: what is kept is asked for again after each time. */
  declare read: number;
  /** Null until it is known. */
  declare private shelf: ShelfState | null;
  declare private doing: "keepShelf" | "emptyShelf" | null;
  declare private progress: Progress | null;
  declare private failure: unknown;
  declare private wasEmptied: boolean;

  constructor() {
    super();
    this.read = 0;
    this.shelf = null;
    this.doing = null;
    this.progress = null;
    this.failure = null;
    this.wasEmptied = false;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has("read")) void this.#look();
  }

  /** Where there is no answer the session ended, which the page says. */
  async #look(): Promise<void> {
    this.shelf = await ask("readShelf", {}).catch(() => this.shelf);
  }

  #do(what: "keepShelf" | "emptyShelf"): void {
    void this.once(async () => {
      this.doing = what;
      this.progress = null;
      this.failure = null;
      this.wasEmptied = false;
      try {
        this.shelf = await ask(what, {}, (progress) => (this.progress = progress));
        this.wasEmptied = what === "emptyShelf";
      } catch (error) {
        this.failure = error;
      }
      this.doing = null;
      await this.focusOn(this.failure === null ? "summary" : ".ts-failure");
    });
  }

  #doingView(): TemplateResult {
    return this.doing === "emptyShelf"
      ? progressView(msg("Wat hier bewaard is, wordt gewist."))
      : progressView(msg("Alles wordt nog één keer gelezen. Daarna onthoudt dit apparaat het."), this.progress);
  }

  #keepView(): TemplateResult {
    return html`<p>${msg("Inloggen gaat dan veel sneller. Doe dit alleen op een apparaat dat van u is.")}</p>
      <p>
        ${msg("Zonder uw zes woorden of passkey leest niemand wat hier bewaard is. Wel is te zien dat iemand hier de werkplek gebruikte, en ongeveer hoeveel.")}
      </p>
      <div class="ts-choice">
        ${checkView({
          id: "keep-shelf",
          label: msg("Onthoud op dit apparaat wat ik al las"),
          isChecked: false,
          onToggle: () => this.#do("keepShelf"),
        })}
      </div>`;
  }

  #emptyView(): TemplateResult {
    return html`<p>${msg("Dit apparaat onthoudt wat u al las, ook als u uitlogt.")}</p>
      <button type="button" class="nl-button" @click=${() => this.#do("emptyShelf")}>
        ${msg("Wis wat hier bewaard is")}
      </button>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { shelf, doing, failure } = this;
    if (shelf === null) return nothing;
    const notice = noticeOf(shelf);
    return html`<p class="ts-small" role="status">
        ${this.wasEmptied ? msg("Op dit apparaat is niets meer bewaard.") : (notice ?? nothing)}
      </p>
      <details class="ts-details ts-keys">
        <summary>${msg("Onthouden op dit apparaat")}</summary>
        <div>
          ${failure === null ? nothing : failureView(failure)}
          ${
            doing !== null
              ? this.#doingView()
              : shelf === "none" || shelf === "unavailable"
                ? this.#keepView()
                : this.#emptyView()
          }
        </div>
      </details>`;
  }
}

customElements.define("ts-shelf", Shelf);
