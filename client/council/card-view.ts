// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { html, type TemplateResult } from "lit";
import { qrView } from "../design/qr.ts";
import type { CardOrder } from "../protocol/index.ts";
import { cutMarks, PAPER, sheetsOf } from "./sheets.ts";

/** What is the same on every card of a printing. */
export interface Print {
  /** Address of the submitter's pages, as people type it. */
  readonly address: string;
  readonly year: number;
  readonly language: CardOrder["language"];
}

// Both languages stand on every card, whatever the page speaks: one is handed out to everybody, and who picks which is nobody's business.

function dutch({ address, year }: Print): TemplateResult {
  return html`<p lang="nl">
    Iedereen die hier werkt, krijgt zo’n kaart, en niemand weet wie welke heeft. Hiermee geeft u één signaal zonder
    naam, op <strong>${address}</strong>, tot en met ${year + 1}. Bewaar hem thuis, als contant geld: wie de woorden
    heeft, kan hem gebruiken.
  </p>`;
}

function english({ address, year }: Print): TemplateResult {
  return html`<p lang="en">
    Everybody who works here gets such a card, and nobody knows who has which. It gives you one signal without a name,
    at
    <strong>${address}</strong>, until the end of ${year + 1}. Keep it at home, like cash: whoever has the words can use
    it.
  </p>`;
}

const QR_LABELS: Readonly<Record<Print["language"], string>> = {
  nl: "De acht woorden als QR-code",
  en: "The eight words as a QR code",
};

/** One card, without a number: nothing on it tells it from the others but its words. */
export function cardView(words: readonly string[], print: Print): TemplateResult {
  return html`<div class="ts-card-frame">
    <div class="ts-card">
      ${qrView(words.join(" ").toUpperCase(), QR_LABELS[print.language], "medium")}
      <div>
        <p class="ts-card-name">Tegenspraak</p>
        <ol class="ts-card-words" lang=${print.language}>
          ${words.map((word) => html`<li>${word}</li>`)}
        </ol>
      </div>
      <div class="ts-card-text">${dutch(print)} ${english(print)}</div>
    </div>
  </div>`;
}

/** Sheets of A4, for paper only. */
export function sheetsView(cards: readonly (readonly string[])[], print: Print): TemplateResult {
  return html`<div class="ts-card-sheets">
    ${sheetsOf(cards).map(
      (sheet) =>
        html`<div class="ts-card-sheet">
          <svg class="ts-card-marks" viewBox="0 0 ${PAPER.width} ${PAPER.height}" aria-hidden="true">
            <path d=${cutMarks()} />
          </svg>
          ${sheet.map((words) => cardView(words, print))}
        </div>`,
    )}
  </div>`;
}
