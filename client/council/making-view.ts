// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { failureView } from "../design/failure.ts";
import { formatNumber } from "../design/format.ts";
import { progressView } from "../design/progress.ts";
import { row } from "../design/sheet.ts";
import type { Progress } from "../protocol/index.ts";
import { cardSentences } from "./sentences.ts";

function makingRow(content: TemplateResult): TemplateResult {
  return row(
    msg("Ondernemingsraad"),
    html`<h1 class="nl-heading nl-heading--level-1">${msg("Kaarten maken")}</h1>
      ${content}`,
  );
}

function drawnText(progress: Progress | null): string {
  if (progress === null) return msg("De kaarten worden gemaakt.");
  return msg(str`${formatNumber(progress.done)} van ${formatNumber(progress.total)} kaarten gemaakt.`);
}

/** While words are drawn. */
export function drawingView(progress: Progress | null): TemplateResult {
  return makingRow(progressView(drawnText(progress), progress));
}

/** While the board keeps the hashes. */
export function registeringView(): TemplateResult {
  return makingRow(progressView(msg("De server krijgt de controlegetallen van de kaarten.")));
}

/** Drawn, and not kept by the board as far as is known. */
export function notRegisteredView(failure: unknown, onAgain: () => void, onBack: () => void): TemplateResult {
  const actions = html`<button type="button" class="nl-button nl-button--primary" @click=${onAgain}>
      ${msg("Opnieuw proberen")}
    </button>
    <button type="button" class="nl-button" @click=${onBack}>${msg("Terug")}</button>`;
  return makingRow(failureView(failure, actions, cardSentences()));
}
