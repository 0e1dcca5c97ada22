// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { Answered, Said } from "../protocol/index.ts";
import { formatDate } from "./format.ts";
import { outcomeLabel, routeLabel } from "./labels.ts";
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

/** What was said and done both ways. Nothing that somebody wrote is ever markup. */
export function conversationView(conversation: readonly Said[], submitter: SubmitterNames): TemplateResult {
  return html`${conversation.map((said) => {
    const who = writerOf(said, submitter.label);
    const waiting = said.inLog ? "" : `. ${msg("Verstuurd, nog niet zichtbaar")}`;
    return html`<div class="ts-say ${said.by === "submitter" ? "ts-say--voice" : "ts-say--desk"}">
      <p class="ts-who">${who}, ${formatDate(said.date)}${waiting}</p>
      ${wordsView(said, who, submitter)}
    </div>`;
  })}`;
}
