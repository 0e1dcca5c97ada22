// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { html, type TemplateResult } from "lit";

export const STEPS = [
  "Waar het over gaat",
  "Feiten en oordeel",
  "Wie het leest",
  "Nakijken",
  "Codenaam en versturen",
] as const;

/** Left of the line on a wide window: where one is, and back to what is done. */
export function stepsView(current: number, onStep: (step: number) => void): TemplateResult {
  const item = (title: string, step: number): TemplateResult => {
    if (step < current) {
      return html`<li class="is-done"><button type="button" @click=${() => onStep(step)}>${title}</button></li>`;
    }
    return step === current ? html`<li aria-current="step">${title}</li>` : html`<li>${title}</li>`;
  };
  return html`<nav class="ts-steps ts-noprint" aria-label="Stappen">
    <ol>
      ${STEPS.map(item)}
    </ol>
  </nav>`;
}

/** The same on a phone. */
export function compactStepsView(current: number): TemplateResult {
  const next = STEPS[current + 1];
  return html`<div class="ts-compact ts-noprint">
    <p class="ts-small ts-soft" id="step">
      Stap ${current + 1} van ${STEPS.length}.${next === undefined ? "" : ` Hierna: ${next}`}
    </p>
    <progress value=${current + 1} max=${STEPS.length} aria-labelledby="step"></progress>
  </div>`;
}
