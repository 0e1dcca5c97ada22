// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { PropertyDeclarations } from "lit";
import type { WordsField } from "../codename/words-field.ts";
import "../codename/words-field.ts";
import { sayToMembers } from "../design/failure.ts";
import { PageElement } from "../design/page.ts";
import { fetchLanguages, type Texts } from "../locales/locale.ts";
import { staffTexts } from "../locales/staff/texts.ts";
import { masterOf } from "../keys/master.ts";
import { openWithPasskey, passkeySupport } from "../keys/passkey.ts";
import { isDemo } from "../transport.ts";
import { memberSentences } from "./sentences.ts";

sayToMembers(memberSentences);

/** A page of members of the organisation: they sign in with six words, and leaving may lose something. */
export abstract class MemberPage extends PageElement {
  static override properties: PropertyDeclarations = {
    demo: { state: true },
    failure: { state: true },
    hasPasskeys: { state: true },
  };
  declare protected demo: boolean;
  /** Whether this browser could have one for this address. */
  declare protected hasPasskeys: boolean;
  /** Of signing in or out, or of what a page lets a member do. */
  declare protected failure: unknown;

  constructor() {
    super();
    this.demo = false;
    this.failure = null;
    this.hasPasskeys = false;
  }

  /** Its English. */
  protected texts(): Texts {
    return staffTexts;
  }

  /** Whether leaving now would lose something. */
  protected abstract wouldLose(): boolean;

  /**
   * Signs in and shows what follows; what it throws ends in `signedOut`.
   * @param master of the phrase, from words that are stretched or from a passkey
   */
  protected abstract enter(master: () => Promise<Uint8Array>): Promise<void>;

  /** Forgets the keys and shows where one signs in, with what went wrong. */
  protected abstract signedOut(error: unknown): void;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("beforeunload", this.#onUnload);
    fetchLanguages(this.texts());
    void this.#askWhetherDemo();
    void this.#askSupport();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("beforeunload", this.#onUnload);
  }

  /** Without an answer nothing is said here; signing in says what is wrong. */
  async #askWhetherDemo(): Promise<void> {
    this.demo = await isDemo().catch(() => false);
  }

  async #askSupport(): Promise<void> {
    this.hasPasskeys = (await passkeySupport()) === "possible";
  }

  readonly #onUnload = (event: BeforeUnloadEvent): void => {
    if (this.wouldLose()) event.preventDefault();
  };

  protected readonly onSignIn = (event: Event): void => {
    event.preventDefault();
    void this.once(() => this.#signIn());
  };

  async #signIn(): Promise<void> {
    const field = this.querySelector<WordsField>("ts-words-field");
    if (field === null) return;
    this.failure = null;
    try {
      const words = await field.finish();
      if (words !== null) await this.#enter(() => masterOf(words));
    } catch (error) {
      await this.#refuse(error);
    }
  }

  async #enter(master: () => Promise<Uint8Array>): Promise<void> {
    try {
      await this.enter(master);
      await this.focusHeading();
    } catch (error) {
      await this.#refuse(error);
    }
  }

  async #refuse(error: unknown): Promise<void> {
    this.signedOut(error);
    await this.focusOn(".ts-failure");
  }

  protected readonly onPasskey = (): void =>
    void this.once(async () => {
      this.failure = null;
      await this.#enter(openWithPasskey);
    });
}
