// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { html, type TemplateResult } from "lit";

/** A term, and the paragraphs that belong to it. */
export type Pair = readonly [term: string, ...said: readonly (string | TemplateResult)[]];

export function pairsView(pairs: readonly Pair[]): TemplateResult {
  return html`<dl class="ts-pairs">
    ${pairs.map(
      ([term, ...said]) =>
        html`<div>
          <dt>${term}</dt>
          <dd>${said.map((paragraph) => html`<p>${paragraph}</p>`)}</dd>
        </div>`,
    )}
  </dl>`;
}
