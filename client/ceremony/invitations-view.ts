// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { formatLongDate, formatNames } from "../design/format.ts";
import { fingerprintView } from "../keys/fingerprint-view.ts";
import type { ShownInvitation } from "./shown.ts";

interface Invitations {
  readonly invitations: readonly ShownInvitation[];
  /** Whether whoever accepted it is put in the list already by what is being made. */
  readonly isTaken: (invitation: ShownInvitation) => boolean;
  readonly onWords: (hash: string) => void;
  readonly onWithdraw: (invitation: ShownInvitation) => void;
  readonly onTake: (invitation: ShownInvitation) => void;
}

function stateText({ state, until, offer }: ShownInvitation): string {
  const day = formatLongDate(until);
  switch (state) {
    case "open":
      return msg(str`Nog niet aangenomen. Geldig tot en met ${day}.`);
    case "late":
      return msg(str`Niet aangenomen. Gold tot en met ${day}.`);
    case "accepted":
      return msg(
        "Aangenomen. Bel deze persoon. Laat de zes controlewoorden van het scherm voorlezen, en lees mee. Vraag nooit naar de woorden op papier.",
      );
    case "foreign":
      return offer === null
        ? msg("Iemand anders van u drieën maakte deze.")
        : msg("Aangenomen, maar niet met deze code. Trek haar in.");
  }
}

function itemView(invitation: ShownInvitation, { isTaken, onWords, onWithdraw, onTake }: Invitations): TemplateResult {
  const { hash, state, offer, words } = invitation;
  const name = offer?.name ?? msg("Uitnodiging van een ander");
  const taken = isTaken(invitation);
  return html`<li>
    <h3 class="nl-heading nl-heading--level-3">${name}</h3>
    ${offer === null || offer.groups.length === 0 ? nothing : html`<p class="ts-small ts-soft">${formatNames(offer.groups.map((group) => group.name))}</p>`}
    <p>${stateText(invitation)}</p>
    ${state === "accepted" && words !== null ? fingerprintView(words, msg(str`Zes woorden van ${name}`)) : nothing}
    <div class="ts-actions">
      ${
        state === "accepted"
          ? taken
            ? html`<p class="ts-small ts-strong">${msg("Staat in uw wijzigingen.")}</p>`
            : html`<button
                type="button"
                class="nl-button nl-button--primary"
                aria-label=${msg(str`Zet op de lijst: ${name}`)}
                @click=${() => onTake(invitation)}
              >
                ${msg("Zet op de lijst")}
              </button>`
          : nothing
      }
      ${
        state === "open" && offer !== null
          ? html`<button
              type="button"
              class="ts-link ts-alone"
              aria-label=${msg(str`Laat de woorden zien: ${name}`)}
              @click=${() => onWords(hash)}
            >
              ${msg("Laat de woorden zien")}
            </button>`
          : nothing
      }
      <button
        type="button"
        class="ts-link ts-alone"
        aria-label=${msg(str`Trek in: ${name}`)}
        @click=${() => onWithdraw(invitation)}
      >
        ${msg("Trek in")}
      </button>
    </div>
  </li>`;
}

/** Those that somebody of the three made, and how far they are. */
export function invitationsView(shown: Invitations): TemplateResult {
  if (shown.invitations.length === 0) return html`<p class="ts-soft">${msg("Er staan geen uitnodigingen open.")}</p>`;
  return html`<ul class="ts-items">
    ${shown.invitations.map((invitation) => itemView(invitation, shown))}
  </ul>`;
}

/** Asked before one goes: whoever accepted it loses what they made. */
export function withdrawView(
  { offer, state }: ShownInvitation,
  onStay: () => void,
  onWithdraw: () => void,
): TemplateResult {
  const name = offer?.name ?? msg("deze persoon");
  return html`<div
    class="ts-summary"
    id="withdrawing"
    role="alertdialog"
    aria-labelledby="withdrawing-title"
    tabindex="-1"
  >
    <h2 class="nl-heading nl-heading--level-3" id="withdrawing-title">
      ${msg(str`De uitnodiging voor ${name} intrekken?`)}
    </h2>
    <p>
      ${
        state === "open" || state === "late"
          ? msg("De acht woorden werken dan niet meer.")
          : msg("Wie haar aannam, verliest de eigen sleutels. Doe dit als de verkeerde de woorden had.")
      }
    </p>
    <div class="ts-actions">
      <button type="button" class="nl-button nl-button--primary" @click=${onStay}>${msg("Laat staan")}</button>
      <button type="button" class="nl-button" @click=${onWithdraw}>${msg("Trek in")}</button>
    </div>
  </div>`;
}
