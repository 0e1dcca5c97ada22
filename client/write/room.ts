// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { formatNumber } from "../design/format.ts";
import type { Room } from "../protocol/index.ts";

function roomText({ usedBytes, availableBytes, fits }: Room): string {
  if (!fits) return msg("De tekst is te lang. Maak hem korter.");
  const share = formatNumber(Math.min(100, Math.ceil((usedBytes / availableBytes) * 100)));
  return msg(str`U gebruikt ${share} % van de ruimte.`);
}

/** How much room is left, and whether something was taken out of what was typed. Its place is kept. */
export function roomView(room: Room | null, wasCleaned: boolean): TemplateResult {
  return html`<div id="room" class="ts-room" tabindex="-1">
    <p class="ts-small ${room?.fits === false ? "ts-error" : "ts-soft"}" role="status">
      ${room === null ? nothing : roomText(room)}
    </p>
    <p class="ts-small ts-soft" role="status">
      ${wasCleaned ? msg("Onzichtbare tekens uit uw tekst zijn weggehaald. De rest is niet veranderd.") : nothing}
    </p>
  </div>`;
}
