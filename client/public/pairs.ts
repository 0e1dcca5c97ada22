// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { html, type TemplateResult } from "lit";

/** Terms, and what belongs to each. */
export function pairsView(pairs: readonly (readonly [term: string, ...texts: string[]])[]): TemplateResult {
  return html`<dl class="ts-pairs">
    ${pairs.map(
      ([term, ...texts]) =>
        html`<div>
          <dt>${term}</dt>
          ${texts.map((text) => html`<dd>${text}</dd>`)}
        </div>`,
    )}
  </dl>`;
}
