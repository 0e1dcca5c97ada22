// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";

interface Leaving {
  /** What leaving does, as a button says it. */
  readonly label: string;
  readonly onStay: () => void;
  readonly onLeave: () => void;
}

/** Asked before something typed is thrown away. Staying is the easy way. */
export function unsentView(title: string, consequence: string, { label, onStay, onLeave }: Leaving): TemplateResult {
  return html`<div class="ts-summary" id="leaving" role="alertdialog" aria-labelledby="leaving-title" tabindex="-1">
    <h2 class="nl-heading nl-heading--level-3" id="leaving-title">${title}</h2>
    <p>${consequence}</p>
    <div class="ts-actions">
      <button type="button" class="nl-button nl-button--primary" @click=${onStay}>${msg("Blijven")}</button>
      <button type="button" class="nl-button" @click=${onLeave}>${label}</button>
    </div>
  </div>`;
}
