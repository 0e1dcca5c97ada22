// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { formatNumber } from "../design/format.ts";
import { pairsView } from "../design/pairs.ts";
import { sectionView } from "../design/section.ts";
import { row } from "../design/sheet.ts";
import type { DrawnCards } from "../protocol/index.ts";
import { cardView, sheetsView, type Print } from "./card-view.ts";
import { partsOf, sheetCount } from "./sheets.ts";

interface Printing {
  readonly cards: DrawnCards;
  readonly print: Print;
  /** Of the parts, from 0: the one that the printer gets now. */
  readonly part: number;
  /** Those that it got before. */
  readonly printed: ReadonlySet<number>;
  readonly onPrint: (part: number) => void;
  readonly onDone: () => void;
}

function partLabel(part: number, parts: readonly DrawnCards[]): string {
  const before = parts.slice(0, part).reduce((sum, { length }) => sum + sheetCount(length), 0);
  const [first, last] = [before + 1, before + sheetCount(parts[part]?.length ?? 0)];
  if (parts.length === 1) return last === 1 ? msg("Print het vel") : msg(str`Print ${formatNumber(last)} vellen`);
  return msg(str`Print vel ${formatNumber(first)} tot en met ${formatNumber(last)}`);
}

function partsView(parts: readonly DrawnCards[], { printed, onPrint }: Printing): TemplateResult {
  const next = parts.findIndex((_, i) => !printed.has(i));
  return html`<ul>
    ${parts.map(
      (_, i) =>
        html`<li class="ts-actions ts-print-part">
          <button
            type="button"
            class=${i === next ? "nl-button nl-button--primary" : "nl-button"}
            @click=${() => onPrint(i)}
          >
            ${partLabel(i, parts)}
          </button>
          <span role="status" class="ts-small"
            >${printed.has(i) ? msg("Naar de printer. Kwam er iets dubbel uit, versnipper dat dan: elke kaart kan maar één keer.") : ""}</span
          >
        </li>`,
    )}
  </ul>`;
}

function afterPrinting(): TemplateResult {
  return pairsView([
    [
      msg("Printen"),
      msg(
        "Op ware grootte (100 %), enkelzijdig, op stevig papier. Controleer of elk vel goed leesbaar is, voordat u weggaat.",
      ),
    ],
    [msg("Snijden"), msg("Langs de streepjes. Een kaart past in een portemonnee: 85 bij 54 millimeter.")],
    [msg("Schudden"), msg("Dan weet niemand, ook u niet, welke kaart bij wie komt.")],
    [
      msg("Uitdelen"),
      msg(
        "Laat iedereen er zelf een pakken, uit een doos of een stapel. Houd geen lijst bij. Wie thuis zit, krijgt er een in een gewone dichte envelop.",
      ),
    ],
    [msg("Wat over is"), msg("Versnipper kaarten die overblijven, en vellen die mislukten.")],
  ]);
}

/** After the board kept their hashes. On the screen one card, on paper all of a part. */
export function cardsView(printing: Printing): TemplateResult {
  const { cards, print, part, printed, onDone } = printing;
  const parts = partsOf(cards);
  const [example] = cards;
  const title =
    cards.length === 1 ? msg("Uw kaart is klaar") : msg(str`Uw ${formatNumber(cards.length)} kaarten zijn klaar`);
  return html`<div class="ts-noprint">
      ${row(
        msg("Ondernemingsraad"),
        html`<h1 class="nl-heading nl-heading--level-1">${title}</h1>
          <p class="nl-paragraph nl-paragraph--lead">
            ${msg("Ze zijn geldig, en ze staan alleen op deze pagina. Print ze nu. Gaat u weg van deze pagina, dan zijn ze weg.")}
          </p>
          ${partsView(parts, printing)}
          <p>
            <button type="button" class="ts-link ts-alone" @click=${onDone}>
              ${printed.size < parts.length ? msg("Weggaan zonder alles te printen") : msg("Klaar: haal de kaarten van dit apparaat")}
            </button>
          </p>`,
      )}
      ${sectionView(
        msg("Uw eerste kaart"),
        msg("Zo ziet een kaart eruit"),
        html`${example === undefined ? nothing : cardView(example, print)}`,
      )}
      ${sectionView(msg("Daarna"), msg("Snijden, schudden, uitdelen"), afterPrinting())}
    </div>
    ${sheetsView(parts[part] ?? [], print)}`;
}
