// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { formatNumber } from "../design/format.ts";
import type { Proof } from "../worker/protocol.ts";

function proofText({ state }: Proof): string {
  if (state === "promised") {
    return msg("De server heeft getekend dat het er bij de volgende ronde in staat. Deze pagina controleert dat.");
  }
  return msg(
    "Uw signaal staat in het logboek. Deze pagina heeft dat zelf nagerekend. Haalt iemand het weg, dan klopt het logboek niet meer, en dat ziet u hier.",
  );
}

function placeText({ index, size }: Proof): string {
  if (index === null) return msg("Nog geen plaats.");
  return msg(str`${formatNumber(index + 1)} van ${formatNumber(size)}`);
}

function timesText(times: number): string {
  return times === 1 ? msg("Eén keer nagerekend") : msg(str`${formatNumber(times)} keer nagerekend`);
}

/** That it is in the log and cannot quietly disappear, in plain words; the figures for who wants to check them elsewhere. */
export function proofView(proof: Proof): TemplateResult {
  const pair = (term: string, text: string, style: string): TemplateResult =>
    html`<div>
      <dt>${term}</dt>
      <dd class=${style}>${text}</dd>
    </div>`;
  return html`<p>${proofText(proof)}</p>
    <p class="ts-soft">${msg("Nog geen onafhankelijke partij bewaart bewijs van dit logboek. Dat komt later.")}</p>
    <details class="ts-details">
      <summary>${msg("Bekijk het bewijs")}</summary>
      <p class="ts-small ts-soft">${msg("Dit is voor wie het zelf wil narekenen. U hoeft het niet te lezen.")}</p>
      <dl class="ts-pairs">
        ${pair(msg("Plaats in het logboek"), placeText(proof), "ts-num")}
        ${pair(msg("Vingerafdruk van uw envelop"), proof.envelopeHash, "ts-code")}
        ${pair(msg("Vingerafdruk van het logboek"), proof.root, "ts-code")}
        ${pair(msg("Past op eerdere standen"), timesText(proof.continues), "ts-num")}
      </dl>
    </details>`;
}
