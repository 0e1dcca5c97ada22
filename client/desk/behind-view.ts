// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";

/** The team has a newer key: what is listed is not all there is. */
export function behindView(): TemplateResult {
  return html`<div class="ts-note" role="status">
    <h2 class="nl-heading nl-heading--level-3">${msg("Uw team heeft een nieuwe sleutel, en u nog niet")}</h2>
    <p>
      ${msg("U ziet alleen wat er eerder was. Vraag een collega van uw team om u de sleutel te geven. Daarna ziet u hier alles.")}
    </p>
    <p>
      ${msg(html`Uw collega doet dat bij <a class="nl-link" href="/keys.html" target="_blank" rel="noopener">Mijn sleutels</a>.`)}
    </p>
  </div>`;
}
