// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { folded } from "../case/plain-text.ts";
import { slowKeysView } from "../codename/slow-keys.ts";
import type { WordsField, WordsTyped } from "../codename/words-field.ts";
import "../codename/words-field.ts";
import { failureOf, failureView } from "../design/failure.ts";
import { formatNames } from "../design/format.ts";
import { leavingText, steadyText } from "../design/leaving.ts";
import { PageElement } from "../design/page.ts";
import { progressView } from "../design/progress.ts";
import { row } from "../design/sheet.ts";
import { language } from "../locales/locale.ts";
import { ask, derive } from "../vault.ts";
import "../voucher/voucher-form.ts";
import { whereView } from "../voucher/where.ts";
import type { FailureCode, GivenPass, Leaving, Organisation, Progress, Team } from "../protocol/index.ts";
import { codenameView } from "./codename-view.ts";
import { EMPTY_DRAFT, signalOf, type Draft } from "./draft.ts";
import { sentView, type Sent } from "./sent-view.ts";

type State =
  | { readonly name: "drawing" }
  | { readonly name: "shown" }
  | { readonly name: "typing" }
  /** Asked whether to send without a codename. */
  | { readonly name: "leaving" }
  /** `leaving`: null until something waits for its slot; `deriving` where making the keys takes long. */
  | { readonly name: "sending"; readonly leaving: Leaving | null; readonly deriving?: Progress }
  | { readonly name: "failed"; readonly error: unknown }
  | { readonly name: "sent"; readonly sent: Sent };

/** Seconds. */
const slotOf = (organisation: Organisation | null): number => organisation?.slot ?? 60;

/** Of a pass or card that was not taken: nothing was sent then, and another one mends it. */
const OF_VOUCHER: readonly FailureCode[] = [
  "no_pass",
  "pass_unreadable",
  "pass_not_genuine",
  "pass_expired",
  "pass_spent",
  "card_unknown",
  "card_spent",
];

/**
 * The codename: shown, typed back from paper, and only then is anything sent; or sent without one to come back with. It stays the
 * same until somebody tried to send with it: two versions of a signal never share a thread.
 */
export class SendStep extends PageElement {
  static override properties = {
    draft: { attribute: false },
    team: { attribute: false },
    organisation: { attribute: false },
    given: { attribute: false },
    words: { attribute: false },
    isNew: { attribute: false },
    state: { state: true },
    isOther: { state: true },
  };
  declare draft: Draft;
  declare team: Team | null;
  declare organisation: Organisation | null;
  /** The pass or card that the Worker has. */
  declare given: GivenPass | null;
  /** Drawn before, and on somebody's paper; empty: none yet. */
  declare words: readonly string[];
  /** Whether other words were shown before, which open nothing of this. */
  declare isNew: boolean;
  declare private state: State;
  /** The words typed are a codename, and not the one that was shown. */
  declare private isOther: boolean;
  #master: Uint8Array | null = null;
  /** Whether its writer will come back. Decided once: what is sent again is the same. */
  #isFollowed = true;

  constructor() {
    super();
    this.draft = EMPTY_DRAFT;
    this.team = null;
    this.organisation = null;
    this.given = null;
    this.words = [];
    this.isNew = false;
    this.state = { name: "drawing" };
    this.isOther = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.state.name === "drawing") void this.#draw();
  }

  async #draw(): Promise<void> {
    this.state = { name: "drawing" };
    try {
      if (this.words.length === 0) {
        const detail = await ask("drawCodename", { language: language() });
        this.dispatchEvent(new CustomEvent("drawn", { detail }));
      }
      await this.#show("shown");
    } catch (error) {
      this.state = { name: "failed", error };
    }
  }

  async #show(name: "shown" | "typing" | "leaving"): Promise<void> {
    this.state = { name };
    this.isOther = false;
    await (name === "typing" ? this.focusOn("#words") : this.focusHeading());
  }

  #submit(event: Event): void {
    event.preventDefault();
    void this.once(() => this.#sendFollowed());
  }

  async #sendFollowed(): Promise<void> {
    const field = this.querySelector<WordsField>("ts-words-field");
    try {
      if (field === null || (await field.finish()) === null || this.isOther) return;
    } catch (error) {
      await this.#fail(error);
      return;
    }
    this.#isFollowed = true;
    await this.#send();
  }

  async #sendUnfollowed(): Promise<void> {
    this.#isFollowed = false;
    await this.#send();
  }

  async #send(): Promise<void> {
    const { organisation, team } = this;
    if (organisation === null || team === null) return;
    try {
      this.state = { name: "sending", leaving: null };
      const { origin } = organisation;
      this.#master ??= await derive("deriveCodename", { text: this.words.join(" "), origin }, (deriving) => {
        this.state = { name: "sending", leaving: null, deriving };
      });
      this.state = { name: "sending", leaving: null };
      const signal = signalOf(this.draft, this.#isFollowed);
      this.dispatchEvent(new CustomEvent("attempt"));
      const receipt = await ask("sendSignal", { master: this.#master, signal, team }, undefined, (leaving) => {
        this.state = { name: "sending", leaving };
      });
      this.#master = null;
      this.state = { name: "sent", sent: { receipt, isFollowed: this.#isFollowed, decisionDate: signal.decisionDate } };
      this.dispatchEvent(new CustomEvent("sent"));
      await this.focusHeading();
    } catch (error) {
      await this.#fail(error);
    }
  }

  async #fail(error: unknown): Promise<void> {
    const { code } = failureOf(error);
    if (OF_VOUCHER.includes(code)) this.dispatchEvent(new CustomEvent("unsent"));
    if (code === "readers_changed") this.dispatchEvent(new CustomEvent("withheld"));
    this.state = { name: "failed", error };
    await this.focusOn(".ts-failure");
  }

  #onWords(event: CustomEvent<WordsTyped>): void {
    const { text, check } = event.detail;
    const typed = folded(text).trim().split(/\s+/u).join(" ");
    this.isOther = check?.state === "complete" && typed !== this.words.join(" ");
  }

  readonly #back = (): void => void this.dispatchEvent(new CustomEvent("back"));

  #typing(): TemplateResult {
    return row(
      msg("Controle"),
      html`<h1 class="nl-heading nl-heading--level-1">${msg("Typ de woorden over van uw papier")}</h1>
        <p class="nl-paragraph nl-paragraph--lead">
          ${msg("Zo weet u zeker dat u straks terug kunt komen. Kloppen de woorden, dan gaat uw signaal op weg.")}
        </p>
        <form @submit=${(event: Event) => this.#submit(event)}>
          <ts-words-field kind="codename" @words=${this.#onWords}></ts-words-field>
          <p class="ts-error" role="status">
            ${this.isOther ? msg("Dit is een andere codenaam dan wij u lieten zien. Kijk nog eens op uw papier.") : nothing}
          </p>
          <div class="ts-actions ts-block">
            <button type="submit" class="nl-button nl-button--primary">${msg("Versturen")}</button>
            <button type="button" class="nl-button" @click=${() => void this.#show("shown")}>
              ${msg("Laat de woorden nog eens zien")}
            </button>
          </div>
        </form>
        ${this.#readers()}`,
    );
  }

  #readers(): TemplateResult {
    return html`<p class="ts-small ts-soft">
      ${msg(html`Uw signaal gaat naar ${formatNames(this.team?.members ?? [])}. Sluit u daarna deze pagina, dan blijft hier niets over.`)}
    </p>`;
  }

  #leaving(): TemplateResult {
    return row(
      msg("Zonder te volgen"),
      html`<h1 class="nl-heading nl-heading--level-1">${msg("Versturen en niet terugkomen?")}</h1>
        <p class="nl-paragraph nl-paragraph--lead">
          ${msg("U leest dan geen antwoord, en het team kan u niets vragen. Het team ziet dat u niet terugkomt.")}
        </p>
        <p>${msg("Met een codenaam op papier houdt u de keuze. U hoeft er niets mee te doen.")}</p>
        <div class="ts-actions">
          <button type="button" class="nl-button" @click=${() => void this.once(() => this.#sendUnfollowed())}>
            ${msg("Versturen zonder te volgen")}
          </button>
          <button type="button" class="nl-button nl-button--primary" @click=${() => void this.#show("shown")}>
            ${msg("Terug naar mijn codenaam")}
          </button>
        </div>
        ${this.#readers()}`,
    );
  }

  #notDrawn(error: unknown): TemplateResult {
    const again = html`<button type="button" class="nl-button" @click=${() => void this.#draw()}>
      ${msg("Opnieuw proberen")}
    </button>`;
    return row(
      "",
      html`<h1 class="nl-heading nl-heading--level-1">${msg("Uw codenaam")}</h1>
        ${failureView(error, again)}
        <button type="button" class="nl-button" @click=${this.#back}>${msg("Terug naar mijn tekst")}</button>`,
    );
  }

  /** Nothing went away: text, codename and typed words are as they were, and another pass is given here. */
  #notTaken(error: unknown): TemplateResult {
    const send = html`<button
      type="button"
      class="nl-button nl-button--primary"
      @click=${() => void this.once(() => this.#send())}
    >
      ${msg("Versturen")}
    </button>`;
    return row(
      msg("Versturen"),
      html`<h1 class="nl-heading nl-heading--level-1">${msg("Er is nog niets verstuurd")}</h1>
        <p class="nl-paragraph nl-paragraph--lead">
          ${msg("Uw tekst en uw codenaam blijven zoals ze zijn. Geef hier een andere pas of kaart, en verstuur daarna.")}
        </p>
        ${this.given === null ? failureView(error) : nothing}
        <ts-voucher .given=${this.given}></ts-voucher>
        ${this.given === null && this.organisation !== null ? whereView(this.organisation) : nothing}
        <div class="ts-actions">
          ${this.given === null ? nothing : send}
          <button type="button" class="nl-button" @click=${this.#back}>${msg("Terug naar mijn tekst")}</button>
        </div>`,
    );
  }

  /** Of an earlier attempt nobody knows: only this one is said to have sent nothing. */
  #withheld(error: unknown): TemplateResult {
    const look = html`<button
      type="button"
      class="nl-button nl-button--primary"
      @click=${() => this.dispatchEvent(new CustomEvent("reread"))}
    >
      ${msg("Bekijk wie er nu lezen")}
    </button>`;
    return row(
      msg("Versturen"),
      html`<h1 class="nl-heading nl-heading--level-1">${msg("Deze keer is er niets verstuurd")}</h1>
        ${failureView(error, look)}`,
    );
  }

  #failed(error: unknown): TemplateResult {
    if (this.words.length === 0) return this.#notDrawn(error);
    if (failureOf(error).code === "readers_changed") return this.#withheld(error);
    if (OF_VOUCHER.includes(failureOf(error).code)) return this.#notTaken(error);
    const again = html`<button
      type="button"
      class="nl-button nl-button--primary"
      @click=${() => void this.once(() => this.#send())}
    >
      ${msg("Nog eens versturen")}
    </button>`;
    const lead = this.#isFollowed
      ? msg(
          "Bewaar uw papier. Uw tekst staat nog in deze pagina. Nog eens versturen kan geen kwaad: het komt één keer aan.",
        )
      : msg("Uw tekst staat nog in deze pagina. Nog eens versturen kan geen kwaad: het komt één keer aan.");
    return row(
      msg("Versturen"),
      html`<h1 class="nl-heading nl-heading--level-1">${msg("Het versturen lukte niet")}</h1>
        <p class="nl-paragraph nl-paragraph--lead">${lead}</p>
        ${failureView(error, again)}
        <button type="button" class="nl-button" @click=${this.#back}>${msg("Terug naar mijn tekst")}</button>`,
    );
  }

  #leavingView(leaving: Leaving | null): TemplateResult {
    return html`${progressView(leavingText(leaving) || msg("Uw tekst gaat op slot. Laat deze pagina open."))}
      <p class="ts-measure">${steadyText(slotOf(this.organisation))}</p>`;
  }

  protected override render(): TemplateResult {
    const { state } = this;
    switch (state.name) {
      case "drawing":
        return row(
          "",
          html`<h1 class="nl-heading nl-heading--level-1">${msg("Uw codenaam")}</h1>
            ${progressView(msg("Wij trekken zeven woorden."))}`,
        );
      case "shown":
        return codenameView(this.words, this.isNew, {
          onWritten: () => void this.#show("typing"),
          onLeave: () => void this.#show("leaving"),
          onBack: this.#back,
        });
      case "typing":
        return this.#typing();
      case "leaving":
        return this.#leaving();
      case "sending":
        return row(
          msg("Versturen"),
          html`<h1 class="nl-heading nl-heading--level-1">${msg("Uw tekst gaat op slot en wordt verstuurd")}</h1>
            ${state.deriving === undefined ? this.#leavingView(state.leaving) : slowKeysView(state.deriving)}`,
        );
      case "failed":
        return this.#failed(state.error);
      case "sent":
        return this.team === null || this.organisation === null
          ? html``
          : sentView(this, state.sent, this.team, this.organisation);
    }
  }
}

customElements.define("ts-send", SendStep);
