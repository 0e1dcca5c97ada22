// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { formatNumber } from "../design/format.ts";
import { progressView } from "../design/progress.ts";
import { row } from "../design/sheet.ts";
import type { PassStanding } from "../protocol/index.ts";
import { quotaSentence } from "./sentences.ts";

/** Where one signs in: the issuer sends the browser on to the organisation's own page for that. */
export const SIGN_IN = "/sign-in";

const heading = (): TemplateResult => html`<h1 class="nl-heading nl-heading--level-1">${msg("Neem een pas")}</h1>`;

/**
 * Before signing in.
 * @param news what has just happened, or empty
 */
export function welcomeView(news: string, failure: TemplateResult | typeof nothing): TemplateResult {
  return row(
    "",
    html`${heading()}
      <p class="nl-paragraph nl-paragraph--lead">
        ${msg("Een pas bewijst dat u hier werkt. Niemand kan later zien dat hij van u is.")}
      </p>
      ${failure} ${news === "" ? nothing : html`<p class="ts-strong" role="status">${news}</p>`}
      <div class="ts-actions">
        <a class="nl-button nl-button--primary" href=${SIGN_IN}>${msg("Inloggen met uw werkaccount")}</a>
      </div>
      <p class="ts-soft ts-small">
        ${msg("U logt in op de pagina die u van uw werk kent. Daarna beslist u zelf of u een pas neemt.")}
      </p>`,
  );
}

function ownText({ taken, allowed }: NonNullable<PassStanding["own"]>): string {
  if (taken === 0) return msg("Dit kwartaal nam u nog geen pas.");
  return msg(str`Dit kwartaal nam u ${formatNumber(taken)} van uw ${formatNumber(allowed)} passen.`);
}

interface Taking {
  readonly own: NonNullable<PassStanding["own"]>;
  readonly isTaking: boolean;
  /** Of the last press, with its way on. */
  readonly failure: TemplateResult | typeof nothing;
  readonly onTake: () => void;
  readonly onSignOut: () => void;
}

function takeButton({ own, isTaking, failure, onTake }: Taking): TemplateResult {
  if (isTaking) return progressView(msg("Uw pas wordt gemaakt en getekend."));
  if (failure !== nothing) return html`${failure}`;
  if (own.taken >= own.allowed) {
    const [title, advice] = quotaSentence(own);
    return html`<p class="ts-strong">${title}</p>
      <p>${advice}</p>`;
  }
  return html`<p>${ownText(own)}</p>
    <div class="ts-actions">
      <button type="button" class="nl-button nl-button--primary" @click=${onTake}>${msg("Neem een pas")}</button>
    </div>`;
}

/** Signed in: one button, and how many are left. */
export function takeView(taking: Taking): TemplateResult {
  return row(
    msg("U bent ingelogd"),
    html`${heading()}
      <p class="nl-paragraph nl-paragraph--lead">
        ${msg("Dat kan iedereen die hier werkt, ook wie nu niets te zeggen heeft.")}
      </p>
      ${takeButton(taking)}
      <p>
        <button type="button" class="ts-link ts-alone" ?disabled=${taking.isTaking} @click=${taking.onSignOut}>
          ${msg("Uitloggen")}
        </button>
      </p>`,
  );
}
