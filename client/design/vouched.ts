// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { Vouched } from "../worker/protocol.ts";
import { formatMoment } from "./format.ts";

function keysText(since: number | null): string {
  return since === null
    ? msg("Nog geen twee anderen bevestigden de lijst met sleutels.")
    : msg(str`Sinds ${formatMoment(since)} bevestigde niemand anders de lijst met sleutels.`);
}

function logText(since: number | null): string {
  return since === null
    ? msg("Nog geen twee anderen bevestigden het logboek.")
    : msg(str`Sinds ${formatMoment(since)} bevestigde niemand anders het logboek.`);
}

/** Nothing while two independent parties vouch for what this page rests on; else a plain band that says since when they do not. */
export function vouchedView({ keys, log }: Partial<Vouched>): TemplateResult | typeof nothing {
  const texts = [
    ...(keys === undefined || keys.fresh ? [] : [keysText(keys.since)]),
    ...(log === undefined || log.fresh ? [] : [logText(log.since)]),
  ];
  if (texts.length === 0) return nothing;
  return html`<div class="ts-note ts-block" id="vouched">
    <p><strong>${msg("Er kijkt nu niemand anders mee.")}</strong> ${texts.join(" ")}</p>
    <p>
      ${
        keys?.fresh === false
          ? msg("U kunt lezen en antwoorden. Een nieuw signaal versturen kan nu niet.")
          : msg("U kunt lezen en antwoorden. Het is nog niet zeker dat alles blijft staan.")
      }
      ${msg("Blijft dit een dag zo, meld het dan bij de ondernemingsraad.")}
    </p>
  </div>`;
}
