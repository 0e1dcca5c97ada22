// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { html, type TemplateResult } from "lit";

interface Stage {
  readonly when: string;
  readonly title: string;
  readonly text: string;
  /** Dots: is waited for. */
  readonly isWaiting?: boolean;
  /** A change of hands. */
  readonly isRung?: boolean;
}

/** A way in time, told beforehand. */
export function wayView(stages: readonly Stage[]): TemplateResult {
  return html`<ol class="ts-time">
    ${stages.map(
      ({ when, title, text, isWaiting = false, isRung = false }) =>
        html`<li class="${isWaiting ? "is-auto" : ""} ${isRung ? "is-rung" : ""}">
          <p class="ts-when">${when}</p>
          <div class="ts-what">
            <h3 class="nl-heading nl-heading--level-3">${title}</h3>
            <p>${text}</p>
          </div>
        </li>`,
    )}
  </ol>`;
}
