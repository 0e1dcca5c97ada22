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

function titleView(title: string, level: 2 | 3): TemplateResult {
  if (level === 2) return html`<h2 class="nl-heading nl-heading--level-3">${title}</h2>`;
  return html`<h3 class="nl-heading nl-heading--level-3">${title}</h3>`;
}

/** A way in time, told beforehand. @param level of its headings: one below the heading it stands under */
export function wayView(stages: readonly Stage[], level: 2 | 3): TemplateResult {
  return html`<ol class="ts-time">
    ${stages.map(
      ({ when, title, text, isWaiting = false, isRung = false }) =>
        html`<li class="${isWaiting ? "is-auto" : ""} ${isRung ? "is-rung" : ""}">
          <p class="ts-when">${when}</p>
          <div class="ts-what">
            ${titleView(title, level)}
            <p>${text}</p>
          </div>
        </li>`,
    )}
  </ol>`;
}
