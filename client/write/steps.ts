// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";

export const PASS_STEP = 0;
export const READERS_STEP = 3;
export const CHECK_STEP = 8;
/** After the last of the list: the codename, which one gets when all is checked. */
export const SEND_STEP = 9;

export const stepNames = (): readonly string[] => [
  msg("Uw pas"),
  msg("Soort signaal"),
  msg("Het besluit"),
  msg("Wie het mag lezen"),
  msg("Feiten en oordeel"),
  msg("Wat kan er anders?"),
  msg("Wat is al geprobeerd?"),
  msg("Wat mag omhoog"),
  msg("Nakijken en versturen"),
];

/** Left of the line on a wide window: where one is, and back to what is done. */
export function stepsView(current: number, furthest: number, onStep: (step: number) => void): TemplateResult {
  const item = (name: string, step: number): TemplateResult => {
    if (step === current) return html`<li class="is-done" aria-current="step">${name}</li>`;
    if (step > furthest) return html`<li>${name}</li>`;
    return html`<li class=${step < current ? "is-done" : nothing}>
      <button type="button" @click=${() => onStep(step)}>${name}</button>
    </li>`;
  };
  return html`<nav class="ts-steps ts-noprint" aria-label=${msg("Stappen")}>
    <ol>
      ${stepNames().map(item)}
    </ol>
  </nav>`;
}

/** The same on a phone. */
export function compactStepsView(current: number): TemplateResult {
  const names = stepNames();
  const next = names[current + 1];
  const where =
    next === undefined
      ? msg(str`Stap ${current + 1} van ${names.length}.`)
      : msg(str`Stap ${current + 1} van ${names.length}. Hierna: ${next}`);
  return html`<div class="ts-compact ts-noprint">
    <p class="ts-small ts-soft" id="step">${where}</p>
    <progress value=${current + 1} max=${names.length} aria-labelledby="step"></progress>
  </div>`;
}
