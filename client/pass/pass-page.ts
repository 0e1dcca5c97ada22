// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import "../design/design.ts";
import "../design/qr.css";
import "./pass.css";
import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { listenForShift } from "../design/exit.ts";
import { failureOf, failureView } from "../design/failure.ts";
import { PageElement } from "../design/page.ts";
import { progressView } from "../design/progress.ts";
import { saveFile } from "../design/save.ts";
import { row } from "../design/sheet.ts";
import { unsentView } from "../design/unsent.ts";
import { fetchLanguages } from "../locales/locale.ts";
import { staffTexts } from "../locales/staff/texts.ts";
import { ask } from "../vault.ts";
import type { FailureCode, PassStanding, TakenPass } from "../protocol/index.ts";
import { aboutView } from "./about-view.ts";
import { passSheet } from "./pass-sheet.ts";
import { passSentences } from "./sentences.ts";
import { SIGN_IN, takeView, welcomeView } from "./take-view.ts";
import { takenView } from "./taken-view.ts";

const FILE_NAME = "pas.tegenspraak";

type Leaving = "back" | "sign-out";

/** What was pressed, and why it came to nothing. */
interface Failed {
  readonly what: "take" | "sign-out";
  readonly error: unknown;
}

/** Where staff take a pass. What was taken lives in this page and nowhere else. */
export class PassPage extends PageElement {
  static override properties = {
    standing: { state: true },
    readFailure: { state: true },
    pass: { state: true },
    isTaking: { state: true },
    failed: { state: true },
    isKept: { state: true },
    leaving: { state: true },
    wasSignedOut: { state: true },
  };
  /** Null until it was read. */
  declare private standing: PassStanding | null;
  declare private readFailure: unknown;
  declare private pass: TakenPass | null;
  declare private isTaking: boolean;
  declare private failed: Failed | null;
  /** Whether the pass was saved or printed, as far as a page can know. */
  declare private isKept: boolean;
  /** Asked to go while the pass was not kept. */
  declare private leaving: Leaving | null;
  declare private wasSignedOut: boolean;
  #stopListening: (() => void) | undefined;

  constructor() {
    super();
    this.standing = null;
    this.readFailure = null;
    this.pass = null;
    this.isTaking = false;
    this.failed = null;
    this.isKept = false;
    this.leaving = null;
    this.wasSignedOut = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopListening = listenForShift();
    window.addEventListener("beforeunload", this.#onUnload);
    fetchLanguages(staffTexts);
    void this.#read();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopListening?.();
    window.removeEventListener("beforeunload", this.#onUnload);
  }

  readonly #onUnload = (event: BeforeUnloadEvent): void => {
    if (this.#wouldLose()) event.preventDefault();
  };

  #wouldLose(): boolean {
    return this.pass !== null && !this.isKept;
  }

  async #read(): Promise<void> {
    this.readFailure = null;
    try {
      this.standing = await ask("passStanding", {});
    } catch (error) {
      this.readFailure = error;
    }
  }

  async #readAgain(): Promise<void> {
    await this.#read();
    await (this.readFailure === null ? this.focusHeading() : this.focusOn(".ts-failure"));
  }

  /** Pressed again after a failure it asks for the same pass. */
  async #take(): Promise<void> {
    this.failed = null;
    this.isTaking = true;
    try {
      this.pass = await ask("takePass", {});
      this.isKept = false;
    } catch (error) {
      this.failed = { what: "take", error };
    }
    this.isTaking = false;
    await (this.failed === null ? this.focusHeading() : this.focusOn(".ts-failure"));
  }

  readonly #onTake = (): void => void this.once(() => this.#take());

  #save({ file }: TakenPass): void {
    saveFile(file, FILE_NAME);
    this.isKept = true;
  }

  #print(): void {
    window.print();
    this.isKept = true;
  }

  async #leaveOrAsk(leaving: Leaving): Promise<void> {
    if (!this.#wouldLose()) return this.#leave(leaving);
    this.leaving = leaving;
    await this.focusOn("#leaving");
  }

  async #stay(): Promise<void> {
    this.leaving = null;
    await this.focusHeading();
  }

  async #leave(leaving: Leaving): Promise<void> {
    this.leaving = null;
    this.pass = null;
    this.failed = null;
    // What was read before counts one too few.
    this.standing = null;
    if (leaving === "sign-out") await this.#signOut();
    await this.#readAgain();
  }

  async #signOut(): Promise<void> {
    try {
      await ask("signOutEmployee", {});
      this.wasSignedOut = true;
    } catch (error) {
      // That the server still knows the session is said.
      this.failed = { what: "sign-out", error };
    }
  }

  readonly #onSignOut = (): void => void this.once(() => this.#leave("sign-out"));

  #leavingView(leaving: Leaving): TemplateResult {
    return row(
      "",
      unsentView(
        msg("Hebt u uw pas bewaard?"),
        msg("Als u weggaat, is hij weg, en hij telt wel mee. Hebt u een foto, dan kunt u gerust gaan."),
        {
          label: msg("Ja, weggaan"),
          onStay: () => void this.#stay(),
          onLeave: () => void this.#leave(leaving),
        },
      ),
    );
  }

  #failureView(own: PassStanding["own"]): TemplateResult | typeof nothing {
    if (this.failed === null) return nothing;
    const { what, error } = this.failed;
    return failureView(error, this.#wayOn(what, failureOf(error).code), passSentences(own));
  }

  #wayOn(what: Failed["what"], code: FailureCode): TemplateResult | null {
    if (code === "quota_exceeded") return null;
    if (code === "signed_out") return html`<a class="nl-button" href=${SIGN_IN}>${msg("Opnieuw inloggen")}</a>`;
    const onPress = what === "take" ? this.#onTake : this.#onSignOut;
    return html`<button type="button" class="nl-button" @click=${onPress}>${msg("Opnieuw proberen")}</button>`;
  }

  #news({ signInFailed }: PassStanding): string {
    if (this.wasSignedOut) return msg("U bent hier uitgelogd, en op deze pagina staat niets meer van u.");
    return signInFailed
      ? msg("Het inloggen is niet gelukt, of u brak het af. Er is niets gebeurd. U kunt opnieuw beginnen.")
      : "";
  }

  #main(): TemplateResult {
    const { standing, pass } = this;
    if (standing === null) return this.#notRead();
    if (pass !== null) {
      return html`${this.leaving === null ? nothing : this.#leavingView(this.leaving)}
      ${takenView(pass, standing, this.isKept, {
        onSave: () => this.#save(pass),
        onPrint: () => this.#print(),
        onBack: () => void this.#leaveOrAsk("back"),
        onSignOut: () => void this.#leaveOrAsk("sign-out"),
      })}`;
    }
    const { own } = standing;
    const failure = this.#failureView(own);
    const top =
      own === null
        ? welcomeView(this.#news(standing), failure)
        : takeView({
            own,
            isTaking: this.isTaking,
            failure,
            onTake: this.#onTake,
            onSignOut: this.#onSignOut,
          });
    return html`${top} ${aboutView(standing)}`;
  }

  #notRead(): TemplateResult {
    const again = html`<button type="button" class="nl-button" @click=${() => void this.once(() => this.#readAgain())}>
      ${msg("Opnieuw proberen")}
    </button>`;
    return row(
      "",
      html`<h1 class="nl-heading nl-heading--level-1">${msg("Neem een pas")}</h1>
        ${
          this.readFailure === null
            ? progressView(msg("De pagina wordt opgehaald."))
            : failureView(this.readFailure, again, passSentences(null))
        }`,
    );
  }

  protected override updated(): void {
    document.title = msg("Pas");
  }

  protected override render(): TemplateResult {
    return passSheet(this.standing, this.#main());
  }
}

customElements.define("ts-pass", PassPage);
