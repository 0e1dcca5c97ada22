// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { nothing, type TemplateResult } from "lit";
import type { WordsField } from "../codename/words-field.ts";
import { PageElement } from "../design/page.ts";
import { ask } from "../vault.ts";
import type { Invitation, OwnKeys } from "../protocol/index.ts";
import { saveBackup } from "./backup.ts";
import { acceptedView, codeView, invitedView, notAcceptedView } from "./invitation-view.ts";
import { masterOf } from "./master.ts";
import { newPhraseView } from "./new-phrase.ts";
import { workingView } from "./working-view.ts";

type State = "code" | "invited" | "choosing" | "working" | "not-accepted" | "accepted";

/**
 * From eight words of an invitation to keys of one's own. Tells `keys` when there are any, `done` when they were shown, and `back`
 * where nothing was made.
 */
export class Accepting extends PageElement {
  static override properties = {
    state: { state: true },
    invitation: { state: true },
    keys: { state: true },
    failure: { state: true },
    isSaved: { state: true },
  };
  declare private state: State;
  declare private invitation: Invitation | null;
  declare private keys: OwnKeys | null;
  declare private failure: unknown;
  declare private isSaved: boolean;
  /** Of the words on paper: what is sent again is the very same. */
  #master: Uint8Array | null = null;

  constructor() {
    super();
    this.state = "code";
    this.invitation = null;
    this.keys = null;
    this.failure = null;
    this.isSaved = false;
  }

  /** Whether leaving now would leave somebody with words that open nothing, or without knowing whether they do. */
  wouldLose(): boolean {
    return this.state === "choosing" || this.state === "working" || this.state === "not-accepted";
  }

  async #show(state: State): Promise<void> {
    this.failure = null;
    this.state = state;
    await this.focusHeading();
  }

  async #fail(error: unknown, state: State): Promise<void> {
    this.failure = error;
    this.state = state;
    await this.focusOn(".ts-failure");
  }

  readonly #tell = (name: "back" | "done"): void => void this.dispatchEvent(new CustomEvent(name));

  async #open(): Promise<void> {
    this.failure = null;
    try {
      const text = (await this.querySelector<WordsField>("ts-words-field")?.finish()) ?? null;
      if (text === null) return;
      this.invitation = await ask("openInvitation", { text });
      await this.#show("invited");
    } catch (error) {
      await this.#fail(error, "code");
    }
  }

  async #make(words: string): Promise<void> {
    await this.#show("working");
    try {
      this.#master = await masterOf(words);
    } catch (error) {
      return this.#fail(error, "not-accepted");
    }
    await this.#accept(this.#master);
  }

  async #accept(master: Uint8Array): Promise<void> {
    await this.#show("working");
    try {
      const keys = await ask("acceptInvitation", { master });
      this.#master = null;
      this.keys = keys;
      this.dispatchEvent(new CustomEvent<OwnKeys>("keys", { detail: keys }));
      await this.#show("accepted");
    } catch (error) {
      await this.#fail(error, "not-accepted");
    }
  }

  async #again(): Promise<void> {
    if (this.#master === null) return this.#show("choosing");
    await this.#accept(this.#master);
  }

  async #save(): Promise<void> {
    this.failure = null;
    try {
      await saveBackup();
      this.isSaved = true;
    } catch (error) {
      await this.#fail(error, "accepted");
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const { state, invitation, keys, failure, isSaved } = this;
    const onBack = (): void => this.#tell("back");
    switch (state) {
      case "code":
        return codeView({
          failure,
          onBack,
          onSubmit: (event) => {
            event.preventDefault();
            void this.once(() => this.#open());
          },
        });
      case "invited":
        return invitation === null ? nothing : invitedView(invitation, () => void this.#show("choosing"), onBack);
      case "choosing":
        return newPhraseView({
          isChange: false,
          onPhrase: (words) => void this.once(() => this.#make(words)),
          onCancel: () => void this.#show("invited"),
        });
      case "working":
        return workingView(msg("Uw sleutels worden gemaakt"));
      case "not-accepted":
        return notAcceptedView(failure, () => void this.once(() => this.#again()), onBack);
      case "accepted":
        return keys === null
          ? nothing
          : acceptedView({
              keys,
              failure,
              isSaved,
              onSave: () => void this.once(() => this.#save()),
              onOwn: () => this.#tell("done"),
            });
    }
  }
}

customElements.define("ts-accepting", Accepting);
