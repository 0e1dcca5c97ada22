// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { Answered, Said } from "../protocol/index.ts";
import { formatDate, formatNumber } from "./format.ts";
import { outcomeLabel, routeLabel } from "./labels.ts";
import { PageElement } from "./page.ts";
import { proseView } from "./prose.ts";
import { verdictView } from "./verdict.ts";

/** Who wrote it, in words. */
export function writerOf({ by, name }: Said, submitter: string): string {
  return by === "submitter" ? submitter : (name ?? msg("Iemand die niet meer in de lijst staat"));
}

/** What the submitter is called here: over what they wrote, and in a sentence. */
export interface SubmitterNames {
  readonly label: string;
  readonly subject: string;
}

function answeredView(answered: Answered | null, submitter: string): TemplateResult {
  if (answered === null) return html`<p class="ts-soft">${msg("Nog geen antwoord.")}</p>`;
  const day = formatDate(answered.date);
  return html`<p>
    ${answered.agrees ? msg(str`${submitter} zei ja op ${day}.`) : msg(str`${submitter} zei nee op ${day}.`)}
  </p>`;
}

const textView = (text: string): TemplateResult | typeof nothing => (text === "" ? nothing : proseView(text));

function wordsView({ words, answered }: Said, who: string, { subject }: SubmitterNames): TemplateResult {
  switch (words.what) {
    case "message":
      return proseView(words.text);
    case "seen":
      return html`<p class="ts-soft">${msg(str`${who} heeft het gelezen.`)}</p>`;
    case "closed":
      return html`${verdictView(words.outcome, outcomeLabel(words.outcome))} ${proseView(words.reasons)}`;
    case "route":
      return html`<p><strong>${msg(str`Voorgestelde weg: ${routeLabel(words.route)}`)}</strong></p>
        ${textView(words.text)}
        ${words.route === "dissent" && answered === null ? nothing : answeredView(answered, subject)}`;
    case "paraphrase":
      return html`<p><strong>${msg("Samenvatting. Die gaat pas omhoog na een ja.")}</strong></p>
        ${proseView(words.text)} ${answeredView(answered, subject)}`;
    case "response":
      return html`<p>${words.agrees ? msg("Ja.") : msg("Nee.")}</p>
        ${textView(words.text)}`;
  }
}

/** So many at once: whoever writes thousands stops no page, and every one of them can be read. */
const AT_ONCE = 200;

/** What was said and done both ways, the last of it first where it is very much. Nothing that somebody wrote is ever markup. */
class Conversation extends PageElement {
  static override properties = {
    conversation: { attribute: false },
    submitter: { attribute: false },
    wanted: { state: true },
  };
  declare conversation: readonly Said[];
  declare submitter: SubmitterNames;
  declare private wanted: number;

  constructor() {
    super();
    this.conversation = [];
    this.submitter = { label: "", subject: "" };
    this.wanted = AT_ONCE;
  }

  async #more(): Promise<void> {
    this.wanted += AT_ONCE;
    await this.focusOn(".ts-say");
  }

  #earlier(hidden: number): TemplateResult | typeof nothing {
    if (hidden === 0) return nothing;
    const next = formatNumber(Math.min(hidden, AT_ONCE));
    return html`<p class="ts-soft">${msg(str`${formatNumber(hidden)} eerdere berichten staan hier nog niet.`)}</p>
      <div class="ts-actions">
        <button type="button" class="nl-button" @click=${() => void this.#more()}>
          ${msg(str`Toon ${next} eerdere berichten`)}
        </button>
      </div>`;
  }

  #said(said: Said): TemplateResult {
    const who = writerOf(said, this.submitter.label);
    const waiting = said.inLog ? "" : `. ${msg("Verstuurd, nog niet zichtbaar")}`;
    return html`<div class="ts-say ${said.by === "submitter" ? "ts-say--voice" : "ts-say--desk"}" tabindex="-1">
      <p class="ts-who">${who}, ${formatDate(said.date)}${waiting}</p>
      ${wordsView(said, who, this.submitter)}
    </div>`;
  }

  protected override render(): TemplateResult {
    const shown = this.conversation.slice(-this.wanted);
    return html`${this.#earlier(this.conversation.length - shown.length)} ${shown.map((said) => this.#said(said))}`;
  }
}

customElements.define("ts-conversation", Conversation);

export function conversationView(conversation: readonly Said[], submitter: SubmitterNames): TemplateResult {
  return html`<ts-conversation .conversation=${conversation} .submitter=${submitter}></ts-conversation>`;
}
