// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { html, type TemplateResult } from "lit";
import type { Progress } from "../protocol/index.ts";

/** Something that takes a while: what it is, and how far it is where that is known. */
export function progressView(label: string, progress: Progress | null = null): TemplateResult {
  const bar =
    progress === null
      ? html`<progress aria-label=${label}></progress>`
      : html`<progress aria-label=${label} value=${progress.done} max=${Math.max(progress.total, 1)}></progress>`;
  return html`<div class="ts-progress" role="status">
    <div>
      <p>${label}</p>
      ${bar}
    </div>
  </div>`;
}
