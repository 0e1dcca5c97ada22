// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { failureView } from "../design/failure.ts";
import { formatLongDate } from "../design/format.ts";
import { pairsView } from "../design/pairs.ts";
import { row } from "../design/sheet.ts";
import type { InviteForm } from "./invite-form.ts";

interface Inviting {
  /** Left of the line. */
  readonly margin: string;
  readonly form: InviteForm;
  readonly isSending: boolean;
  readonly failure: unknown;
  readonly onSubmit: (event: Event) => void;
  readonly onBack: () => void;
}

export function inviteView({ margin, form, isSending, failure, onSubmit, onBack }: Inviting): TemplateResult {
  return row(
    margin,
    html`<h1 class="nl-heading nl-heading--level-1">${msg("Nodig iemand uit")}</h1>
      <p class="nl-paragraph nl-paragraph--lead">
        ${msg("Diegene krijgt acht woorden van u, en maakt daarmee op een eigen computer eigen sleutels.")}
      </p>
      ${failure === null ? nothing : failureView(failure)}
      <form novalidate @submit=${onSubmit}>
        ${form.fields()}
        <div class="ts-actions ts-block">
          <button type="submit" class="nl-button nl-button--primary" aria-disabled=${isSending ? "true" : nothing}>
            ${isSending ? msg("De uitnodiging wordt gemaakt") : msg("Maak de uitnodiging")}
          </button>
          <button type="button" class="nl-button" @click=${onBack}>${msg("Terug")}</button>
        </div>
      </form>`,
  );
}

interface Words {
  readonly margin: string;
  readonly name: string;
  /** ISO date. */
  readonly until: string;
  readonly words: readonly string[];
  /** Of the page where they are typed. */
  readonly address: string;
  readonly onPrint: () => void;
  readonly onDone: () => void;
}

/** The eight words, for one person: on the screen, and on paper with what to do with them. */
export function invitationWordsView({ margin, name, until, words, address, onPrint, onDone }: Words): TemplateResult {
  return row(
    margin,
    html`<h1 class="nl-heading nl-heading--level-1">${msg(str`Acht woorden voor ${name}`)}</h1>
      <p class="nl-paragraph nl-paragraph--lead ts-noprint">
        ${msg(str`Typ ze niet zelf. Dat doet ${name} op een eigen computer, op ${address}. Het kan tot en met ${formatLongDate(until)}.`)}
      </p>
      <p class="nl-paragraph nl-paragraph--lead ts-printonly">
        ${msg(str`Typ ze over op ${address}. Dat kan tot en met ${formatLongDate(until)}.`)}
      </p>
      <ol class="ts-code-words" lang="nl">
        ${words.map((word) => html`<li>${word}</li>`)}
      </ol>
      <div class="ts-noprint ts-block">
        ${pairsView([
          [
            msg("Geef ze zelf"),
            msg("Op papier, of aan de telefoon als u de stem kent. Niet per e-mail en niet per bericht."),
          ],
          [
            msg("Daarna"),
            msg(
              "Neemt diegene de uitnodiging aan, dan ziet u op uw overzicht zes controlewoorden. Vergelijk die samen aan de telefoon.",
            ),
          ],
          [msg("Kwijt?"), msg("U kunt deze woorden later opnieuw laten zien, zolang ze gelden.")],
        ])}
        <div class="ts-actions ts-block">
          <button type="button" class="nl-button nl-button--primary" @click=${onPrint}>${msg("Printen")}</button>
          <button type="button" class="nl-button" @click=${onDone}>${msg("Klaar")}</button>
        </div>
      </div>`,
  );
}
