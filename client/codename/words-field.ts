// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { PageElement } from "../design/page.ts";
import { ask } from "../vault.ts";
import type { WordProblem, WordsCheck } from "../protocol/index.ts";

/** What was typed and what is wrong with it; sent at every change. */
export interface WordsTyped {
  readonly text: string;
  readonly check: WordsCheck | null;
}

const PAUSE_MS = 250;

type Kind = "codename" | "phrase" | "card" | "invitation";

const CHECKS = {
  codename: "checkCodename",
  phrase: "checkPhrase",
  card: "checkCard",
  invitation: "checkInvitation",
} as const;

function labelOf(kind: Kind): string {
  switch (kind) {
    case "codename":
      return msg("Alle zeven woorden");
    case "phrase":
      return msg("Uw zes woorden");
    case "card":
      return msg("Alle acht woorden van uw kaart");
    case "invitation":
      return msg("Alle acht woorden van uw uitnodiging");
  }
}

function completeText(kind: Kind): string {
  switch (kind) {
    case "codename":
      return msg("Alle zeven woorden horen bij elkaar.");
    case "phrase":
      return msg("Alle zes woorden staan in de lijst.");
    case "card":
    case "invitation":
      return msg("Alle acht woorden horen bij elkaar.");
  }
}

/** The other kind of paper in somebody's hand, where its words are typed here. */
async function isOfOtherPaper(kind: Kind, text: string, check: WordsCheck): Promise<boolean> {
  if (check.state !== "count") return false;
  if (kind === "card" && check.typed === 7) return (await ask("checkCodename", { text })).state === "complete";
  return kind === "codename" && check.typed === 8 && (await ask("checkCard", { text })).state === "complete";
}

/** How far somebody is while typing. */
function countText(typed: number, expected: number): string {
  if (typed > expected) return msg(str`Dat zijn ${typed} woorden. Het moeten er ${expected} zijn.`);
  const left = expected - typed;
  if (typed === 1) return msg(str`Eén woord is goed. Nog ${left} te gaan.`);
  return msg(str`${typed} woorden zijn goed. Nog ${left} te gaan.`);
}

/**
 * A field for a codename (seven words), a phrase (six), a card or an invitation (eight). Says which word is not in the list and what was probably meant; a word
 * that is still being typed is left alone.
 */
export class WordsField extends PageElement {
  static override properties = {
    kind: {},
    text: { state: true },
    check: { state: true },
    isFinal: { state: true },
    isOther: { state: true },
  };
  declare kind: Kind;
  declare private text: string;
  declare private check: WordsCheck | null;
  /** Whether the last word counts too: somebody pressed on. */
  declare private isFinal: boolean;
  /** These are the words of a card where a codename belongs, or the other way round. */
  declare private isOther: boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.kind = "codename";
    this.text = "";
    this.check = null;
    this.isFinal = false;
    this.isOther = false;
  }

  /**
   * Checks at once, the last word included.
   * @returns what was typed, or null with the reasons shown and the focus in the field
   */
  async finish(): Promise<string | null> {
    clearTimeout(this.#timer);
    this.isFinal = true;
    const { text } = this;
    if ((await this.#run()).state === "complete") return text;
    this.focusField();
    return null;
  }

  focusField(): void {
    this.querySelector("textarea")?.focus();
  }

  async #run(): Promise<WordsCheck> {
    const { text, kind } = this;
    const check = await ask(CHECKS[kind], { text });
    const isOther = await isOfOtherPaper(kind, text, check);
    if (text === this.text) {
      this.check = check;
      this.isOther = isOther;
      this.#tell();
    }
    return check;
  }

  #tell(): void {
    const detail: WordsTyped = { text: this.text, check: this.check };
    this.dispatchEvent(new CustomEvent("words", { detail }));
  }

  #onInput(event: Event): void {
    this.text = (event.target as HTMLTextAreaElement).value;
    this.check = null;
    this.isFinal = false;
    this.isOther = false;
    this.#tell();
    clearTimeout(this.#timer);
    if (this.text.trim() === "") return;
    this.#timer = setTimeout(() => {
      this.#run().catch(() => {
        // Without an organisation no check word can be known; pressing on says so in its own words.
        this.check = null;
      });
    }, PAUSE_MS);
  }

  /** Enter goes on, as in a field of one line. */
  #onKey(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    this.closest("form")?.requestSubmit();
  }

  async #replace(problem: WordProblem, word: string): Promise<void> {
    const words = this.text.trim().split(/\s+/u);
    words[problem.position] = word;
    this.text = words.join(" ");
    await this.#run();
    this.focusField();
  }

  #problems(): readonly WordProblem[] {
    if (this.check?.state !== "unknown") return [];
    const isTyping = !this.isFinal && !/\s$/u.test(this.text);
    const last = this.text.trim().split(/\s+/u).length - 1;
    return this.check.problems.filter(({ position }) => !isTyping || position !== last);
  }

  #status(): string {
    if (this.isOther) return this.#otherText();
    if (this.check === null || this.check.state === "unknown" || this.check.state === "check_word") return "";
    if (this.check.state === "count") return countText(this.check.typed, this.check.expected);
    return completeText(this.kind);
  }

  #otherText(): string {
    return this.kind === "card"
      ? msg(
          "Dit lijkt een codenaam: zeven woorden die bij elkaar horen. Die is hier niet nodig. Zoek uw kaart: daar staan acht woorden op.",
        )
      : msg("Dit lijken de acht woorden van een kaart. Hier hoort uw codenaam: de zeven woorden die u zelf opschreef.");
  }

  #errors(): TemplateResult | typeof nothing {
    if (this.check?.state === "check_word") {
      return html`<p class="ts-error">
        ${msg("Alle woorden bestaan, maar ze horen niet bij elkaar. Eén woord is een ander woord dan op uw papier, of twee woorden staan omgedraaid.")}
      </p>`;
    }
    const problems = this.#problems();
    if (problems.length === 0) return nothing;
    return html`${problems.map(
      (problem) =>
        html`<p class="ts-error">
            ${msg(str`Woord ${problem.position + 1}, ‘${problem.typed}’, staat niet in de lijst.`)}
            ${problem.suggestions.length > 0 ? msg("Bedoelt u:") : nothing}
          </p>
          <div class="ts-actions">
            ${problem.suggestions.map(
              (word) =>
                html`<button type="button" class="nl-button" @click=${() => void this.#replace(problem, word)}>
                  ${word}
                </button>`,
            )}
          </div>`,
    )}`;
  }

  protected override render(): TemplateResult {
    const hasErrors = this.check?.state === "check_word" || this.#problems().length > 0;
    return html`<div class="ts-measure">
      <label class="ts-label" for="words">${labelOf(this.kind)}</label>
      <p class="ts-help" id="words-help">${msg("Met spaties ertussen. Hoofdletters maken niet uit.")}</p>
      <textarea
        class="ts-field ts-field--words"
        id="words"
        rows="2"
        autocomplete="off"
        autocapitalize="none"
        autocorrect="off"
        spellcheck="false"
        aria-describedby="words-help words-status"
        aria-invalid=${hasErrors ? "true" : "false"}
        .value=${this.text}
        @input=${this.#onInput}
        @keydown=${this.#onKey}
      ></textarea>
      <div id="words-status" aria-live="polite">
        <p class="ts-small ${this.isOther ? "ts-strong" : "ts-soft"}">${this.#status()}</p>
        ${this.#errors()}
      </div>
    </div>`;
  }
}

customElements.define("ts-words-field", WordsField);
