// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { formatNumber, formatTime } from "../design/format.ts";
import type { Progress } from "../protocol/index.ts";

/** A reading of the log: whether one is under way, and when the last one ended. */
export interface Look {
  readonly isReading: boolean;
  /** It takes longer than a moment. */
  readonly isSlow: boolean;
  readonly progress: Progress | null;
  /** Unix milliseconds. */
  readonly last: number;
}

function lookText({ isSlow, progress, last }: Look): string {
  if (!isSlow) return msg(str`Bijgewerkt om ${formatTime(last, 3600)}`);
  if (progress === null) return msg("Wij kijken of er iets nieuws is.");
  return msg(str`${formatNumber(progress.done)} van ${formatNumber(progress.total)} enveloppen bekeken.`);
}

export function lookView(look: Look, onLook: () => void): TemplateResult {
  const { isReading, isSlow, progress } = look;
  const label = msg("Voortgang van het kijken");
  return html`<div class="ts-look">
    <button type="button" class="nl-button" aria-disabled=${isReading ? "true" : "false"} @click=${onLook}>
      ${msg("Opnieuw kijken")}
    </button>
    <p class="ts-small ts-soft ts-num" role="status">${lookText(look)}</p>
    <div class="ts-look-bar">
      ${
        !isSlow
          ? nothing
          : progress === null
            ? html`<progress aria-label=${label}></progress>`
            : html`<progress aria-label=${label} value=${progress.done} max=${Math.max(1, progress.total)}></progress>`
      }
    </div>
  </div>`;
}
