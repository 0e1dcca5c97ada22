// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { failureView } from "../design/failure.ts";
import { formatNames, formatNumber, formatTime } from "../design/format.ts";
import { progressView } from "../design/progress.ts";
import type { DeskView, Organisation, Progress } from "../protocol/index.ts";

/** How far it is with opening cases to the whole team. */
export interface ResealingState {
  readonly isUnderWay: boolean;
  readonly progress: Progress | null;
  readonly failure: unknown;
  /** Unix milliseconds; null while nothing was. */
  readonly visibleFrom: number | null;
  run(): Promise<void>;
}

function waitingText({ toReseal, threads }: DeskView): string {
  const names = formatNames([
    ...new Set(threads.flatMap(({ sealedTo, readers }) => (sealedTo === "earlier" ? readers.joining : []))),
  ]);
  if (names === "") {
    return toReseal === 1
      ? msg("1 signaal is nog afgesloten met de vorige sleutel van uw team.")
      : msg(str`${formatNumber(toReseal)} signalen zijn nog afgesloten met de vorige sleutel van uw team.`);
  }
  return toReseal === 1
    ? msg(str`1 signaal is nog niet open voor ${names}.`)
    : msg(str`${formatNumber(toReseal)} signalen zijn nog niet open voor ${names}.`);
}

function offerView(desk: DeskView, resealing: ResealingState): TemplateResult {
  const { isUnderWay } = resealing;
  return html`<p><strong>${waitingText(desk)}</strong></p>
    <p>${msg("De melder merkt hier niets van. Wie het niet mag zien, kan het ook daarna niet lezen.")}</p>
    <div class="ts-actions">
      <button
        type="button"
        class="nl-button"
        aria-disabled=${isUnderWay ? "true" : "false"}
        @click=${() => void resealing.run()}
      >
        ${isUnderWay ? msg("Bezig met openen") : msg("Open ze voor het team")}
      </button>
    </div>`;
}

/** What an earlier key of the team opens, and new colleagues cannot read yet. */
export function resealingView(
  desk: DeskView,
  { interval }: Organisation,
  resealing: ResealingState,
): TemplateResult | typeof nothing {
  const { isUnderWay, progress, failure, visibleFrom } = resealing;
  const isOffered = desk.toReseal > 0 || isUnderWay;
  if (!isOffered && visibleFrom === null) return nothing;
  return html`<div class="ts-desk-note">
    ${isOffered ? offerView(desk, resealing) : nothing}
    ${isUnderWay ? progressView(msg("De signalen worden voor uw team geopend."), progress) : nothing}
    ${failure === null ? nothing : failureView(failure)}
    <p role="status">
      ${
        isOffered || visibleFrom === null
          ? nothing
          : msg(str`Klaar. Uw team kan alles lezen vanaf ${formatTime(visibleFrom, interval)}.`)
      }
    </p>
  </div>`;
}
