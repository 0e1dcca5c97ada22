// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { choiceView, numberView } from "../design/field.ts";
import { failureView } from "../design/failure.ts";
import { formatNames, formatNumber } from "../design/format.ts";
import { pairsView } from "../design/pairs.ts";
import { sectionView } from "../design/section.ts";
import { row } from "../design/sheet.ts";
import type { CardOrder, CouncilMember } from "../protocol/index.ts";
import { CARDS_MAXIMUM, countOf, type OrderDraft } from "./order.ts";
import { cardSentences } from "./sentences.ts";
import { sheetCount } from "./sheets.ts";

interface Ordering {
  readonly draft: OrderDraft;
  readonly years: readonly [number, number];
  /** Pressed without a number of cards. */
  readonly isTried: boolean;
  /** After cards that were made before. */
  readonly wereLeft: boolean;
  /** Null, or why no cards were made. */
  readonly failure: unknown;
  readonly onDraft: (change: Partial<OrderDraft>) => void;
  readonly onOrder: (event: Event) => void;
}

const title = (): TemplateResult => html`<h1 class="nl-heading nl-heading--level-1">${msg("Kaarten maken")}</h1>`;

function paperText(count: number): string {
  const sheets = sheetCount(count);
  if (sheets === 1) return msg("Dat past op één vel papier.");
  return msg(str`Dat zijn ${formatNumber(sheets)} vellen papier.`);
}

function countField({ draft, isTried, onDraft }: Ordering): TemplateResult {
  const count = countOf(draft.count);
  const problem =
    isTried && count === null ? msg(str`Vul een getal in van 1 tot ${formatNumber(CARDS_MAXIMUM)}.`) : undefined;
  return html`${numberView({
      id: "count",
      label: msg("Hoeveel kaarten"),
      help: msg("Eén voor iedereen die hier werkt, ook voor wie ziek of met verlof is. En een paar extra."),
      problem,
      value: draft.count,
      onInput: (typed) => onDraft({ count: typed }),
    })}
    <p class="ts-small ts-soft ts-daynote" aria-live="polite">${count === null ? "" : paperText(count)}</p>`;
}

function yearField({ draft, years, onDraft }: Ordering): TemplateResult {
  return choiceView({
    id: "year",
    label: msg("Voor welk jaar"),
    help: msg("Een kaart is dat jaar geldig, en het jaar erna."),
    options: years.map((year) => ({ value: String(year), label: String(year) })),
    value: String(draft.year),
    onChoose: (year) => onDraft({ year: Number(year) }),
  });
}

function languageField({ draft, onDraft }: Ordering): TemplateResult {
  return choiceView<CardOrder["language"]>({
    id: "language",
    label: msg("Woorden op de kaart"),
    help: msg("De uitleg staat altijd in twee talen op de kaart."),
    options: [
      { value: "nl", label: msg("Nederlandse woorden") },
      { value: "en", label: msg("Engelse woorden") },
    ],
    value: draft.language,
    onChoose: (language) => onDraft({ language }),
  });
}

function facts(): TemplateResult {
  return pairsView([
    [
      msg("Op dit apparaat"),
      msg(
        "Hier kiest het toeval de woorden. De server krijgt van elke kaart alleen een controlegetal. Daar kan niemand de woorden uit terugrekenen.",
      ),
    ],
    [
      msg("Niets bewaard"),
      msg(
        "De kaarten staan daarna alleen op deze pagina. Print ze meteen. Zet de printer vast klaar, liefst een eigen printer die geen opdrachten bewaart.",
      ),
    ],
    [
      msg("Geen nummers"),
      msg(
        "Niemand kan aan een kaart zien van wie hij is. Schud de stapel, en laat iedereen er zelf een pakken. Houd niet bij wie er een kreeg.",
      ),
    ],
  ]);
}

/** How many cards, of which year, in which words. */
export function orderView(ordering: Ordering): TemplateResult {
  return html`${row(
    msg("Ondernemingsraad"),
    html`${title()}
      <p class="nl-paragraph nl-paragraph--lead">
        ${msg("Met een papieren kaart kan iedereen die hier werkt één signaal geven zonder naam.")}
      </p>
      ${
        ordering.wereLeft
          ? html`<p class="ts-strong" role="status">
              ${msg("De vorige kaarten zijn weg van dit apparaat. Wat u printte, blijft geldig.")}
            </p>`
          : nothing
      }
      ${ordering.failure === null ? nothing : failureView(ordering.failure, null, cardSentences())}
      <form novalidate @submit=${ordering.onOrder}>
        ${countField(ordering)} ${yearField(ordering)} ${languageField(ordering)}
        <div class="ts-actions ts-block">
          <button type="submit" class="nl-button nl-button--primary">${msg("Kaarten maken")}</button>
        </div>
      </form>`,
  )}
  ${sectionView(msg("Goed om te weten"), msg("De woorden zien alleen u en de printer"), facts())}`;
}

/** Signed in, but somebody else makes the cards. */
export function notMakerView({ name, makers }: CouncilMember): TemplateResult {
  return row(
    msg("Ondernemingsraad"),
    html`${title()}
      <p class="nl-paragraph nl-paragraph--lead">
        ${msg(str`U bent ingelogd als ${name}. Kaarten maakt iemand anders.`)}
      </p>
      <p>
        ${
          makers.length === 0
            ? msg("In de lijst van uw organisatie staat nog niemand die kaarten maakt. De ondernemingsraad regelt dat.")
            : msg(str`Dat doet ${formatNames(makers)}, namens de ondernemingsraad.`)
        }
      </p>`,
  );
}
