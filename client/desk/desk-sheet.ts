// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { languageSwitch } from "../design/language.ts";
import { skipToMain } from "../design/sheet.ts";
import type { Member } from "../worker/protocol.ts";

interface Sheet {
  /** Null while nobody is signed in. */
  readonly member: Member | null;
  readonly isOpen: boolean;
  readonly isDemo: boolean;
  readonly onSignOut: () => void;
  readonly content: TemplateResult;
}

/** The member's page: no way out is needed here, and the queue is the margin. */
export function deskSheet({ member, isOpen, isDemo, onSignOut, content }: Sheet): TemplateResult {
  return html`<div class="ts-sheet ts-desk">
    <a class="nl-skip-link" href="#inhoud" @click=${skipToMain}>${msg("Naar de inhoud")}</a>
    <header class="ts-row ts-head">
      <p class="ts-margin">${member === null ? nothing : msg(str`Werkplek van ${member.team.name}`)}</p>
      <div class="ts-main">
        <p class="ts-brand">Tegenspraak</p>
        ${member === null ? nothing : html`<p class="ts-small ts-soft">${member.name}</p>`} ${languageSwitch()}
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
