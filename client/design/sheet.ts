// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { html, type TemplateResult } from "lit";
import { leaveNow } from "./exit.ts";

const EXIT_ICON = html`<svg class="ts-icon" viewBox="0 0 24 24" aria-hidden="true">
  <path d="M13 4H5v16h8M10 12h11M17 8l4 4-4 4" />
</svg>`;

interface Sheet {
  /** Left of the line: the organisation. */
  readonly margin: string;
  readonly onHome: () => void;
  readonly main: TemplateResult;
  readonly foot: TemplateResult;
}

/** Every page of the submitter: the way out stands top right and stays there. */
export function submitterSheet({ margin, onHome, main, foot }: Sheet): TemplateResult {
  return html`<div class="ts-sheet">
    <a class="nl-skip-link" href="#inhoud" @click=${skipToMain}>Naar de inhoud</a>
    <header class="ts-row ts-head">
      <p class="ts-margin">${margin}</p>
      <div class="ts-main">
        <button type="button" class="ts-brand ts-voice" @click=${onHome} aria-label="Tegenspraak, naar het begin">
          Tegenspraak
        </button>
        <p class="ts-soft ts-small ts-wide">Of druk drie keer op Shift</p>
        <button type="button" class="nl-button ts-exit" @click=${leaveNow}>${EXIT_ICON}Snel weg</button>
      </div>
    </header>
    <main id="inhoud" tabindex="-1">${main}</main>
    <footer class="ts-row ts-foot"><div class="ts-main">${foot}</div></footer>
  </div>`;
}

/** Moves the focus without touching the address bar. */
export function skipToMain(event: Event): void {
  event.preventDefault();
  document.querySelector<HTMLElement>("#inhoud")?.focus();
}

/** A heading and what belongs under it, with a note left of the line. */
export function row(margin: string, content: TemplateResult): TemplateResult {
  return html`<section class="ts-row">
    <p class="ts-margin ts-margin--h2">${margin}</p>
    <div class="ts-main">${content}</div>
  </section>`;
}
