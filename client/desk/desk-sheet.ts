// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { languageSwitch } from "../design/language.ts";
import { skipToMain } from "../design/sheet.ts";

interface Sheet {
  /** Left of the line: whose page it is. */
  readonly margin: string;
  /** Null while nobody is signed in. */
  readonly name: string | null;
  readonly isOpen: boolean;
  readonly isDemo: boolean;
  readonly onSignOut: () => void;
  readonly content: TemplateResult;
}

/** The member's page: no way out is needed here, and the queue is the margin. */
export function deskSheet({ margin, name, isOpen, isDemo, onSignOut, content }: Sheet): TemplateResult {
  return html`<div class="ts-sheet ts-desk">
    <a class="nl-skip-link" href="#inhoud" @click=${skipToMain}>${msg("Naar de inhoud")}</a>
    <header class="ts-row ts-head">
      <p class="ts-margin">${margin}</p>
      <div class="ts-main">
        <p class="ts-brand">Tegenspraak</p>
        ${name === null ? nothing : html`<p class="ts-small ts-soft">${name}</p>`} ${languageSwitch()}
        ${
          isOpen
            ? html`<button type="button" class="nl-button" @click=${onSignOut}>${msg("Uitloggen")}</button>`
            : nothing
        }
      </div>
    </header>
    ${content}
    ${
      isDemo
        ? html`<footer class="ts-row ts-foot">
            <div class="ts-main">
              <p>
                ${msg("Dit is een proef, en hier is niets echt.")}
                <a class="nl-link" href="/demo.html" target="_blank" rel="noopener">
                  ${msg("Wie er in de proef meedoen")}
                </a>
              </p>
            </div>
          </footer>`
        : nothing
    }
  </div>`;
}
