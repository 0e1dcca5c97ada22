// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { failureOf, failureView } from "../design/failure.ts";
import { formatLongDate, formatNames } from "../design/format.ts";
import { pairsView, type Pair } from "../design/pairs.ts";
import { sectionView } from "../design/section.ts";
import { row } from "../design/sheet.ts";
import type { FailureCode, Invitation, OwnKeys } from "../protocol/index.ts";
import { backupText } from "./backup-view.ts";
import { fingerprintHelp, fingerprintView } from "./fingerprint-view.ts";
import { roleName, toCeremony } from "./role.ts";

const heading = (title: string): TemplateResult => html`<h1 class="nl-heading nl-heading--level-1">${title}</h1>`;

interface Code {
  readonly failure: unknown;
  readonly onSubmit: (event: Event) => void;
  readonly onBack: () => void;
}

/** Eight words of an invitation. */
export function codeView({ failure, onSubmit, onBack }: Code): TemplateResult {
  return row(
    msg("Uitnodiging"),
    html`${heading(msg("Typ de woorden van uw uitnodiging"))}
      <p class="nl-paragraph nl-paragraph--lead">
        ${msg("Acht woorden, op papier of door de telefoon. Ze gelden één keer.")}
      </p>
      ${failure === null ? nothing : failureView(failure)}
      <form @submit=${onSubmit}>
        <ts-words-field kind="invitation"></ts-words-field>
        <div class="ts-actions ts-block">
          <button type="submit" class="nl-button nl-button--primary">${msg("Uitnodiging openen")}</button>
          <button type="button" class="nl-button" @click=${onBack}>${msg("Terug")}</button>
        </div>
      </form>`,
  );
}

function offered({ name, role, groups, makes, until }: Invitation): Pair[] {
  return [
    [msg("Voor wie"), name],
    [msg("Waarvoor"), role === null ? formatNames(groups) : roleName(role)],
    ...(makes.length === 0
      ? []
      : [
          [
            msg("U maakt"),
            msg(str`De sleutel van ${formatNames(makes)}. Uw collega’s krijgen die later van u.`),
          ] as const,
        ]),
    [msg("Geldig"), msg(str`Tot en met ${formatLongDate(until)}.`)],
  ];
}

/** Who is invited for what, and what comes. */
export function invitedView(invitation: Invitation, onAccept: () => void, onBack: () => void): TemplateResult {
  return html`${row(
    msg("Uitnodiging"),
    html`${heading(msg(str`${invitation.organisation} nodigt u uit`))}
      <p class="nl-paragraph nl-paragraph--lead">
        ${msg("U krijgt zo zes woorden en schrijft die op. Op dit apparaat worden uw sleutels gemaakt. Daarna belt u, zodat zeker is dat ze van u zijn.")}
      </p>
      ${pairsView(offered(invitation))}
      <div class="ts-actions">
        <button type="button" class="nl-button nl-button--primary" @click=${onAccept}>
          ${msg("Aannemen en verder")}
        </button>
        <button type="button" class="nl-button" @click=${onBack}>${msg("Terug")}</button>
      </div>`,
  )}
  ${sectionView(
    "",
    msg("Is dit niet voor u bedoeld?"),
    html`<p>${msg("Ga dan niet verder, en bel wie u de woorden gaf. Er is nog niets gemaakt.")}</p>`,
  )}`;
}

/** After these nothing is to be sent again. */
const FINAL: readonly FailureCode[] = ["invitation_unknown", "invitation_used", "invitation_expired"];

/** Pressing again sends the very same: words and keys stay as they are. */
export function notAcceptedView(failure: unknown, onAgain: () => void, onStart: () => void): TemplateResult {
  const isFinal = FINAL.includes(failureOf(failure).code);
  const again = html`<button type="button" class="nl-button nl-button--primary" @click=${onAgain}>
    ${msg("Opnieuw versturen")}
  </button>`;
  return row(
    msg("Uitnodiging"),
    html`${heading(msg("Uw sleutels zijn nog niet aangekomen"))}
      <p class="nl-paragraph nl-paragraph--lead">
        ${isFinal ? msg("Met deze uitnodiging kan het niet meer. De woorden op uw papier gelden dan niet.") : msg("Bewaar uw papier. Opnieuw versturen kan geen kwaad: het komt één keer aan.")}
      </p>
      ${failureView(failure, isFinal ? null : again)}
      <button type="button" class="nl-button" @click=${onStart}>${msg("Naar het begin")}</button>`,
  );
}

interface Accepted {
  readonly keys: OwnKeys;
  /** Of the backup. */
  readonly failure: unknown;
  readonly isSaved: boolean;
  readonly onSave: () => void;
  readonly onOwn: () => void;
}

function whatNext({ role }: OwnKeys): string {
  return role === null
    ? msg(
        "Twee van de drie ondertekenaars zetten uw sleutel in de lijst. Daarna geeft een collega u de sleutel van uw team. Dan kunt u lezen en antwoorden.",
      )
    : msg("De drie ondertekenaars maken samen de lijst met alle sleutels. Twee van de drie moeten elke lijst tekenen.");
}

/** Made, and not known to be theirs until somebody heard them say so. */
export function acceptedView({ keys, failure, isSaved, onSave, onOwn }: Accepted): TemplateResult {
  return html`${row(
    msg("Nog twee dingen"),
    html`${heading(msg("Uw sleutels zijn gemaakt"))}
      <p class="nl-paragraph nl-paragraph--lead">
        ${keys.role === null ? msg("Twee mensen die tekenen, bellen u. Lees dan deze woorden voor. Zo is zeker dat dit uw sleutel is.") : msg("Bel nu de twee anderen die tekenen, en lees deze woorden voor. Bel niet wie de server beheert.")}
      </p>
      ${fingerprintView(keys.fingerprint, msg("Controlewoorden"))} ${fingerprintHelp()}`,
  )}
  ${sectionView(
    msg("Voor als er iets misgaat"),
    msg("Bewaar een reservebestand"),
    html`${backupText()} ${failure === null ? nothing : failureView(failure)}
      <div class="ts-actions">
        <button type="button" class="nl-button ${isSaved ? "" : "nl-button--primary"}" @click=${onSave}>
          ${msg("Nu downloaden")}
        </button>
      </div>
      <p class="ts-notice ts-small ts-soft" role="status">${isSaved ? msg("Gedownload.") : nothing}</p>`,
  )}
  ${sectionView(
    "",
    msg("Wat er nu gebeurt"),
    html`<p>${whatNext(keys)}</p>
      <div class="ts-actions">
        ${keys.role === null ? nothing : toCeremony()}
        <button type="button" class="nl-button" @click=${onOwn}>${msg("Naar mijn sleutels")}</button>
      </div>`,
  )}`;
}
