// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { slowKeysView } from "../codename/slow-keys.ts";
import type { WordsField } from "../codename/words-field.ts";
import "../codename/words-field.ts";
import { nextVisible } from "../case/visible.ts";
import { failureOf, failureView } from "../design/failure.ts";
import { typeInto } from "../design/typing.ts";
import { formatTime } from "../design/format.ts";
import { go } from "../design/go.ts";
import { PageElement } from "../design/page.ts";
import { progressView } from "../design/progress.ts";
import { row } from "../design/sheet.ts";
import { vouchedView } from "../design/vouched.ts";
import { ask, derive, forget } from "../vault.ts";
import type { Leaving, Organisation, Progress, Room, ThreadView, Vouched } from "../protocol/index.ts";
import { Answers } from "./answers.ts";
import type { Found } from "./found.ts";
import type { Renewal } from "./posts-left.ts";
import { fetchThreadView } from "./thread-later.ts";
import type { ThreadPart } from "./options.ts";

type State =
  | { readonly name: "entry" }
  | { readonly name: "opening"; readonly progress: Progress | null; readonly isDeriving?: boolean }
  | { readonly name: "nothing"; readonly nextVisible: number; readonly vouched: Vouched }
  | { readonly name: "found"; readonly thread: Found; readonly show: ThreadPart["threadView"] };

/** Until a checkpoint that is due has been made. */
const CHECKPOINT_MS = 700;

/** Coming back with nothing but seven words. */
export class FollowPage extends PageElement {
  static override properties = {
    state: { state: true },
    organisation: { state: true },
    failure: { state: true },
    isReading: { state: true },
    isSending: { state: true },
    leaving: { state: true },
    message: { state: true },
    room: { state: true },
    sendFailure: { state: true },
    lookedAt: { state: true },
    sentUntil: { state: true },
    isMissing: { state: true },
    renewal: { state: true },
  };
  declare private state: State;
  declare private organisation: Organisation | null;
  declare private failure: unknown;
  declare private isReading: boolean;
  declare private isSending: boolean;
  declare private leaving: Leaving | null;
  declare private message: string;
  declare private room: Room | null;
  declare private sendFailure: unknown;
  declare private lookedAt: number | null;
  declare private sentUntil: number | null;
  declare private isMissing: boolean;
  declare private renewal: Renewal;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #answers = new Answers({
    requestUpdate: () => this.requestUpdate(),
    postsLeft: () => this.#postsLeft(),
    renew: () => this.#renew(),
    notSent: (error) => this.#notSent(error),
    show: () => this.#showAgain(),
    focusOn: (selector) => this.focusOn(selector),
  });

  constructor() {
    super();
    this.state = { name: "entry" };
    this.organisation = null;
    this.failure = null;
    this.isReading = false;
    this.isSending = false;
    this.leaving = null;
    this.message = "";
    this.room = null;
    this.sendFailure = null;
    this.lookedAt = null;
    this.sentUntil = null;
    this.isMissing = false;
    this.renewal = { name: "idle" };
  }

  /** Leaving the page forgets the codename: nobody after you reads on. */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    forget();
  }

  /** Whether leaving now would lose something that was typed. */
  hasText(): boolean {
    return this.message.trim() !== "" || this.#answers.hasText(this.#conversation());
  }

  discard(): void {
    this.message = "";
    this.#answers.discard();
  }

  #interval(): number {
    return this.organisation?.interval ?? 3600;
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    void this.once(() => this.#open());
  };

  async #open(): Promise<void> {
    const field = this.querySelector<WordsField>("ts-words-field");
    if (field === null) return;
    this.failure = null;
    try {
      const organisation = await ask("newestOrganisation", {});
      this.organisation = organisation;
      const text = await field.finish();
      if (text === null) return;
      this.state = { name: "opening", progress: null };
      const master = await derive("deriveCodename", { text, origin: organisation.origin }, (progress) => {
        this.state = { name: "opening", progress, isDeriving: true };
      });
      this.state = { name: "opening", progress: null };
      const view = await ask("openThread", { master }, (progress) => (this.state = { name: "opening", progress }));
      // Also where nothing was found: what is asked for does not tell.
      this.#show(view, await fetchThreadView());
      await this.focusHeading();
    } catch (error) {
      this.state = { name: "entry" };
      this.failure = error;
      await this.focusOn(".ts-failure");
    }
  }

  #show(view: ThreadView, show: ThreadPart["threadView"]): void {
    this.state = view.state === "nothing" ? { ...view, name: "nothing" } : { name: "found", thread: view, show };
    clearTimeout(this.#timer);
    // A little after every checkpoint, whatever is shown and whatever was sent.
    const wait = nextVisible(Date.now(), this.#interval()) - Date.now() + CHECKPOINT_MS;
    this.#timer = setTimeout(() => void this.#readQuietly(), wait);
  }

  /** With what was just sent. Nothing is asked for: a reading at that moment would tell when somebody sends. */
  async #showAgain(): Promise<void> {
    this.#show(await ask("showThread", {}), await fetchThreadView());
  }

  /** What was shown stays until there is something better, also when reading fails. */
  async #readQuietly(): Promise<void> {
    try {
      this.#show(await ask("refreshThread", { older: false }), await fetchThreadView());
      this.failure = null;
    } catch (error) {
      this.failure = error;
    }
  }

  /** Because somebody asked. */
  async #read(older: boolean): Promise<void> {
    if (this.isReading) return;
    this.isReading = true;
    const before = this.#conversation().length;
    try {
      this.#show(await ask("refreshThread", { older }), await fetchThreadView());
      this.failure = null;
      this.lookedAt = !older && this.#conversation().length === before ? Date.now() : null;
    } catch (error) {
      this.failure = error;
    } finally {
      this.isReading = false;
    }
  }

  /** Somebody pressed: what went wrong is put before them, wherever on the page they are. */
  async #look(older: boolean): Promise<void> {
    await this.#read(older);
    if (this.failure !== null) await this.focusOn(".ts-failure");
  }

  #conversation(): Found["conversation"] {
    return this.state.name === "found" ? this.state.thread.conversation : [];
  }

  async #send(): Promise<void> {
    if (this.isSending) return;
    this.isMissing = this.message.trim() === "";
    if (this.isMissing || this.room?.fits === false) {
      await this.focusOn("#message");
      return;
    }
    if (this.#postsLeft() === 0) {
      await this.#renew();
      return;
    }
    this.isSending = true;
    this.sendFailure = null;
    try {
      const { visibleFrom } = await ask("sendMessage", { text: this.message }, undefined, this.#onLeaving);
      this.sentUntil = visibleFrom;
      this.message = "";
      this.room = null;
      await this.#showAgain();
    } catch (error) {
      this.sendFailure = error;
      this.#notSent(error);
    } finally {
      this.isSending = false;
      this.leaving = null;
    }
  }

  readonly #onLeaving = (leaving: Leaving): void => {
    this.leaving = leaving;
  };

  /** What the page said is so no more. */
  #notSent(error: unknown): void {
    const { code } = failureOf(error);
    if (code === "no_pass") this.#setPostsLeft(0);
    if (code === "readers_changed") void this.#read(false);
  }

  #postsLeft(): number {
    return this.state.name === "found" ? this.state.thread.postsLeft : 0;
  }

  #setPostsLeft(postsLeft: number): void {
    if (this.state.name === "found") this.state = { ...this.state, thread: { ...this.state.thread, postsLeft } };
  }

  /** Shows the ways to give another pass, on the way to a message or before it is needed. */
  async #renew(): Promise<void> {
    this.renewal = { name: "giving" };
    await this.focusOn("#pass");
  }

  async #later(): Promise<void> {
    this.renewal = { name: "idle" };
    await this.focusOn("#posts-left");
  }

  async #exchange(): Promise<void> {
    this.renewal = { name: "exchanging" };
    try {
      const { postsLeft } = await ask("exchangePass", {}, undefined, this.#onLeaving);
      this.#setPostsLeft(postsLeft);
      this.renewal = { name: "done" };
      this.sendFailure = null;
      await this.focusOn("#renewed, #posts-left");
    } catch (error) {
      this.renewal = { name: "failed", error };
      await this.focusOn("#posts-left .ts-failure");
    }
  }

  #type(typed: string, field: HTMLTextAreaElement): void {
    this.message = typeInto(field, typed);
    this.sentUntil = null;
    const { message } = this;
    void ask("measureMessage", { text: message })
      .then((room) => {
        if (message === this.message) this.room = room;
      })
      .catch((error: unknown) => (this.sendFailure = error));
  }

  #entry(): TemplateResult {
    return row(
      msg("Verder met mijn codenaam"),
      html`<h1 class="nl-heading nl-heading--level-1">${msg("Wat is uw codenaam?")}</h1>
        <p class="nl-paragraph nl-paragraph--lead">${msg("De zeven woorden die u op papier schreef.")}</p>
        ${this.failure === null ? nothing : failureView(this.failure)}
        <form @submit=${this.#onSubmit}>
          <ts-words-field kind="codename"></ts-words-field>
          <div class="ts-actions ts-block">
            <button type="submit" class="nl-button nl-button--primary">${msg("Openen")}</button>
          </div>
        </form>
        <p class="ts-small ts-soft">
          ${msg("Uw codenaam blijft op dit apparaat. Sluit u deze pagina, dan is zij hier weg.")}
        </p>`,
    );
  }

  #openingView({ progress, isDeriving }: Extract<State, { name: "opening" }>): TemplateResult {
    if (progress !== null && isDeriving === true) return slowKeysView(progress);
    return progressView(msg("Wij maken uw sleutels en controleren het logboek."), progress);
  }

  #nothing(nextVisible: number, vouched: Vouched): TemplateResult {
    const time = formatTime(nextVisible, this.#interval());
    return row(
      "",
      html`<h1 class="nl-heading nl-heading--level-1">${msg("Hier is nog niets")}</h1>
        <p class="nl-paragraph nl-paragraph--lead">
          ${msg(html`Uw zeven woorden horen bij elkaar. Wat nu wordt verstuurd, is zichtbaar vanaf <strong class="ts-num">${time}</strong>.`)}
        </p>
        <p class="ts-measure">
          ${msg("Verstuurde u langer geleden iets? Dan is dit een andere codenaam dan die op uw papier. Controleer elk woord.")}
        </p>
        ${this.failure === null ? nothing : failureView(this.failure)} ${vouchedView(vouched)}
        <div class="ts-actions">
          <button type="button" class="nl-button" ?disabled=${this.isReading} @click=${() => void this.#look(false)}>
            ${msg("Opnieuw kijken")}
          </button>
          <button type="button" class="nl-button" @click=${() => (this.state = { name: "entry" })}>
            ${msg("Andere codenaam")}
          </button>
        </div>`,
    );
  }

  protected override render(): TemplateResult {
    const { state } = this;
    switch (state.name) {
      case "entry":
        return this.#entry();
      case "opening":
        return row(
          msg("Verder met mijn codenaam"),
          html`<h1 class="nl-heading nl-heading--level-1">${msg("Uw signaal wordt opgezocht")}</h1>
            ${this.#openingView(state)}`,
        );
      case "nothing":
        return this.#nothing(state.nextVisible, state.vouched);
      case "found":
        return this.organisation === null ? html`` : this.#found(state, this.organisation);
    }
  }

  #found({ thread, show }: Extract<State, { name: "found" }>, organisation: Organisation): TemplateResult {
    return show({
      thread,
      organisation,
      failure: this.failure,
      isReading: this.isReading,
      isSending: this.isSending,
      leaving: this.leaving,
      message: this.message,
      room: this.room,
      sendFailure: this.sendFailure,
      lookedAt: this.lookedAt,
      sentUntil: this.sentUntil,
      isMissing: this.isMissing,
      answers: this.#answers,
      renewal: this.renewal,
      onRenew: () => void this.#renew(),
      onGiven: () => void this.#exchange(),
      onLater: () => void this.#later(),
      onMessage: (typed, field) => this.#type(typed, field),
      onSend: () => void this.#send(),
      onWrite: () => void this.focusOn("#message"),
      onAnswer: (id) => void this.focusOn(`#${id}`),
      onRead: (older) => void this.#look(older),
      onClose: () => go(this, { page: "home" }),
    });
  }
}

customElements.define("ts-follow", FollowPage);
