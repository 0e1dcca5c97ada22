// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { languageSwitch } from "../design/language.ts";
import { exitButton, skipToMain } from "../design/sheet.ts";
import type { PassStanding } from "../protocol/index.ts";

/** The page of whoever takes a pass: the way out stands top right, as on the submitter's pages. */
export function passSheet(standing: PassStanding | null, main: TemplateResult): TemplateResult {
  return html`<div class="ts-sheet">
    <a class="nl-skip-link" href="#inhoud" @click=${skipToMain}>${msg("Naar de inhoud")}</a>
    <header class="ts-row ts-head">
      <p class="ts-margin">${standing?.organisation ?? ""}</p>
      <div class="ts-main">
        <p class="ts-brand ts-voice">Tegenspraak</p>
        <div class="ts-nav ts-wide">${languageSwitch()}</div>
        ${exitButton()}
      </div>
    </header>
    <main id="inhoud" tabindex="-1">${standing?.demo === true ? demoNotice() : nothing} ${main}</main>
    <footer class="ts-row ts-foot">
      <div class="ts-main">
        <div class="ts-nav">${languageSwitch()}</div>
        <p>${msg("Tegenspraak is vrije software onder de EUPL-1.2.")}</p>
        ${standing?.demo === true ? demoLine(standing) : nothing}
      </div>
    </footer>
  </div>`;
}

function demoNotice(): TemplateResult {
  return html`<div class="ts-row ts-demo-notice ts-noprint">
    <div class="ts-main">
      <p>${msg("Dit is een proef, en hier is niets echt.")}</p>
    </div>
  </div>`;
}

/** In the demo nobody waits: the way on is one press. */
function demoLine({ submitter }: PassStanding): TemplateResult {
  return html`<p>
    <a class="nl-link ts-alone" href=${submitter} target="_blank" rel="noopener">
      ${msg("Naar de pagina van de melder")}
    </a>
  </p>`;
}
