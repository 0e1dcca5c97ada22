// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import "../design/design.ts";
import { html, nothing, type TemplateResult } from "lit";
import { plainText } from "../case/plain-text.ts";
import type { WordsField } from "../codename/words-field.ts";
import "../codename/words-field.ts";
import { failureOf, failureView } from "../design/failure.ts";
import { formatNames, formatNumber, formatTime } from "../design/format.ts";
import { PageElement } from "../design/page.ts";
import { progressView } from "../design/progress.ts";
import { row, skipToMain } from "../design/sheet.ts";
import { ask, derive, forget } from "../vault.ts";
import type { DeskView, Member, Organisation, Progress } from "../worker/protocol.ts";
import { caseView, queueView } from "./case-view.ts";

type State = "signed-out" | "deriving" | "reading" | "open";

/** The confidential advisors' desk: a queue, and the case that is open. */
export class DeskPage extends PageElement {
  static override properties = {
    state: { state: true },
    member: { state: true },
    organisation: { state: true },
    desk: { state: true },
    chosen: { state: true },
    failure: { state: true },
    progress: { state: true },
    replies: { state: true },
    isSending: { state: true },
    isReading: { state: true },
    sendFailure: { state: true },
    visibleFrom: { state: true },
  };
  declare private state: State;
  declare private member: Member | null;
  declare private organisation: Organisation | null;
  declare private desk: DeskView | null;
  declare private chosen: string | null;
  declare private failure: unknown;
  declare private progress: Progress | null;
  /** What is being typed, by case: it outlives a session that ends. */
  declare private replies: ReadonlyMap<string, string>;
  declare private isSending: boolean;
  declare private isReading: boolean;
  declare private sendFailure: unknown;
  declare private visibleFrom: number | null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.state = "signed-out";
    this.member = null;
    this.organisation = null;
    this.desk = null;
    this.chosen = null;
    this.failure = null;
    this.progress = null;
    this.replies = new Map();
    this.isSending = false;
    this.isReading = false;
    this.sendFailure = null;
    this.visibleFrom = null;
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    void this.once(() => this.#signIn());
  };

  async #signIn(): Promise<void> {
    const field = this.querySelector<WordsField>("ts-words-field");
    if (field === null) return;
    this.failure = null;
    try {
      const text = await field.finish();
      if (text === null) return;
      this.state = "deriving";
      const organisation = await ask("organisation", {});
      this.organisation = organisation;
      const master = await derive("derivePhrase", { text, origin: organisation.origin });
      this.member = await ask("signIn", { master });
      this.state = "reading";
      this.desk = await ask("readDesk", {}, (progress) => (this.progress = progress));
      this.state = "open";
      this.#schedule();
      await this.focusHeading();
    } catch (error) {
      this.#signedOut(error);
      await this.focusOn("#failure");
    }
  }

  #signedOut(error: unknown): void {
    clearTimeout(this.#timer);
    forget();
    this.state = "signed-out";
    this.member = null;
    this.failure = error;
  }

  async #signOut(): Promise<void> {
    // The keys are gone from here in any case; that the board still knows the session is said.
    const failure = await ask("signOut", {}).catch((error: unknown) => error);
    this.desk = null;
    this.chosen = null;
    this.replies = new Map();
    this.#signedOut(failure);
    await this.focusHeading();
  }

  /** Looks again after each checkpoint, quietly, at least half a minute apart. */
  #schedule(): void {
    clearTimeout(this.#timer);
    const interval = (this.organisation?.interval ?? 3600) * 1000;
    const wait =
      this.visibleFrom === null ? Math.max(interval, 30_000) : Math.max(500, this.visibleFrom - Date.now() + 700);
    this.#timer = setTimeout(() => void this.#read(), wait);
  }

  async #read(): Promise<void> {
    if (this.isReading || this.state !== "open") return;
    this.isReading = true;
    try {
      this.desk = await ask("readDesk", {}, (progress) => (this.progress = progress));
      this.failure = null;
      this.visibleFrom = null;
      this.#schedule();
    } catch (error) {
      if (failureOf(error).code === "signed_out") this.#signedOut(error);
      else this.failure = error;
    } finally {
      this.isReading = false;
    }
  }

  async #choose(id: string | null): Promise<void> {
    this.chosen = id;
    this.sendFailure = null;
    if (id === null) await this.focusOn(".ts-queue button");
    else await this.focusHeading();
  }

  async #send(id: string): Promise<void> {
    const text = this.replies.get(id) ?? "";
    if (this.isSending || text.trim() === "") {
      await this.focusOn("#message");
      return;
    }
    this.isSending = true;
    this.sendFailure = null;
    try {
      const receipt = await ask("reply", { thread: id, text });
      this.replies = new Map([...this.replies].filter(([name]) => name !== id));
      this.desk = await ask("readDesk", {});
      this.visibleFrom = receipt.visibleFrom;
      this.#schedule();
    } catch (error) {
      this.sendFailure = error;
    } finally {
      this.isSending = false;
    }
  }

  #entry(): TemplateResult {
    return row(
      "Werkplek",
      html`<h1 class="nl-heading nl-heading--level-1">Inloggen</h1>
        <p class="nl-paragraph nl-paragraph--lead">
          Voor vertrouwenspersonen. Met de zes woorden die u bij uw start kreeg.
        </p>
        ${this.failure === null ? nothing : failureView(this.failure)}
        <form @submit=${this.#onSubmit}>
          <ts-words-field
            kind="phrase"
            label="Uw zes woorden"
            help="Met spaties ertussen. Hoofdletters maken niet uit."
          ></ts-words-field>
          <div class="ts-actions ts-block">
            <button type="submit" class="nl-button nl-button--primary">Inloggen</button>
          </div>
        </form>
        <p class="ts-small ts-soft">
          Uw woorden blijven op dit apparaat. De server kent alleen de sleutel die erbij hoort.
        </p>`,
    );
  }

  #waiting(): TemplateResult {
    const { progress } = this;
    const reading =
      progress === null
        ? "Het logboek wordt gelezen."
        : `${formatNumber(progress.done)} van ${formatNumber(progress.total)} enveloppen bekeken.`;
    return row(
      "Werkplek",
      html`<h1 class="nl-heading nl-heading--level-1">Een ogenblik</h1>
        ${
          this.state === "deriving"
            ? progressView("Uw sleutels worden gemaakt. Dat duurt een paar tellen, zodat niemand uw woorden kan raden.")
            : progressView(reading, progress)
        }`,
    );
  }

  #open(desk: DeskView, member: Member): TemplateResult {
    const thread = desk.threads.find(({ id }) => id === this.chosen) ?? null;
    const interval = this.organisation?.interval ?? 3600;
    const notice =
      this.visibleFrom === null
        ? null
        : `Uw bericht is bewaard. De melder kan het lezen vanaf ${formatTime(this.visibleFrom, interval)}.`;
    return html`<div class="ts-row ts-split ${thread === null && desk.threads.length > 0 ? "" : "has-case"}">
      ${queueView(desk, this.chosen, (id) => void this.#choose(id))}
      <div class="ts-main ts-case-pane">
        ${this.failure === null ? nothing : failureView(this.failure)}
        ${
          thread === null
            ? html`<h1 class="nl-heading nl-heading--level-1">
                  ${desk.threads.length === 0 ? "Er zijn geen signalen" : "Kies een signaal"}
                </h1>
                <p class="nl-paragraph nl-paragraph--lead">
                  ${
                    desk.threads.length === 0
                      ? "Deze pagina kijkt vanzelf of er iets nieuws is."
                      : `U leest mee met ${formatNames(member.team.members.filter((name) => name !== member.name))}.`
                  }
                </p>`
            : caseView({
                thread,
                reply: this.replies.get(thread.id) ?? "",
                notice,
                isSending: this.isSending,
                sendFailure: this.sendFailure,
                onReply: (typed) => (this.replies = new Map([...this.replies, [thread.id, plainText(typed)]])),
                onSend: () => void this.#send(thread.id),
                onBack: () => void this.#choose(null),
              })
        }
      </div>
    </div>`;
  }

  #content(): TemplateResult {
    if (this.state === "signed-out") return this.#entry();
    if (this.state === "open" && this.desk !== null && this.member !== null) return this.#open(this.desk, this.member);
    return this.#waiting();
  }

  protected override render(): TemplateResult {
    const isOpen = this.state === "open";
    return html`<div class="ts-sheet ts-desk">
      <a class="nl-skip-link" href="#inhoud" @click=${skipToMain}>Naar de inhoud</a>
      <header class="ts-row ts-head">
        <p class="ts-margin">${this.member === null ? "" : `Werkplek van ${this.member.team.name}`}</p>
        <div class="ts-main">
          <p class="ts-brand">Tegenspraak</p>
          ${
            isOpen
              ? html`<p class="ts-small ts-soft">${this.member?.name ?? ""}</p>
                  <button type="button" class="nl-button" ?disabled=${this.isReading} @click=${() => void this.#read()}>
                    Opnieuw kijken
                  </button>
                  <button type="button" class="nl-button" @click=${() => void this.#signOut()}>Uitloggen</button>`
              : nothing
          }
        </div>
      </header>
      <main id="inhoud" tabindex="-1">${this.#content()}</main>
    </div>`;
  }
}

customElements.define("ts-desk", DeskPage);
