// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { Vouched } from "../protocol/index.ts";
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

function bothText(since: number | null): string {
  return since === null
    ? msg("Nog geen twee anderen bevestigden de lijst met sleutels en het logboek.")
    : msg(str`Sinds ${formatMoment(since)} bevestigde niemand anders de lijst met sleutels en het logboek.`);
}

function texts({ keys, log }: Partial<Vouched>): string[] {
  const [ofKeys, ofLog] = [keys, log].map((vouching) => (vouching?.fresh === false ? vouching : undefined));
  if (ofKeys !== undefined && ofKeys.since === ofLog?.since) return [bothText(ofKeys.since)];
  return [
    ...(ofKeys === undefined ? [] : [keysText(ofKeys.since)]),
    ...(ofLog === undefined ? [] : [logText(ofLog.since)]),
  ];
}

/** Nothing while two independent parties vouch for what this page rests on; else a plain band that says since when they do not. */
export function vouchedView(vouched: Partial<Vouched>): TemplateResult | typeof nothing {
  const said = texts(vouched);
  if (said.length === 0) return nothing;
  return html`<div class="ts-note ts-block" id="vouched">
    <p><strong>${msg("Er kijkt nu niemand anders mee.")}</strong> ${said.join(" ")}</p>
    <p>
      ${
        vouched.keys?.fresh === false
          ? msg("U kunt lezen en antwoorden. Een nieuw signaal versturen kan nu niet.")
          : msg("U kunt lezen en antwoorden. Het is nog niet zeker dat alles blijft staan.")
      }
      ${msg("Blijft dit zo, meld het dan bij de ondernemingsraad.")}
    </p>
  </div>`;
}
