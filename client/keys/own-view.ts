// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { sectionView, titleView } from "../design/section.ts";
import type { Colleague, KeyGroup, OwnKeys } from "../protocol/index.ts";
import { backupText } from "./backup-view.ts";
import { nextStepsView } from "./next-steps.ts";
import { fingerprintHelp, fingerprintView } from "./fingerprint-view.ts";
import type { PasskeySupport } from "./passkey.ts";
import { roleName, toCeremony } from "./role.ts";
import { colleaguesView, groupsView } from "./sharing-view.ts";

/** Which part of the page has something to say. */
export type Part = "standing" | "phrase" | "groups" | "colleagues" | "passkeys" | "backup";

interface Own {
  readonly keys: OwnKeys;
  readonly support: PasskeySupport;
  readonly notice: { readonly part: Part; readonly text: string } | null;
  readonly failure: TemplateResult | null;
  readonly onOffer: (group: KeyGroup) => void;
  readonly onGive: (colleague: Colleague) => void;
  readonly onNewPhrase: () => void;
  readonly onAddPasskey: () => void;
  readonly onRemovePasskeys: () => void;
  readonly onSave: () => void;
  readonly onRead: () => void;
  readonly onSignOutEverywhere: () => void;
  readonly onKeys: (keys: OwnKeys) => void;
  /** The session is over. */
  readonly onEnded: (error: unknown) => void;
}

function standingText({ name, organisation, role, standing }: OwnKeys): string {
  if (standing === "waiting")
    return msg("Uw sleutel staat nog niet in de lijst van uw organisatie. Twee ondertekenaars zetten hem erin.");
  if (standing === "replaced")
    return msg("In de lijst staat een nieuwere sleutel van u. Log in met de woorden die daarbij horen.");
  if (role !== null) return msg(str`${roleName(role)}, bij ${organisation ?? ""}. Uw sleutel staat in de lijst.`);
  return msg(str`${name ?? ""}, bij ${organisation ?? ""}. Uw sleutel staat in de lijst.`);
}

const noticeOf = ({ notice }: Own, part: Part): string => (notice?.part === part ? notice.text : "");

const noticeView = (own: Own, part: Part): TemplateResult =>
  html`<p class="ts-notice ts-small ts-soft" id="${part}-notice" role="status" tabindex="-1">
    ${noticeOf(own, part)}
  </p>`;

function fingerprintSection(own: Own): TemplateResult {
  const { keys, onRead } = own;
  return sectionView(
    msg("Niet geheim"),
    msg("Uw controlewoorden"),
    html`<p>
        ${keys.standing === "waiting" ? msg("Twee mensen die tekenen, bellen u. Lees dan deze woorden voor. Zo is zeker dat dit uw sleutel is.") : msg("Wil iemand weten of een sleutel echt van u is? Lees dan deze woorden voor.")}
      </p>
      ${fingerprintView(keys.fingerprint, msg("Uw controlewoorden"))} ${fingerprintHelp()}
      ${keys.role === null ? nothing : html`<div class="ts-actions">${toCeremony()}</div>`}
      ${
        keys.standing === "waiting"
          ? html`<div class="ts-actions">
                <button type="button" class="nl-button" @click=${onRead}>${msg("Opnieuw kijken")}</button>
              </div>
              ${noticeView(own, "standing")}`
          : nothing
      }`,
  );
}

function countText(passkeys: number): string {
  if (passkeys === 0) return msg("Er hoort nog geen passkey bij uw sleutels.");
  if (passkeys === 1) return msg("Er hoort één passkey bij uw sleutels.");
  return msg(str`Er horen ${passkeys} passkeys bij uw sleutels.`);
}

function whyNoPasskey(support: PasskeySupport): string {
  switch (support) {
    case "no_name":
      return msg(
        "Het adres van deze pagina is een getal. Een passkey kan alleen bij een naam horen. Daarom kan dat hier niet.",
      );
    case "no_browser":
      return msg(
        "Deze browser kan geen passkeys gebruiken om iets te openen. In een andere browser kan het misschien wel.",
      );
    case "possible":
      return "";
  }
}

const button = (label: string, onPress: () => void): TemplateResult =>
  html`<button type="button" class="nl-button" @click=${onPress}>${label}</button>`;

function phraseSection(own: Own): TemplateResult {
  return sectionView(
    msg("Inloggen"),
    msg("Uw zes woorden"),
    html`<p>
        ${msg("Heeft iemand ze gezien, of wilt u andere? De oude werken dan niet meer. Uw passkeys en andere apparaten loggen ook niet meer in.")}
      </p>
      <div class="ts-actions">${button(msg("Nieuwe zes woorden"), own.onNewPhrase)}</div>
      ${noticeView(own, "phrase")}`,
  );
}

function passkeySection(own: Own): TemplateResult {
  const { keys, support, onAddPasskey, onRemovePasskeys } = own;
  const reason = whyNoPasskey(support);
  return sectionView(
    msg("Inloggen"),
    msg("Zonder woorden typen"),
    html`<p>
        ${msg("Dat kan met een passkey: de vingerafdruk, het gezicht of de pincode van een apparaat. Bewaar uw papier toch.")}
      </p>
      <p>${countText(keys.passkeys)}</p>
      ${reason === "" ? nothing : html`<p>${reason}</p>`}
      <div class="ts-actions">
        ${support === "possible" ? button(msg("Passkey toevoegen"), onAddPasskey) : nothing}
        ${keys.passkeys === 0 ? nothing : button(msg("Alle passkeys weghalen"), onRemovePasskeys)}
      </div>
      ${noticeView(own, "passkeys")}`,
  );
}

function backupSection(own: Own): TemplateResult {
  return sectionView(
    msg("Voor als er iets misgaat"),
    msg("Reservebestand"),
    html`${backupText()}
      <p id="backup-file" tabindex="-1">
        ${msg("Maak een nieuw bestand na een nieuwe sleutel of nieuwe woorden. Een oud bestand kent die niet.")}
      </p>
      <div class="ts-actions">
        <button type="button" class="nl-button" @click=${own.onSave}>${msg("Reservebestand downloaden")}</button>
      </div>
      ${noticeView(own, "backup")}`,
  );
}

function leavingSection({ onSignOutEverywhere }: Own): TemplateResult {
  return sectionView(
    msg("Uitloggen"),
    msg("Ook op andere apparaten"),
    html`<p>
        ${msg("Bent u ergens anders ingelogd gebleven, of een apparaat kwijt? Dan is overal uitloggen genoeg. Heeft iemand uw woorden, neem dan nieuwe.")}
      </p>
      <div class="ts-actions">
        <button type="button" class="nl-button" @click=${onSignOutEverywhere}>${msg("Overal uitloggen")}</button>
      </div>`,
  );
}

/** One's own keys: what they are, who shares them, and how to get back to them. */
export function ownView(own: Own): TemplateResult {
  const { keys, failure, onOffer, onGive } = own;
  const isNamed = keys.standing === "named";
  return html`${titleView("", msg("Mijn sleutels"), standingText(keys))}
    ${failure === null ? nothing : html`<div class="ts-row"><div class="ts-main">${failure}</div></div>`}
    ${nextStepsView(keys, noticeOf(own, "standing"), own.onRead)} ${fingerprintSection(own)}
    ${groupsView({ groups: keys.groups, isNamed, notice: noticeOf(own, "groups"), onOffer })}
    ${colleaguesView({ colleagues: keys.colleagues, notice: noticeOf(own, "colleagues"), onGive })}
    <ts-old-keys
      .keys=${keys}
      @keys=${({ detail }: CustomEvent<OwnKeys>) => own.onKeys(detail)}
      @ended=${({ detail }: CustomEvent<unknown>) => own.onEnded(detail)}
    ></ts-old-keys>
    ${phraseSection(own)} ${passkeySection(own)} ${backupSection(own)} ${leavingSection(own)}`;
}
