// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { leaveNow } from "./exit.ts";
import type { PageName } from "./go.ts";
import { languageSwitch } from "./language.ts";

const EXIT_ICON = html`<svg class="ts-icon" viewBox="0 0 24 24" aria-hidden="true">
  <path d="M13 4H5v16h8M10 12h11M17 8l4 4-4 4" />
</svg>`;

/** Out of here at once, and nothing left to come back to. */
export function exitButton(): TemplateResult {
  return html`<button type="button" class="nl-button ts-exit" @click=${leaveNow}>
    ${EXIT_ICON}${msg("Snel weg")}
  </button>`;
}

interface Sheet {
  /** Left of the line: the organisation. */
  readonly margin: string;
  readonly current: PageName;
  readonly onGo: (page: PageName) => void;
  readonly main: TemplateResult;
  readonly foot: TemplateResult;
}

type Link = readonly [page: PageName, label: string];

const mainLinks = (): readonly Link[] => [
  ["how", msg("Zo werkt het")],
  ["code", msg("Onze gedragslijn")],
  ["limits", msg("Wat we niet kunnen beschermen")],
];
const allLinks = (): readonly Link[] => [
  ["home", msg("Begin")],
  ...mainLinks(),
  ["log", msg("Het logboek")],
  ["access", msg("Toegankelijkheid")],
  ["privacy", msg("Privacy")],
];

function linksView(links: readonly Link[], { current, onGo }: Sheet): TemplateResult {
  return html`${links.map(
    ([page, label]) =>
      html`<li>
        <button
          type="button"
          class="ts-link"
          aria-current=${page === current ? "page" : nothing}
          @click=${() => onGo(page)}
        >
          ${label}
        </button>
      </li>`,
  )}`;
}

/** While somebody writes or reads their own thread, nothing but the way out asks for attention. */
const isQuiet = ({ current }: Sheet): boolean => current === "write" || current === "follow";

function headNavigation(sheet: Sheet): TemplateResult {
  if (isQuiet(sheet)) return html`<p class="ts-soft ts-small ts-wide">${msg("Of druk drie keer op Shift")}</p>`;
  return html`<nav class="ts-nav ts-wide" aria-label=${msg("Hoofdmenu")}>
    <ul>
      ${linksView(mainLinks().slice(0, 2), sheet)}
      <li>${languageSwitch()}</li>
    </ul>
  </nav>`;
}

/** Every page of the submitter: the way out stands top right and stays there; all other ways stand at the foot. */
export function submitterSheet(sheet: Sheet): TemplateResult {
  const { margin, onGo, main, foot } = sheet;
  return html`<div class="ts-sheet">
    <a class="nl-skip-link" href="#inhoud" @click=${skipToMain}>${msg("Naar de inhoud")}</a>
    <header class="ts-row ts-head">
      <p class="ts-margin">${margin}</p>
      <div class="ts-main">
        <button
          type="button"
          class="ts-brand ts-voice"
          @click=${() => onGo("home")}
          aria-label=${msg("Tegenspraak, naar het begin")}
        >
          Tegenspraak
        </button>
        ${headNavigation(sheet)}
        <button type="button" class="ts-link ts-tomenu" @click=${goToMenu}>${msg("Menu")}</button>
        ${exitButton()}
      </div>
    </header>
    <main id="inhoud" tabindex="-1">${main}</main>
    <footer class="ts-row ts-foot">
      <div class="ts-main">
        <nav class="ts-nav" id="menu" tabindex="-1" aria-label=${msg("Alle pagina’s")}>
          <ul>
            ${linksView(allLinks(), sheet)}
            <li>${languageSwitch()}</li>
          </ul>
        </nav>
        ${foot}
      </div>
    </footer>
  </div>`;
}

/** Moves the focus without touching the address bar. */
export function skipToMain(event: Event): void {
  event.preventDefault();
  document.querySelector<HTMLElement>("#inhoud")?.focus();
}

/** On a phone the menu is the foot of the page: one press away, and open already. */
function goToMenu(): void {
  const menu = document.querySelector<HTMLElement>("#menu");
  menu?.scrollIntoView();
  menu?.focus();
}

/** A heading and what belongs under it, with a note left of the line. */
export function row(margin: string, content: TemplateResult): TemplateResult {
  return html`<section class="ts-row">
    <p class="ts-margin ts-margin--h2">${margin}</p>
    <div class="ts-main">${content}</div>
  </section>`;
}
