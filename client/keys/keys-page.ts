// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import "../design/design.ts";
import "./keys.css";
import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { WordsField } from "../codename/words-field.ts";
import { deskSheet } from "../desk/desk-sheet.ts";
import { MemberPage } from "../desk/member-page.ts";
import { signInView, waitingView } from "../desk/sign-in-view.ts";
import { failureOf } from "../design/failure.ts";
import type { Texts } from "../locales/locale.ts";
import { keysTexts } from "../locales/keys/texts.ts";
import { ask, forget } from "../vault.ts";
import type { OwnKeys } from "../protocol/index.ts";
import type { Accepting } from "./accepting.ts";
import "./accepting.ts";
import { readBackup } from "./backup.ts";
import { restoreView } from "./backup-view.ts";
import { masterOf } from "./master.ts";
import type { OwnKeysElement } from "./own-keys.ts";
import "./own-keys.ts";
import { openWithPasskey } from "./passkey.ts";
import { startView } from "./start-view.ts";

type State = "start" | "invitation" | "sign-in" | "restore" | "deriving" | "own";

/** Where members and signers make their keys and see to them. */
export class KeysPage extends MemberPage {
  static override properties = {
    state: { state: true },
    keys: { state: true },
    file: { state: true },
    isTried: { state: true },
    news: { state: true },
  };
  declare private state: State;
  /** Of who is signed in. */
  declare private keys: OwnKeys | null;
  /** A backup that was chosen. */
  declare private file: File | null;
  declare private isTried: boolean;
  declare private news: string;
  /** Of words that are right and whose keyring is damaged: a backup needs no others. */
  #master: Uint8Array | null = null;
  /** What was asked before the wait. */
  #before: State = "start";

  constructor() {
    super();
    this.state = "start";
    this.keys = null;
    this.file = null;
    this.isTried = false;
    this.news = "";
  }

  protected override texts(): Texts {
    return keysTexts;
  }

  protected override wouldLose(): boolean {
    const accepting = this.querySelector<Accepting>("ts-accepting");
    const own = this.querySelector<OwnKeysElement>("ts-own-keys");
    return accepting?.wouldLose() === true || own?.wouldLose() === true;
  }

  #forget(): void {
    this.#master = null;
    this.keys = null;
    this.file = null;
    this.isTried = false;
    this.news = "";
    this.failure = null;
  }

  async #show(state: State): Promise<void> {
    this.failure = null;
    this.news = "";
    this.state = state;
    await this.focusHeading();
  }

  readonly #toStart = (): void => {
    forget();
    this.#forget();
    void this.#show("start");
  };

  #welcome(keys: OwnKeys): void {
    this.#forget();
    this.keys = keys;
    this.state = "own";
  }

  protected override async enter(made: () => Promise<Uint8Array>): Promise<void> {
    this.state = "deriving";
    this.#before = "sign-in";
    const master = await made();
    this.#master = master;
    this.#welcome(await ask("signInOwnKeys", { master }));
  }

  protected override signedOut(error: unknown): void {
    const master = failureOf(error).code === "keyring_damaged" ? this.#master : null;
    forget();
    this.#forget();
    this.#master = master;
    this.failure = error;
    this.state = "sign-in";
  }

  readonly #onPasskey = (): void =>
    void this.once(async () => {
      this.failure = null;
      try {
        const master = await openWithPasskey();
        this.#welcome(await ask("signInOwnKeys", { master }));
        await this.focusHeading();
      } catch (error) {
        forget();
        this.failure = error;
        await this.focusOn(".ts-failure");
      }
    });

  readonly #onRestore = (event: Event): void => {
    event.preventDefault();
    void this.once(() => this.#restore());
  };

  async #restore(): Promise<void> {
    this.failure = null;
    this.isTried = true;
    try {
      const field = this.querySelector<WordsField>("#restore ts-words-field");
      const words = field === null ? "" : await field.finish();
      if (words === null) return;
      if (this.file === null) {
        await this.focusOn("#backup");
        return;
      }
      const file = await readBackup(this.file);
      this.#before = "restore";
      this.state = "deriving";
      const master = this.#master ?? (await masterOf(words));
      this.#welcome(await ask("restoreKeyring", { master, file }));
      await this.focusHeading();
    } catch (error) {
      this.failure = error;
      this.state = "restore";
      await this.focusOn(".ts-failure");
    }
  }

  async #signOut(everywhere: boolean): Promise<void> {
    // The keys are gone from here in any case; that the board still knows the session is said.
    const failure = await ask("signOutOwnKeys", { everywhere }).catch((error: unknown) => error);
    forget();
    this.#forget();
    this.failure = failure;
    this.state = "start";
    if (failure !== null) return this.focusOn(".ts-failure");
    this.news = everywhere
      ? msg("U bent overal uitgelogd.")
      : msg("U bent uitgelogd. Op deze pagina staat niets meer van u.");
    await this.focusHeading();
  }

  readonly #onEnded = async ({ detail }: CustomEvent<unknown>): Promise<void> => {
    this.signedOut(detail);
    await this.focusOn(".ts-failure");
  };

  #signInView(): TemplateResult {
    const { failure, demo: isDemo } = this;
    const isDamaged = failure !== null && failureOf(failure).code === "keyring_damaged";
    return signInView({
      margin: msg("Mijn sleutels"),
      lead: msg("Met de zes woorden op uw papier."),
      failure,
      isDemo,
      onSubmit: this.onSignIn,
      wayOn: isDamaged
        ? html`<button type="button" class="nl-button nl-button--primary" @click=${() => void this.#show("restore")}>
            ${msg("Zet uw reservebestand terug")}
          </button>`
        : null,
      more: html`<button type="button" class="nl-button" @click=${this.#toStart}>${msg("Terug")}</button>`,
    });
  }

  #restoreView(): TemplateResult {
    return restoreView({
      hasWords: this.#master !== null,
      file: this.file,
      isTried: this.isTried,
      failure: this.failure,
      onFile: (file) => {
        this.file = file;
      },
      onSubmit: this.#onRestore,
      onBack: this.#toStart,
    });
  }

  /** What was typed stays in its field while one waits: whoever mistyped something sees what. */
  #formView(state: State): TemplateResult | typeof nothing {
    const shown = state === "deriving" ? this.#before : state;
    const isWaiting = state === "deriving";
    return html`${isWaiting ? waitingView(msg("Mijn sleutels"), true, null) : nothing}
      <div ?hidden=${isWaiting}>${shown === "restore" ? this.#restoreView() : this.#signInView()}</div>`;
  }

  #content(): TemplateResult | typeof nothing {
    const { state, keys, failure, news, hasPasskeys } = this;
    switch (state) {
      case "start":
        return startView({
          failure,
          news,
          hasPasskeys,
          onInvitation: () => void this.#show("invitation"),
          onSignIn: () => void this.#show("sign-in"),
          onPasskey: this.#onPasskey,
          onRestore: () => void this.#show("restore"),
        });
      case "invitation":
        return html`<ts-accepting
          @keys=${({ detail }: CustomEvent<OwnKeys>) => (this.keys = detail)}
          @done=${() => void this.#show("own")}
          @back=${this.#toStart}
        ></ts-accepting>`;
      case "sign-in":
      case "restore":
      case "deriving":
        return this.#formView(state);
      case "own":
        return html`<ts-own-keys
          .keys=${keys}
          @keys=${({ detail }: CustomEvent<OwnKeys>) => (this.keys = detail)}
          @ended=${this.#onEnded}
          @everywhere=${() => void this.once(() => this.#signOut(true))}
        ></ts-own-keys>`;
    }
  }

  protected override updated(): void {
    document.title = msg("Mijn sleutels");
  }

  protected override render(): TemplateResult {
    const { keys, demo } = this;
    return deskSheet({
      margin: keys?.organisation ?? "",
      name: keys?.name ?? null,
      isOpen: keys !== null,
      isDemo: demo,
      onSignOut: () => void this.once(() => this.#signOut(false)),
      content: html`<main id="inhoud" tabindex="-1">${this.#content()}</main>`,
    });
  }
}

customElements.define("ts-keys", KeysPage);
