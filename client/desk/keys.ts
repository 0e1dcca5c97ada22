// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";

/** What can be done without a mouse. No single letters: those belong to whoever types or talks to their computer. */
export function keysView(): TemplateResult {
  const keys = [
    [msg("Pijl omhoog, pijl omlaag"), msg("Vorige of volgende in de lijst")],
    ["Home, End", msg("Begin of einde van de lijst")],
    ["Enter", msg("Het signaal openen")],
    ["Escape", msg("Terug naar de lijst. Uw tekst blijft staan.")],
    ["Ctrl + Enter", msg("Uw antwoord sturen. Op een Mac: Cmd + Enter.")],
  ] as const;
  return html`<details class="ts-details ts-keys">
    <summary>${msg("Toetsen")}</summary>
    <dl>
      ${keys.map(
        ([key, use]) =>
          html`<div>
            <dt>${key}</dt>
            <dd>${use}</dd>
          </div>`,
      )}
    </dl>
  </details>`;
}
