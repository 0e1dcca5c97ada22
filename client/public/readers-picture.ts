// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, svg, type SVGTemplateResult, type TemplateResult } from "lit";

const ROW = 64;

/** Readable: the stroke beside the line. */
const stroke = (y: number): SVGTemplateResult => svg`<path class="ts-chart-voice" d="M12 ${y + 4}v44" />`;

/** Sealed: an envelope on the line. */
const envelope = (y: number): SVGTemplateResult =>
  svg`<path class="ts-chart-sealed" d="M8 ${y + 14}h28v20h-28zl14 11l14-11" />`;

function stage(number: number, who: string, what: string, more: string, isOpen: boolean): SVGTemplateResult {
  const y = 8 + number * ROW;
  return svg`${isOpen ? stroke(y) : envelope(y)}
    <text x="52" y=${y + 16} class="ts-chart-bold">${who}</text>
    <text x="52" y=${y + 33}>${what}</text>
    <text x="52" y=${y + 49} class="ts-chart-soft">${more}</text>`;
}

/** The way of a text: where it can be read there is a stroke, where it is sealed an envelope. The table beside it says the same. */
export function readersPicture(): TemplateResult {
  return html`<figure>
    <svg class="ts-chart" viewBox="0 0 320 268" role="img" aria-labelledby="readers-title">
      <title id="readers-title">
        ${msg("De weg van uw tekst: open bij u, dicht bij de doorgever en de server, open bij het team.")}
      </title>
      <path class="ts-chart-line" d="M22 4v260" />
      ${stage(0, msg("U"), msg("Uw tekst en uw codenaam"), msg("Op uw eigen apparaat"), true)}
      ${stage(1, msg("De doorgever"), msg("Gesloten enveloppen"), msg("Ziet het adres van uw apparaat"), false)}
      ${stage(2, msg("De server"), msg("Gesloten enveloppen"), msg("Bewaart ze in een logboek"), false)}
      ${stage(3, msg("Het team dat u koos"), msg("Uw tekst, zonder naam"), msg("Met een eigen sleutel"), true)}
    </svg>
  </figure>`;
}
