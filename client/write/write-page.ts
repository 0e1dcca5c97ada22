// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { hasInvisible } from "../case/plain-text.ts";
import { failureView } from "../design/failure.ts";
import { fieldView } from "../design/field.ts";
import { go } from "../design/go.ts";
import { PageElement } from "../design/page.ts";
import { progressView } from "../design/progress.ts";
import { row } from "../design/sheet.ts";
import { typeInto } from "../design/typing.ts";
import { ask, currentVault } from "../vault.ts";
import type { GivenPass, Organisation, Recipients, Room, Team } from "../protocol/index.ts";
import { EMPTY_DRAFT, hasText, signalOf, type Draft, type TextMember } from "./draft.ts";
import type { Form } from "./form.ts";
import { problemsOf, stepOf, type Problem } from "./problems.ts";
import { roomView } from "./room.ts";
import { stepView } from "./step-view.ts";
import { CHECK_STEP, compactStepsView, PASS_STEP, READERS_STEP, SEND_STEP, stepsView } from "./steps.ts";
import { problemText, summaryView } from "./summary.ts";
import "./send-step.ts";

/** Writing, step by step. Every step can be gone back to; nothing is stored, and leaving warns. */
export class WritePage extends PageElement {
  static override properties = {
    step: { state: true },
    furthest: { state: true },
    draft: { state: true },
    organisation: { state: true },
    recipients: { state: true },
    problems: { state: true },
    failure: { state: true },
    room: { state: true },
    wasCleaned: { state: true },
    words: { state: true },
    search: { state: true },
    given: { state: true },
  };
  declare private step: number;
  declare private furthest: number;
  declare private draft: Draft;
  declare private organisation: Organisation | null;
  declare private recipients: Recipients;
  declare private problems: readonly Problem[];
  declare private failure: unknown;
  declare private room: Room | null;
  /** Whether something invisible was taken out of what was typed or pasted. */
  declare private wasCleaned: boolean;
  /** The codename on somebody's paper; none before the first visit of the last step, or after an attempt to send with it. */
  declare private words: readonly string[];
  declare private search: string;
  /** A pass or card, and the Worker that has it: with that it is gone. */
  declare private given: { readonly pass: GivenPass; readonly vault: object | undefined } | null;
  #hadWords = false;
  #isSent = false;
  #isAttempted = false;
  /** Before the latest attempt, which may turn out to have been none. */
  #wasAttempted = false;
  /** Of the latest question to the Worker: an older answer is not shown over it. */
  #measuring = 0;

  constructor() {
    super();
    this.step = 0;
    this.furthest = 0;
    this.draft = EMPTY_DRAFT;
    this.organisation = null;
    this.recipients = { teams: [], rungs: [] };
    this.problems = [];
    this.failure = null;
    this.room = null;
    this.wasCleaned = false;
    this.words = [];
    this.search = "";
    this.given = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Coming back from another page, where the Worker may have ended.
    this.requestUpdate();
    if (this.organisation === null) void this.#load();
  }

  /** Whether leaving now would lose something. */
  hasText(): boolean {
    return !this.#isSent && hasText(this.draft);
  }

  isSent(): boolean {
    return this.#isSent;
  }

  currentStep(): number {
    return this.step;
  }

  /** Shows a step: after "Verder", or with the browser's own button. */
  async show(step: number): Promise<void> {
    if (this.#isAttempted && step !== SEND_STEP) {
      this.words = [];
      this.#hadWords = true;
      this.#isAttempted = false;
    }
    // The browser's history may name steps of a text that was sent.
    this.step = Math.min(step, this.furthest + 1);
    this.furthest = Math.max(this.furthest, Math.min(this.step, CHECK_STEP));
    this.problems = [];
    this.wasCleaned = false;
    await this.focusHeading();
  }

  async #load(): Promise<void> {
    this.failure = null;
    try {
      const organisation = await ask("newestOrganisation", {});
      // Read again after a failure it still is without whom this draft keeps out.
      this.recipients = await ask("recipients", { excluded: this.draft.excluded });
      this.organisation = organisation;
      this.#chooseTeam();
      // The heading that had the focus while one waited is gone.
      await this.focusHeading();
    } catch (error) {
      this.failure = error;
      await this.focusOn(".ts-failure");
    }
  }

  /** At random among those left, so that no team gets more than another because it comes first. */
  #chooseTeam(): void {
    const { teams } = this.recipients;
    if (teams.some(({ id }) => id === this.draft.team)) return;
    const random = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
    this.draft = { ...this.draft, team: teams[random % teams.length]?.id ?? "" };
  }

  #set(change: Partial<Draft>): void {
    this.draft = { ...this.draft, ...change };
    this.problems = this.problems.filter((problem) => !(problem in change));
    if (change.excluded !== undefined) void this.#exclude(change.excluded);
    void this.#measure();
  }

  async #exclude(excluded: readonly string[]): Promise<void> {
    try {
      const recipients = await ask("recipients", { excluded });
      if (this.draft.excluded !== excluded) return;
      this.recipients = recipients;
      this.#chooseTeam();
    } catch (error) {
      this.failure = error;
    }
  }

  async #measure(): Promise<void> {
    const turn = ++this.#measuring;
    // Where measuring fails, sending does too, and says why.
    const room = await ask("measureSignal", { signal: signalOf(this.draft, true), team: this.draft.team || "-" }).catch(
      () => this.room,
    );
    if (turn === this.#measuring) this.room = room;
  }

  #type(member: TextMember, typed: string, field: HTMLTextAreaElement): void {
    // A title is one line, also when two were pasted.
    this.#set({ [member]: this.#clean(member === "title" ? typed.replaceAll(/\r?\n/gu, " ") : typed, field) });
  }

  #clean(typed: string, field: HTMLTextAreaElement): string {
    this.wasCleaned ||= hasInvisible(typed);
    return typeInto(field, typed);
  }

  #pass(): GivenPass | null {
    return this.given !== null && this.given.vault === currentVault() ? this.given.pass : null;
  }

  #take(pass: GivenPass): void {
    this.given = { pass, vault: currentVault() };
    this.problems = this.problems.filter((problem) => problem !== "pass");
  }

  async #next(): Promise<void> {
    const writing = { draft: this.draft, hasPass: this.#pass() !== null };
    this.problems = problemsOf(writing, this.step === CHECK_STEP ? undefined : this.step);
    if (this.problems.length > 0) {
      await this.focusOn("#problems");
      return;
    }
    if (this.room?.fits === false) {
      await this.focusOn("#room");
      return;
    }
    this.#goTo(this.#nextStep());
  }

  /** Who comes back for a pass at the end has all the rest. */
  #nextStep(): number {
    return this.step === PASS_STEP && this.furthest === CHECK_STEP ? CHECK_STEP : this.step + 1;
  }

  #goTo(step: number): void {
    go(this, { page: "write", step });
  }

  /** Where a problem is mended: its field, on this step or on another. */
  async #mend(problem: Problem): Promise<void> {
    const { problems } = this;
    const step = stepOf(problem);
    if (step !== this.step) {
      this.#goTo(step);
      await this.show(step);
      this.problems = problems.filter((other) => stepOf(other) === step);
    }
    await this.focusOn(`#${problem}`);
  }

  /** It is sent: nothing of it stays on this page. */
  #forgetText(): void {
    this.#isSent = true;
    this.draft = { ...EMPTY_DRAFT, team: this.draft.team };
    this.room = null;
    this.words = [];
    this.search = "";
    this.given = null;
  }

  #team(): Team | null {
    return this.recipients.teams.find(({ id }) => id === this.draft.team) ?? null;
  }

  #problemOf(name: Problem | TextMember): string | undefined {
    const problem = this.problems.find((other) => other === name);
    return problem === undefined ? undefined : problemText(problem);
  }

  #form(organisation: Organisation): Form {
    const { draft, recipients } = this;
    return {
      draft,
      given: this.#pass(),
      organisation,
      recipients,
      search: this.search,
      find: (typed) => (this.search = typed),
      team: this.#team(),
      problem: (name) => this.#problemOf(name),
      set: (change) => this.#set(change),
      text: (member, label, help, rows) =>
        fieldView({
          id: member,
          label,
          help,
          rows,
          value: draft[member],
          problem: this.#problemOf(member),
          onInput: (typed, field) => this.#type(member, typed, field),
        }),
      clean: (typed, field) => this.#clean(typed, field),
      goTo: (step) => this.#goTo(step),
    };
  }

  #nextLabel(): string {
    if (this.step === CHECK_STEP) return msg("Naar mijn codenaam");
    return this.#nextStep() === this.step + 1 ? msg("Verder") : msg("Terug naar nakijken");
  }

  #actions(): TemplateResult {
    return html`<div class="ts-actions">
      <button type="button" class="nl-button nl-button--primary" @click=${() => void this.#next()}>
        ${this.#nextLabel()}
      </button>
      ${
        this.step === PASS_STEP && this.#pass() === null
          ? html`<button type="button" class="nl-button" @click=${() => this.#goTo(this.#nextStep())}>
              ${msg("Eerst de vragen bekijken")}
            </button>`
          : nothing
      }
      ${
        this.step > 0
          ? html`<button type="button" class="nl-button" @click=${() => this.#goTo(this.step - 1)}>
              ${msg("Terug")}
            </button>`
          : nothing
      }
      <p class="ts-small ts-soft">
        ${
          this.step === PASS_STEP && this.#pass() === null
            ? msg(
                "Zonder pas of kaart kunt u alles bekijken, maar niet versturen. Bewaren kan hier niet: sluit u deze pagina, dan is uw tekst weg.",
              )
            : msg("Er is nog niets verstuurd of bewaard. Sluit u deze pagina, dan is uw tekst weg.")
        }
      </p>
    </div>`;
  }

  #sendStep(organisation: Organisation, team: Team | null): TemplateResult {
    return html`<ts-send
      .draft=${this.draft}
      .team=${team}
      .organisation=${organisation}
      .words=${this.words}
      .isNew=${this.#hadWords}
      @drawn=${(event: CustomEvent<readonly string[]>) => (this.words = event.detail)}
      .given=${this.#pass()}
      @attempt=${() => this.#attempt()}
      @unsent=${() => this.#refuseVoucher()}
      @withheld=${() => this.#withdrawAttempt()}
      @reread=${() => void this.#reread()}
      @given=${(event: CustomEvent<GivenPass>) => this.#take(event.detail)}
      @back=${() => this.#goTo(CHECK_STEP)}
      @sent=${() => this.#forgetText()}
    ></ts-send>`;
  }

  /** It may have arrived: another version of the text needs another codename, and its writer is told so. */
  #attempt(): void {
    this.#wasAttempted = this.#isAttempted;
    this.#isAttempted = true;
  }

  /** Nothing was sent: the words on paper stay. */
  #withdrawAttempt(): void {
    this.#isAttempted = this.#wasAttempted;
  }

  /** The pass was not taken: another one is needed. */
  #refuseVoucher(): void {
    this.#withdrawAttempt();
    this.given = null;
  }

  /** Who reads is another question than it was: it is asked again, with the list of now. */
  async #reread(): Promise<void> {
    this.organisation = null;
    this.#goTo(READERS_STEP);
    await this.#load();
  }

  #title(content: TemplateResult): TemplateResult {
    return row(
      "",
      html`<h1 class="nl-heading nl-heading--level-1">${msg("Een signaal geven")}</h1>
        ${content}`,
    );
  }

  protected override render(): TemplateResult {
    if (this.failure !== null) {
      const again = html`<button type="button" class="nl-button" @click=${() => void this.#load()}>
        ${msg("Opnieuw proberen")}
      </button>`;
      return this.#title(failureView(this.failure, again));
    }
    const { organisation } = this;
    if (organisation === null) return this.#title(progressView(msg("De sleutels worden opgehaald en gecontroleerd.")));
    const team = this.#team();
    // Once it is sent nothing else is shown, whatever the browser's back button asks for.
    if (this.#isSent || (this.step === SEND_STEP && team !== null)) return this.#sendStep(organisation, team);
    return html`<div class="ts-row" @given=${(event: CustomEvent<GivenPass>) => this.#take(event.detail)}>
      ${stepsView(this.step, this.furthest, (step) => this.#goTo(step))}
      <div class="ts-main">
        ${compactStepsView(this.step)}
        ${stepView(
          this.step,
          this.#form(organisation),
          summaryView(this.problems, (problem) => void this.#mend(problem)),
        )}
        ${roomView(this.room, this.wasCleaned)} ${this.#actions()}
      </div>
    </div>`;
  }
}

customElements.define("ts-write", WritePage);
