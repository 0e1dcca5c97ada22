// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { html, svg, type TemplateResult } from "lit";
import type { Outcome } from "../protocol/index.ts";

/** How much of the stroke stands beside the line: all, half, or almost nothing of what was asked. */
const STROKES: Readonly<Record<Outcome, number>> = { adopted: 16, partly: 8, not_adopted: 2, none: 0 };

/** The pair of lines, and always the word beside it. */
export function verdictView(outcome: Outcome, label: string): TemplateResult {
  const height = STROKES[outcome];
  return html`<p class="ts-verdict">
    <svg viewBox="0 0 24 18" aria-hidden="true">
      <path d="M15 1v16" />
      ${height === 0 ? null : svg`<path class="ts-stroke" d="M7 ${17 - height}v${height}" />`}
    </svg>
    ${label}
  </p>`;
}
