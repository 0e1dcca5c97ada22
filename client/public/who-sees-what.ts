// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, svg, type TemplateResult } from "lit";

type Amount = "all" | "part" | "nothing";

interface Sight {
  readonly amount: Amount;
  /** As the table says it. */
  readonly words: string;
}

interface Reader {
  readonly who: string;
  /** That something was sent; the text; who wrote it. */
  readonly sees: readonly [sent: Sight, text: Sight, writer: Sight];
}

const all = (words: string): Sight => ({ amount: "all", words });
const part = (words: string): Sight => ({ amount: "part", words });
const nothing = (words: string): Sight => ({ amount: "nothing", words });

/** Everybody can copy the log: they see it grow, by signals, answers and envelopes with nothing in them alike. */
const anybody = (who: string): Reader => ({
  who,
  sees: [part(msg("Alleen dat het logboek groeit")), nothing(msg("Nee")), nothing(msg("Nee"))],
});

/** What docs/threat-model.md says, for this version. */
const readers = (): readonly Reader[] => [
  {
    who: msg("Vertrouwenspersonen van het team dat u kiest"),
    sees: [
      all(msg("Ja, en op welke dag")),
      all(msg("Ja, alles wat u schrijft")),
      nothing(msg("Nee, tenzij uw tekst het verraadt")),
    ],
  },
  anybody(msg("Andere teams")),
  anybody(msg("Uw leiding")),
  anybody(msg("De ondernemingsraad")),
  {
    who: msg("De beheerder van de server"),
    sees: [
      all(msg("Ja, en wanneer")),
      nothing(msg("Nee")),
      nothing(msg("Nee: niet uw naam, niet van wie de pas is, en geen adres")),
    ],
  },
  {
    who: msg("Wie de pagina levert"),
    sees: [
      nothing(msg("Nee, alleen dat zij open was")),
      nothing(msg("Nee")),
      part(msg("Alleen het adres van uw apparaat")),
    ],
  },
  {
    who: msg("Wie de passen uitgeeft"),
    sees: [
      nothing(msg("Nee, alleen dat u een pas nam, en wanneer")),
      nothing(msg("Nee")),
      part(msg("Wie een pas heeft, niet wie ermee schrijft")),
    ],
  },
  {
    who: msg("Uw netwerk"),
    sees: [
      nothing(msg("Nee, alleen dat de pagina open was")),
      nothing(msg("Nee, zolang de verbinding op slot is")),
      all(msg("Ja, als het weet van wie het apparaat is")),
    ],
  },
  {
    who: msg("Wie uw codenaam heeft"),
    sees: [
      all(msg("Ja, en op welke dag")),
      all(msg("Ja, en kan schrijven alsof die u is")),
      nothing(msg("Nee, tenzij uw tekst het verraadt")),
    ],
  },
];

function shortWords(amount: Amount): string {
  switch (amount) {
    case "all":
      return msg("ja");
    case "part":
      return msg("deels");
    case "nothing":
      return msg("nee");
  }
}

// All in units of a picture 320 wide: one a pixel on most screens, 0.8 in a window of 320.
const HEAD = 30;
const BLOCK = 56;
const COLUMN = 104;
const INDENT = 12;
const LENGTH = 88;
const STROKE: Readonly<Record<Amount, number>> = { all: LENGTH, part: LENGTH / 2, nothing: 0 };

function drawSight({ amount }: Sight, column: number): TemplateResult {
  const left = INDENT + column * COLUMN;
  const length = STROKE[amount];
  return svg`<text x=${left} y="30">${shortWords(amount)}</text>
    <path class="ts-chart-line" d="M${left} 42.5h${LENGTH}" />
    ${length === 0 ? null : svg`<path class="ts-chart-voice" d="M${left} 38.5h${length}" />`}`;
}

function picture(rows: readonly Reader[]): TemplateResult {
  const height = HEAD + rows.length * BLOCK;
  const columns = [msg("Verstuurd"), msg("Uw tekst"), msg("Wie u bent")];
  return html`<svg
    class="ts-chart"
    viewBox="0 0 320 ${height}"
    role="img"
    aria-label=${msg("Wie wat ziet, met strepen getekend. De tabel die volgt, zegt hetzelfde.")}
  >
    <path class="ts-chart-line" d="M0.5 0V${height}" />
    ${columns.map((name, i) => svg`<text class="ts-chart-soft" x=${INDENT + i * COLUMN} y="12">${name}</text>`)}
    ${rows.map(
      ({ who, sees }, i) =>
        svg`<g transform="translate(0 ${HEAD + i * BLOCK})">
          <text class="ts-chart-bold" x=${INDENT} y="12">${who}</text>
          ${sees.map(drawSight)}
        </g>`,
    )}
  </svg>`;
}

function table(rows: readonly Reader[]): TemplateResult {
  return html`<table class="ts-table ts-table--words">
    <caption>
      ${msg("Wie ziet wat, in deze versie")}
    </caption>
    <thead>
      <tr>
        <th scope="col">${msg("Dat er iets is verstuurd")}</th>
        <th scope="col">${msg("Uw tekst")}</th>
        <th scope="col">${msg("Wie u bent")}</th>
      </tr>
    </thead>
    ${rows.map(
      ({ who, sees }) =>
        html`<tbody>
          <tr>
            <th colspan="3" scope="rowgroup">${who}</th>
          </tr>
          <tr>
            ${sees.map(({ words }) => html`<td>${words}</td>`)}
          </tr>
        </tbody>`,
    )}
  </table>`;
}

/** The same twice: strokes for the eye, a table for everybody. */
export function whoSeesWhat(): TemplateResult {
  const rows = readers();
  return html`<div class="ts-figure">${picture(rows)} ${table(rows)}</div>`;
}
