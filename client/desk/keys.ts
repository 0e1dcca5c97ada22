// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { checkView } from "../design/field.ts";

/** Keys of one letter, which whoever talks to their computer may not want. */
export interface Keys {
  readonly areOn: boolean;
  readonly onToggle: (areOn: boolean) => void;
}

/** What can be done without a mouse. */
export function keysView({ areOn, onToggle }: Keys): TemplateResult {
  const keys = [
    [msg("Pijl omhoog, pijl omlaag"), msg("Vorige of volgende in de lijst")],
    ["Home, End", msg("Begin of einde van de lijst")],
    ["Enter", msg("Het signaal openen")],
    ["Escape", msg("Terug naar de lijst. Uw tekst blijft staan.")],
    ["Ctrl + Enter", msg("Uw antwoord sturen. Op een Mac: Cmd + Enter.")],
    ["/", msg("Zoeken")],
    ["j, k", msg("Volgende of vorige signaal")],
    ["r", msg("Naar uw antwoord")],
    ["n", msg("Naar uw notitie")],
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
    <div class="ts-choice">
      ${checkView({
        id: "letter-keys",
        label: msg("Toetsen van één letter gebruiken"),
        help: msg("Zet dit uit als u tegen uw computer praat."),
        isChecked: areOn,
        onToggle,
      })}
    </div>
  </details>`;
}
