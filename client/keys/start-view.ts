// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { failureView } from "../design/failure.ts";
import { pairsView } from "../design/pairs.ts";
import { sectionView } from "../design/section.ts";
import { row } from "../design/sheet.ts";

interface Start {
  readonly failure: unknown;
  /** After signing out. */
  readonly news: string;
  readonly hasPasskeys: boolean;
  readonly onInvitation: () => void;
  readonly onSignIn: () => void;
  readonly onPasskey: () => void;
  readonly onRestore: () => void;
}

function way(label: string, help: string, run: () => void): TemplateResult {
  return html`<button type="button" class="ts-menu-item" @click=${run}>
    <span>${label}</span><span class="ts-soft">${help}</span>
  </button>`;
}

function troubles(): TemplateResult {
  return pairsView([
    [
      msg("Woorden kwijt"),
      msg("Niemand kan ze terughalen. Vraag een nieuwe uitnodiging aan wie u uitnodigde. U maakt dan nieuwe sleutels."),
      msg("Daarna geeft een collega u de sleutels van uw team. Dan leest u weer alles wat er was."),
    ],
    [
      msg("Woorden gezien"),
      msg("Heeft iemand uw woorden gezien? Log in en neem meteen nieuwe. De oude werken dan niet meer."),
    ],
  ]);
}

/** Who comes here has an invitation, or keys already. */
export function startView(start: Start): TemplateResult {
  const { failure, news, hasPasskeys, onInvitation, onSignIn, onPasskey, onRestore } = start;
  return html`${row(
    "",
    html`<h1 class="nl-heading nl-heading--level-1">${msg("Mijn sleutels")}</h1>
      <p class="nl-paragraph nl-paragraph--lead">
        ${msg("Voor wie signalen leest, kaarten maakt of de lijst tekent. Hier maakt u uw sleutels, en hier regelt u alles ervoor.")}
      </p>
      <p class="ts-strong" role="status">${news === "" ? nothing : news}</p>
      ${failure === null ? nothing : failureView(failure)}
      <div class="ts-menu">
        ${way(msg("Ik heb een uitnodiging"), msg("Acht woorden die u kreeg. U maakt er uw eigen sleutels mee."), onInvitation)}
        ${way(msg("Inloggen met mijn zes woorden"), msg("De woorden op uw papier."), onSignIn)}
        ${
          hasPasskeys
            ? way(
                msg("Inloggen met een passkey"),
                msg("Met de vingerafdruk, het gezicht of de pincode van dit apparaat."),
                onPasskey,
              )
            : nothing
        }
        ${way(msg("Een reservebestand terugzetten"), msg("Als uw sleutels op de server beschadigd zijn."), onRestore)}
      </div>`,
  )}
  ${sectionView(msg("Goed om te weten"), msg("Als er iets misgaat"), troubles())}`;
}
