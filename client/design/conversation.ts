// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import type { Said } from "../protocol/index.ts";
import { formatDate } from "./format.ts";
import { outcomeLabel } from "./labels.ts";
import { proseView } from "./prose.ts";
import { verdictView } from "./verdict.ts";

/** Who wrote it, in words. */
export function writerOf({ by, name }: Said, submitter: string): string {
  return by === "submitter" ? submitter : (name ?? msg("Iemand die niet meer in de lijst staat"));
}

function wordsView({ words }: Said, who: string): TemplateResult {
  switch (words.what) {
    case "message":
      return proseView(words.text);
    case "seen":
      return html`<p class="ts-soft">${msg(str`${who} heeft het gelezen.`)}</p>`;
    case "closed":
      return html`${verdictView(words.outcome, outcomeLabel(words.outcome))} ${proseView(words.reasons)}`;
  }
}

/** What was said and done both ways. Nothing that somebody wrote is ever markup. */
export function conversationView(conversation: readonly Said[], submitter: string): TemplateResult {
  return html`${conversation.map((said) => {
    const who = writerOf(said, submitter);
    const waiting = said.inLog ? "" : `. ${msg("Verstuurd, nog niet zichtbaar")}`;
    return html`<div class="ts-say ${said.by === "submitter" ? "ts-say--voice" : "ts-say--desk"}">
      <p class="ts-who">${who}, ${formatDate(said.date)}${waiting}</p>
      ${wordsView(said, who)}
    </div>`;
  })}`;
}
