// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { html, type TemplateResult } from "lit";

/** Of the submitter: with the stroke. A change of hands: with a rung. Of others: the line alone. */
export type Mark = "" | "is-rung" | "is-after";

export interface Moment {
  readonly mark: Mark;
  readonly when: string;
  readonly title: string;
  readonly text: string;
}

/** The line in time, each moment under a third heading. */
export function timeView(moments: readonly Moment[]): TemplateResult {
  return html`<ol class="ts-time">
    ${moments.map(
      ({ mark, when, title, text }) =>
        html`<li class=${mark}>
          <p class="ts-when">${when}</p>
          <div class="ts-what">
            <h3 class="nl-heading nl-heading--level-3">${title}</h3>
            <p>${text}</p>
          </div>
        </li>`,
    )}
  </ol>`;
}
