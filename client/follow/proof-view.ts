// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { formatMoment, formatNames, formatNumber } from "../design/format.ts";
import type { Found } from "./found.ts";
import type { Proof } from "../protocol/index.ts";

function proofText({ state }: Proof): string {
  if (state === "promised") {
    return msg("De server heeft getekend dat het er bij de volgende ronde in staat. Deze pagina controleert dat.");
  }
  return msg(
    "Uw signaal staat in het logboek. Deze pagina heeft dat zelf nagerekend. Haalt iemand het weg, dan klopt het logboek niet meer, en dat ziet u hier.",
  );
}

/** Who else would notice if it went; without two of them nobody can say that it stays. */
function witnessedText({ state, witnessed }: Proof, { fresh, since }: Found["vouched"]["log"]): string {
  if (witnessed !== null) {
    const [names, moment] = [formatNames(witnessed.names), formatMoment(witnessed.since)];
    return state === "promised"
      ? msg(
          str`Er kijken anderen mee: ${names}. Zij bevestigden het logboek op ${moment}. Hun volgende bevestiging telt ook voor uw signaal.`,
        )
      : msg(
          str`Er kijken anderen mee: ${names}. Zij bevestigden deze stand op ${moment}. Uw signaal kan niet meer ongemerkt verdwijnen.`,
        );
  }
  return fresh || since === null
    ? msg(
        "Nog geen twee anderen bevestigden de stand met uw signaal. Het is dus nog niet zeker dat het blijft staan. Kijk later opnieuw.",
      )
    : msg(
        str`Sinds ${formatMoment(since)} keek niemand anders mee. Het is dus niet zeker dat uw signaal blijft staan. Kijk later opnieuw.`,
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
export function proofView({ proof, vouched }: Pick<Found, "proof" | "vouched">): TemplateResult {
  const pair = (term: string, text: string, style: string): TemplateResult =>
    html`<div>
      <dt>${term}</dt>
      <dd class=${style}>${text}</dd>
    </div>`;
  return html`<p>${proofText(proof)}</p>
    <p class="ts-soft">${witnessedText(proof, vouched.log)}</p>
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
