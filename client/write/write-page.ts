// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { html, nothing, type TemplateResult } from "lit";
import { hasInvisible, plainText } from "../case/plain-text.ts";
import { fieldView } from "../design/field.ts";
import { failureView } from "../design/failure.ts";
import { formatNames, formatNumber } from "../design/format.ts";
import { PageElement } from "../design/page.ts";
import { progressView } from "../design/progress.ts";
import { signalView } from "../design/signal.ts";
import { ask } from "../vault.ts";
import type { Organisation, Room, Team } from "../worker/protocol.ts";
import { problemsOf, type Draft, type DraftField, type DraftProblem } from "./draft.ts";
import { compactStepsView, stepsView } from "./steps.ts";
import "./send-step.ts";

const FIELDS_OF_STEP: readonly (readonly DraftField[])[] = [["title"], ["facts", "judgement"], [], [], []];
const SEND_STEP = 4;

/** Writing, step by step. Every step can be gone back to; nothing is stored, and leaving warns. */
export class WritePage extends PageElement {
  static override properties = {
    step: { state: true },
    draft: { state: true },
    organisation: { state: true },
    problems: { state: true },
    failure: { state: true },
    room: { state: true },
    wasCleaned: { state: true },
    isSent: { state: true },
  };
  declare private step: number;
  declare private draft: Draft;
  declare private organisation: Organisation | null;
  declare private problems: readonly DraftProblem[];
  declare private failure: unknown;
  declare private room: Room | null;
  /** Whether something invisible was taken out of what was typed or pasted. */
  declare private wasCleaned: boolean;
  declare private isSent: boolean;

  constructor() {
    super();
    this.step = 0;
    this.draft = { title: "", facts: "", judgement: "", team: "" };
    this.organisation = null;
    this.problems = [];
    this.failure = null;
    this.room = null;
    this.wasCleaned = false;
    this.isSent = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("beforeunload", this.#onUnload);
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("beforeunload", this.#onUnload);
  }

  readonly #onUnload = (event: BeforeUnloadEvent): void => {
    const { title, facts, judgement } = this.draft;
    if (!this.isSent && `${title}${facts}${judgement}` !== "") event.preventDefault();
  };

  async #load(): Promise<void> {
    this.failure = null;
    try {
      this.organisation = await ask("organisation", {});
      const { teams } = this.organisation;
      // At random, so that no team gets more than another because it comes first.
      const random = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
      const team = teams[random % teams.length];
      if (this.draft.team === "" && team !== undefined) this.draft = { ...this.draft, team: team.id };
    } catch (error) {
      this.failure = error;
    }
  }

  #type(field: DraftField, event: Event): void {
    const input = event.target as HTMLTextAreaElement;
    const text = plainText(input.value);
    this.wasCleaned = this.wasCleaned || hasInvisible(input.value);
    // A title is one line, also when two were pasted.
    this.draft = { ...this.draft, [field]: field === "title" ? text.replaceAll("\n", " ") : text };
    this.problems = this.problems.filter((problem) => problem.field !== field);
    void this.#measure();
  }

  async #measure(): Promise<void> {
    const { title, facts, judgement, team } = this.draft;
    this.room = await ask("measureSignal", { signal: { title, facts, judgement }, team }).catch(() => this.room);
  }

  async #next(): Promise<void> {
    this.problems = problemsOf(this.draft, FIELDS_OF_STEP[this.step] ?? []);
    if (this.problems.length > 0) {
      await this.focusOn("#problems");
      return;
    }
    if (this.room?.fits === false) {
      await this.focusOn("#room");
      return;
    }
    await this.#goTo(this.step + 1);
  }

  async #goTo(step: number): Promise<void> {
    this.step = step;
    this.problems = [];
    await this.focusHeading();
  }

  /** It is sent: nothing of it stays on this page. */
  #forgetText(): void {
    this.isSent = true;
    this.draft = { title: "", facts: "", judgement: "", team: this.draft.team };
  }

  #team(): Team | null {
    return this.organisation?.teams.find(({ id }) => id === this.draft.team) ?? null;
  }

  #summary(): TemplateResult | typeof nothing {
    if (this.problems.length === 0) return nothing;
    const focus = (event: Event, field: DraftField): void => {
      event.preventDefault();
      this.querySelector<HTMLElement>(`#${field}`)?.focus();
    };
    return html`<div class="ts-summary" id="problems" role="alert" tabindex="-1">
      <h2 class="nl-heading nl-heading--level-3">Er ontbreekt nog iets</h2>
      <ul>
        ${this.problems.map(
          ({ field, message }) =>
            html`<li>
              <a class="nl-link" href="#${field}" @click=${(event: Event) => focus(event, field)}>${message}</a>
            </li>`,
        )}
      </ul>
    </div>`;
  }

  #field(field: DraftField, label: string, help: string, rows: number): TemplateResult {
    const problem = this.problems.find((entry) => entry.field === field)?.message;
    const onInput = (event: Event): void => this.#type(field, event);
    return fieldView({ id: field, label, help, rows, value: this.draft[field], problem, onInput });
  }

  #roomLeft(): TemplateResult {
    const { room } = this;
    const used = room === null ? 0 : Math.min(100, Math.ceil((room.usedBytes / room.availableBytes) * 100));
    const text = room?.fits === false ? "De tekst is te lang. Maak hem korter." : `U gebruikt ${used} % van de ruimte.`;
    return html`<div id="room" tabindex="-1">
      <p class="ts-small ${room?.fits === false ? "ts-error" : "ts-soft"}" role="status">${text}</p>
      ${
        this.wasCleaned
          ? html`<p class="ts-small ts-soft" role="status">
              Onzichtbare tekens uit uw tekst zijn weggehaald. De rest is niet veranderd.
            </p>`
          : nothing
      }
    </div>`;
  }

  #subject(): TemplateResult {
    return html`<h1 class="nl-heading nl-heading--level-1">Waar gaat het over?</h1>
      <p class="nl-paragraph nl-paragraph--lead">
        Eén zin is genoeg. Noem geen namen en geen plek waar weinig mensen werken.
      </p>
      ${this.#summary()}
      ${this.#field("title", "In één zin", "Bijvoorbeeld: één termijn voor alle aanvragen is niet haalbaar.", 1)}
      ${this.#roomLeft()}`;
  }

  #facts(): TemplateResult {
    return html`<h1 class="nl-heading nl-heading--level-1">Wat is er aan de hand?</h1>
      <p class="nl-paragraph nl-paragraph--lead">
        Schrijf de feiten en uw oordeel los van elkaar. Dan kan niemand zeggen dat het ‘maar een mening’ is.
      </p>
      ${this.#summary()}
      ${this.#field(
        "facts",
        "De feiten",
        "Wat gebeurde er, en wanneer? Wat hebt u zelf gezien of gelezen? Let op: feiten kunnen later openbaar worden door de Wet open overheid.",
        6,
      )}
      ${this.#field("judgement", "Uw oordeel", "Wat vindt u ervan, vanuit uw vak? Wat gaat er mis als er niets verandert? Dit mag leeg blijven.", 5)}
      ${this.#roomLeft()}`;
  }

  #readers(): TemplateResult {
    return html`<h1 class="nl-heading nl-heading--level-1">Wie mag het lezen?</h1>
      <p class="nl-paragraph nl-paragraph--lead">
        Eén team van vertrouwenspersonen krijgt uw signaal. Iedereen in dat team kan het lezen, en verder niemand.
      </p>
      <fieldset class="ts-block">
        <legend class="ts-label">Kies een team</legend>
        <p class="ts-help">Wij kozen er willekeurig één. Werkt u met iemand samen? Kies dan het andere team.</p>
        <div class="ts-choice">
          ${(this.organisation?.teams ?? []).map(
            (team) =>
              html`<label>
                <input
                  type="radio"
                  name="team"
                  .checked=${team.id === this.draft.team}
                  @change=${() => (this.draft = { ...this.draft, team: team.id })}
                />
                <span><strong>${team.name}</strong><span>${formatNames(team.members)}</span></span>
              </label>`,
          )}
        </div>
      </fieldset>`;
  }

  #preview(): TemplateResult {
    const team = this.#team();
    const { title, facts, judgement } = this.draft;
    return html`<h1 class="nl-heading nl-heading--level-1">Klopt dit zo?</h1>
      <p class="nl-paragraph nl-paragraph--lead">
        Dit lezen ${team === null ? "zij" : formatNames(team.members)}, en niets anders. De datum van vandaag staat
        erbij, geen tijd.
      </p>
      <div class="ts-block">
        ${signalView({ title, facts, judgement })}
        ${judgement === "" ? html`<p class="ts-small ts-soft">U schreef geen oordeel.</p>` : nothing}
      </div>
      <div class="ts-block">
        <h2 class="nl-heading nl-heading--level-3">Wie dit kan lezen</h2>
        <p>Vertrouwenspersonen, ${team?.name ?? ""}: <strong>${formatNames(team?.members ?? [])}</strong>.</p>
        <p class="ts-small ts-soft">
          Uw tekst is ${formatNumber(title.length + facts.length + judgement.length)} tekens lang. Alles wat u
          verstuurt, is van buiten even groot.
        </p>
      </div>`;
  }

  #step(): TemplateResult {
    return (
      [() => this.#subject(), () => this.#facts(), () => this.#readers(), () => this.#preview()][this.step]?.() ??
      html``
    );
  }

  #actions(): TemplateResult {
    return html`<div class="ts-actions">
      <button type="button" class="nl-button nl-button--primary" @click=${() => void this.#next()}>
        ${this.step === SEND_STEP - 1 ? "Naar mijn codenaam" : "Verder"}
      </button>
      ${
        this.step > 0
          ? html`<button type="button" class="nl-button" @click=${() => void this.#goTo(this.step - 1)}>Terug</button>`
          : nothing
      }
      <p class="ts-small ts-soft">Er is nog niets verstuurd of bewaard. Sluit u deze pagina, dan is uw tekst weg.</p>
    </div>`;
  }

  protected override render(): TemplateResult {
    if (this.failure !== null) {
      const again = html`<button type="button" class="nl-button" @click=${() => void this.#load()}>
        Opnieuw proberen
      </button>`;
      return html`<div class="ts-row">
        <div class="ts-main">
          <h1 class="nl-heading nl-heading--level-1">Een signaal geven</h1>
          ${failureView(this.failure, again)}
        </div>
      </div>`;
    }
    if (this.organisation === null) {
      return html`<div class="ts-row">
        <div class="ts-main">
          <h1 class="nl-heading nl-heading--level-1">Een signaal geven</h1>
          ${progressView("De sleutels worden opgehaald en gecontroleerd.")}
        </div>
      </div>`;
    }
    const team = this.#team();
    if (this.step === SEND_STEP && team !== null) {
      const { title, facts, judgement } = this.draft;
      return html`<ts-send
        .signal=${{ title, facts, judgement }}
        .team=${team}
        .organisation=${this.organisation}
        @back=${() => void this.#goTo(SEND_STEP - 1)}
        @sent=${() => this.#forgetText()}
      ></ts-send>`;
    }
    return html`<div class="ts-row">
      ${stepsView(this.step, (step) => void this.#goTo(step))}
      <div class="ts-main">${compactStepsView(this.step)} ${this.#step()} ${this.#actions()}</div>
    </div>`;
  }
}

customElements.define("ts-write", WritePage);
