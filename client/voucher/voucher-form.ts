// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { WordsField } from "../codename/words-field.ts";
import "../codename/words-field.ts";
import { failureView } from "../design/failure.ts";
import { PageElement } from "../design/page.ts";
import { progressView } from "../design/progress.ts";
import { ask } from "../vault.ts";
import type { GivenPass, PassSource } from "../protocol/index.ts";
import "./camera.ts";
import { codeIn, openPicture } from "./picture.ts";

type State = "ways" | "camera" | "words" | "reading";

/** What went wrong: of the Worker, or a picture without a code that can be read. */
type Trouble = { readonly error: unknown } | "no_code" | null;

/** A pass is 579 bytes, and its text 869; what is much larger and no picture is something else, and is not read at all. */
const LARGEST_FILE = 64 * 1024;

interface Way {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly run: () => void;
}

/** @returns null for a picture without a code that can be read */
async function sourceOf(file: File): Promise<PassSource | null> {
  const picture = await openPicture(file);
  if (picture === null) {
    const bytes = file.size > LARGEST_FILE ? new Uint8Array(0) : new Uint8Array(await file.arrayBuffer());
    return { kind: "file", bytes };
  }
  const text = await codeIn(picture);
  picture.close();
  return text === null ? null : { kind: "text", text };
}

/** Gives a pass or card to the Worker: with the camera, as a file or photo, or by typing. Tells what was given as `given`. */
export class VoucherForm extends PageElement {
  static override properties = {
    given: { attribute: false },
    state: { state: true },
    trouble: { state: true },
    isChanging: { state: true },
  };
  /** What the Worker has. */
  declare given: GivenPass | null;
  declare private state: State;
  declare private trouble: Trouble;
  /** Somebody wants to give another one. */
  declare private isChanging: boolean;

  constructor() {
    super();
    this.given = null;
    this.state = "ways";
    this.trouble = null;
    this.isChanging = false;
  }

  async #show(state: State, focus: string): Promise<void> {
    this.state = state;
    this.trouble = null;
    await this.focusOn(focus);
  }

  async #give(source: PassSource): Promise<void> {
    try {
      const detail = await ask("givePass", { source });
      this.given = detail;
      this.isChanging = false;
      this.state = "ways";
      this.trouble = null;
      this.dispatchEvent(new CustomEvent<GivenPass>("given", { detail, bubbles: true }));
      await this.focusOn("#pass");
    } catch (error) {
      await this.#fail({ error });
    }
  }

  /** Words that were typed stay. */
  async #fail(trouble: Trouble): Promise<void> {
    if (this.state !== "words") this.state = "ways";
    this.trouble = trouble;
    await this.focusOn("[role=alert]");
  }

  async #giveFile(file: File): Promise<void> {
    this.state = "reading";
    this.trouble = null;
    try {
      const source = await sourceOf(file);
      await (source === null ? this.#fail("no_code") : this.#give(source));
    } catch (error) {
      await this.#fail({ error });
    }
  }

  #onFile(event: Event): void {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    if (file !== undefined) void this.once(() => this.#giveFile(file));
    // The same file again is a choice too.
    input.value = "";
  }

  #onWords(event: Event): void {
    event.preventDefault();
    void this.once(() => this.#giveWords());
  }

  async #giveWords(): Promise<void> {
    const field = this.querySelector<WordsField>("ts-words-field");
    try {
      const text = (await field?.finish()) ?? null;
      if (text !== null) await this.#give({ kind: "text", text });
    } catch (error) {
      await this.#fail({ error });
    }
  }

  #ways(): readonly Way[] {
    return [
      {
        id: "pass",
        label: msg("QR-code lezen met de camera"),
        help: msg("Houd de code van uw pas of kaart voor de camera van dit apparaat."),
        run: () => (this.state = "camera"),
      },
      {
        id: "pass-file",
        label: msg("Bestand of foto kiezen"),
        help: msg("Het bestand van uw pas. Of een foto of schermafdruk van de QR-code."),
        run: () => this.querySelector<HTMLInputElement>("input[type=file]")?.click(),
      },
      {
        id: "pass-words",
        label: msg("Woorden van een kaart typen"),
        help: msg("De acht woorden op de papieren kaart van de ondernemingsraad."),
        run: () => void this.#show("words", "#words"),
      },
    ];
  }

  #waysView(): TemplateResult {
    return html`<ul class="ts-ways">
        ${this.#ways().map(
          ({ id, label, help, run }) =>
            html`<li>
              <button type="button" class="ts-link ts-alone" id=${id} aria-describedby="${id}-help" @click=${run}>
                ${label}
              </button>
              <p class="ts-soft" id="${id}-help">${help}</p>
            </li>`,
        )}
      </ul>
      <input
        type="file"
        hidden
        spellcheck="false"
        aria-label=${msg("Bestand of foto kiezen")}
        @change=${(event: Event) => this.#onFile(event)}
      />`;
  }

  #wordsView(): TemplateResult {
    return html`<form @submit=${(event: Event) => this.#onWords(event)}>
      <ts-words-field kind="card"></ts-words-field>
      <div class="ts-actions ts-block">
        <button type="submit" class="nl-button">${msg("Kaart invoeren")}</button>
        <button type="button" class="nl-button" @click=${() => void this.#back()}>
          ${msg("Op een andere manier")}
        </button>
      </div>
    </form>`;
  }

  readonly #back = (): Promise<void> => this.#show("ways", "#pass");

  #cameraView(): TemplateResult {
    return html`<ts-camera
      @code=${({ detail: text }: CustomEvent<string>) => void this.#giveCode(text)}
      @cancel=${() => void this.#back()}
      @failure=${({ detail }: CustomEvent<unknown>) => void this.#fail({ error: detail })}
    ></ts-camera>`;
  }

  async #giveCode(text: string): Promise<void> {
    this.state = "reading";
    await this.#give({ kind: "text", text });
  }

  #givenView({ kind }: GivenPass): TemplateResult {
    return html`<div class="ts-note" id="pass" role="status" tabindex="-1">
        <h2 class="nl-heading nl-heading--level-3">
          ${kind === "pass" ? msg("Dit is een geldige pas") : msg("De kaart is goed gelezen")}
        </h2>
        <p>
          ${kind === "pass" ? msg("Er is nog niets verstuurd. Bij het versturen ziet u of deze pas al is gebruikt.") : msg("Er is nog niets verstuurd. Bij het versturen ziet u of deze kaart al is gebruikt.")}
        </p>
      </div>
      <button type="button" class="ts-link ts-alone" @click=${() => void this.#change()}>
        ${msg("Een andere pas of kaart geven")}
      </button>`;
  }

  async #change(): Promise<void> {
    this.isChanging = true;
    await this.#back();
  }

  /** The one before is given still. */
  #keepView(): TemplateResult {
    return html`<button type="button" class="ts-link ts-alone" @click=${() => void this.#keep()}>
      ${msg("De vorige houden")}
    </button>`;
  }

  async #keep(): Promise<void> {
    this.isChanging = false;
    await this.#back();
  }

  #troubleView(): TemplateResult | typeof nothing {
    const { trouble } = this;
    if (trouble === null) return nothing;
    if (trouble !== "no_code") return failureView(trouble.error);
    return html`<div class="ts-summary" role="alert" tabindex="-1">
      <h2 class="nl-heading nl-heading--level-3">${msg("In deze foto vonden wij geen QR-code")}</h2>
      <p>
        ${msg("Maak een scherpe foto van dichtbij, met de hele code erop. In Tor Browser kunnen wij geen foto lezen: kies daar het bestand van uw pas, of typ de woorden van een kaart.")}
      </p>
    </div>`;
  }

  protected override render(): TemplateResult {
    if (this.given !== null && !this.isChanging) return this.#givenView(this.given);
    switch (this.state) {
      case "camera":
        return this.#cameraView();
      case "reading":
        return progressView(msg("Uw pas of kaart wordt nagekeken."));
      case "words":
        return html`${this.#troubleView()} ${this.#wordsView()}`;
      case "ways":
        return html`${this.#troubleView()} ${this.#waysView()} ${this.given === null ? nothing : this.#keepView()}`;
    }
  }
}

customElements.define("ts-voucher", VoucherForm);
