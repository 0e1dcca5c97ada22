// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { formatNumber } from "./format.ts";

const [HOUR, DAY] = [3600, 86_400];

function lengthText(seconds: number): string {
  if (seconds < 2 * HOUR) return msg(str`${formatNumber(Math.round(seconds / 60))} minuten`);
  if (seconds < 2 * DAY) return msg(str`${formatNumber(Math.round(seconds / HOUR))} uur`);
  return msg(str`${formatNumber(Math.round(seconds / DAY))} dagen`);
}

/** Days and terms follow this device's clock. @param ahead seconds, null where nothing is wrong */
export function clockView(ahead: number | null): TemplateResult | typeof nothing {
  if (ahead === null) return nothing;
  const length = lengthText(Math.abs(ahead));
  return html`<div class="ts-note ts-block" id="clock">
    <p>
      <strong>
        ${ahead > 0 ? msg(str`De klok van dit apparaat loopt ${length} voor.`) : msg(str`De klok van dit apparaat loopt ${length} achter.`)}
      </strong>
      ${msg("Dagen en termijnen op deze pagina kloppen daardoor niet. Zet de klok gelijk en laad de pagina opnieuw.")}
    </p>
  </div>`;
}
