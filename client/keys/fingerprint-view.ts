// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { language } from "../locales/locale.ts";
import type { Fingerprint } from "../protocol/index.ts";

/** Six words to read aloud, in the language of the page: both people must have the same one. */
export function fingerprintView(fingerprint: Fingerprint, label: string): TemplateResult {
  return html`<ol class="ts-fingerprint" aria-label=${label} lang=${language()}>
    ${fingerprint[language()].map((word) => html`<li>${word}</li>`)}
  </ol>`;
}

/** What must never be mixed up. */
export function fingerprintHelp(): TemplateResult {
  return html`<p class="ts-small ts-soft">
    ${msg("Deze woorden zijn niet geheim. Lees nooit de zes woorden van uw papier voor. Staat de pagina van de ander in een andere taal? Kies dan allebei dezelfde.")}
  </p>`;
}
