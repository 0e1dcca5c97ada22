// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { failureOf, failureView, type Sentences } from "../design/failure.ts";
import { PageElement } from "../design/page.ts";
import { row } from "../design/sheet.ts";
import { ask, VaultError } from "../vault.ts";
import type { Colleague, KeyGroup, OwnKeys } from "../protocol/index.ts";
import { saveBackup } from "./backup.ts";
import { masterOf } from "./master.ts";
import { newPhraseView } from "./new-phrase.ts";
import { ownView, type Part } from "./own-view.ts";
import { makePasskey, passkeySupport, type PasskeySupport } from "./passkey.ts";
import { workingView } from "./working-view.ts";

type State = "open" | "choosing" | "changing" | "not-changed";

/** Where these words are said, something was to be made; not where one signs in. */
const ownSentences = (): Sentences => ({
  passkey_unusable: [
    msg("Er is geen passkey gemaakt"),
    msg("U brak het af, of dit apparaat kan het niet. Inloggen met uw woorden blijft werken."),
  ],
});

/**
 * Whoever is signed in sees to their own keys. Tells `keys` at each change, `ended` with the error where the session is over, and
 * `everywhere` where somebody asks to end it on every device.
 */
export class OwnKeysElement extends PageElement {
  static override properties = {
    keys: { attribute: false },
    support: { state: true },
    state: { state: true },
    notice: { state: true },
    failure: { state: true },
  };
  declare keys: OwnKeys | null;
  declare private support: PasskeySupport;
  declare private state: State;
  declare private notice: { readonly part: Part; readonly text: string } | null;
  declare private failure: unknown;
  /** Of new words on paper, which may count already. */
  #master: Uint8Array | null = null;

  constructor() {
    super();
    this.keys = null;
    this.support = "no_browser";
    this.state = "open";
    this.notice = null;
    this.failure = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#askSupport();
  }

  async #askSupport(): Promise<void> {
    this.support = await passkeySupport();
  }

  #hasFetched = false;

  /** Few have an old key to destroy, and nobody at once. */
  protected override willUpdate(): void {
    if (this.#hasFetched || this.keys === null || this.keys.oldKeys.length === 0) return;
    this.#hasFetched = true;
    import("./old-keys.ts").catch(() => {
      this.#hasFetched = false;
      this.failure = new VaultError({ code: "offline", detail: "a part of the page could not be fetched" });
    });
  }

  /** Whether new words are on somebody's paper and do not count yet, or may not. */
  wouldLose(): boolean {
    return this.state !== "open";
  }

  async #show(state: State): Promise<void> {
    this.failure = null;
    this.notice = null;
    this.state = state;
    await this.focusHeading();
  }

  async #fail(error: unknown, state: State): Promise<void> {
    if (state === "open" && failureOf(error).code === "signed_out") {
      this.dispatchEvent(new CustomEvent<unknown>("ended", { detail: error }));
      return;
    }
    this.failure = error;
    this.state = state;
    await this.focusOn(".ts-failure");
  }

  #tell(keys: OwnKeys): void {
    this.keys = keys;
    this.dispatchEvent(new CustomEvent<OwnKeys>("keys", { detail: keys }));
  }

  #do(part: Part, said: string, work: () => Promise<OwnKeys | null>): void {
    void this.once(async () => {
      this.failure = null;
      this.notice = null;
      try {
        const keys = await work();
        if (keys !== null) this.#tell(keys);
        this.notice = { part, text: said };
      } catch (error) {
        await this.#fail(error, "open");
      }
    });
  }

  readonly #onOffer = ({ id, name }: KeyGroup): void => {
    const said = msg(str`De nieuwe sleutel van ${name} is gemaakt en bewaard. Vertel het de ondertekenaars.`);
    this.#do("groups", said, () => ask("offerKey", { group: id }));
  };

  readonly #onGive = ({ id, name }: Colleague): void =>
    this.#do("colleagues", msg(str`De sleutels liggen klaar voor ${name}.`), () => ask("giveKeys", { colleague: id }));

  readonly #onAddPasskey = (): void =>
    this.#do("passkeys", msg("De passkey is toegevoegd."), async () =>
      ask("addPasskey", await makePasskey(this.keys?.name ?? "Tegenspraak")),
    );

  readonly #onRemovePasskeys = (): void => {
    const said = msg("De passkeys openen hier niets meer. Op uw apparaten kunt u ze nu zelf weghalen.");
    this.#do("passkeys", said, () => ask("removePasskeys", {}));
  };

  readonly #onSave = (): void =>
    this.#do("backup", msg("Gedownload."), async () => {
      await saveBackup();
      return null;
    });

  readonly #onRead = (): void => this.#do("standing", msg("Zojuist gekeken."), () => ask("readOwnKeys", {}));

  async #choose(words: string): Promise<void> {
    await this.#show("changing");
    try {
      this.#master = await masterOf(words);
    } catch (error) {
      return this.#fail(error, "not-changed");
    }
    await this.#change(this.#master);
  }

  /** Asked again it finds out by itself whether the new words count. */
  async #change(master: Uint8Array): Promise<void> {
    await this.#show("changing");
    try {
      this.#tell(await ask("changePhrase", { master }));
    } catch (error) {
      return this.#fail(error, "not-changed");
    }
    this.#master = null;
    await this.#show("open");
    this.notice = { part: "phrase", text: msg("Uw nieuwe woorden gelden. Maak nu ook een nieuw reservebestand.") };
    await this.focusOn("#phrase-notice");
  }

  async #again(): Promise<void> {
    if (this.#master === null) return this.#show("choosing");
    await this.#change(this.#master);
  }

  #notChangedView(): TemplateResult {
    const again = html`<button
      type="button"
      class="nl-button nl-button--primary"
      @click=${() => void this.once(() => this.#again())}
    >
      ${msg("Opnieuw proberen")}
    </button>`;
    return row(
      "",
      html`<h1 class="nl-heading nl-heading--level-1">${msg("Het is niet zeker welke woorden gelden")}</h1>
        <p class="nl-paragraph nl-paragraph--lead">
          ${msg("Bewaar beide papieren. Lukt het niet, log dan in met de nieuwe woorden, en anders met de oude.")}
        </p>
        ${failureView(this.failure, again)}
        <button type="button" class="nl-button" @click=${() => void this.#show("open")}>
          ${msg("Terug naar mijn sleutels")}
        </button>`,
    );
  }

  #openView(keys: OwnKeys): TemplateResult {
    const { support, notice, failure } = this;
    return ownView({
      keys,
      support,
      notice,
      failure: failure === null ? null : failureView(failure, null, ownSentences()),
      onOffer: this.#onOffer,
      onGive: this.#onGive,
      onNewPhrase: () => void this.#show("choosing"),
      onAddPasskey: this.#onAddPasskey,
      onRemovePasskeys: this.#onRemovePasskeys,
      onSave: this.#onSave,
      onRead: this.#onRead,
      onKeys: (changed) => this.#tell(changed),
      onEnded: (error) => this.dispatchEvent(new CustomEvent<unknown>("ended", { detail: error })),
      onSignOutEverywhere: () => this.dispatchEvent(new CustomEvent("everywhere")),
    });
  }

  protected override render(): TemplateResult | typeof nothing {
    switch (this.state) {
      case "open":
        return this.keys === null ? nothing : this.#openView(this.keys);
      case "choosing":
        return newPhraseView({
          isChange: true,
          onPhrase: (words) => void this.once(() => this.#choose(words)),
          onCancel: () => void this.#show("open"),
        });
      case "changing":
        return workingView(msg("Uw nieuwe woorden gaan gelden"));
      case "not-changed":
        return this.#notChangedView();
    }
  }
}

customElements.define("ts-own-keys", OwnKeysElement);
