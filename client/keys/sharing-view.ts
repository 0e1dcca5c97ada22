// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { formatNames } from "../design/format.ts";
import { sectionView } from "../design/section.ts";
import type { Colleague, KeyGroup } from "../protocol/index.ts";
import { fingerprintView } from "./fingerprint-view.ts";

// Keys of one's teams, rungs and custodians, and the people who share them.

function holdsText({ holds, isNextOffered, name }: KeyGroup, isNamed: boolean): string {
  if (!isNamed) return msg("U maakte een sleutel. Die geldt zodra de lijst getekend is.");
  switch (holds) {
    case "present":
      return isNextOffered ? msg("U hebt de sleutel van nu, en maakte de volgende.") : msg("U hebt de sleutel van nu.");
    case "older":
      return msg(str`U hebt alleen oudere sleutels. Vraag een collega van ${name} om de nieuwe.`);
    case "none":
      return msg(
        str`U hebt de sleutel niet. Vraag een collega van ${name} om die te geven, of zet uw reservebestand terug.`,
      );
  }
}

interface Groups {
  readonly groups: readonly KeyGroup[];
  /** False: the directory does not know this person yet. */
  readonly isNamed: boolean;
  readonly notice: string;
  readonly onOffer: (group: KeyGroup) => void;
}

function groupView(group: KeyGroup, { isNamed, onOffer }: Groups): TemplateResult {
  return html`<li>
    <h3 class="nl-heading nl-heading--level-3">${group.name}</h3>
    <p class=${group.holds === "present" || !isNamed ? "" : "ts-strong"}>${holdsText(group, isNamed)}</p>
    ${
      group.isNextOffered && isNamed
        ? html`<p class="ts-small ts-soft">
            ${msg("De nieuwe sleutel geldt zodra twee ondertekenaars hem in de lijst zetten. Geef hem daarna hieronder aan uw collega’s.")}
          </p>`
        : nothing
    }
    ${
      isNamed && !group.isNextOffered
        ? html`<button
            type="button"
            class="nl-button"
            aria-label=${msg(str`Maak een nieuwe sleutel voor ${group.name}`)}
            @click=${() => onOffer(group)}
          >
            ${msg("Maak een nieuwe sleutel")}
          </button>`
        : nothing
    }
  </li>`;
}

export function groupsView(groups: Groups): TemplateResult | typeof nothing {
  if (groups.groups.length === 0) return nothing;
  return sectionView(
    msg("Samen met collega’s"),
    msg("Sleutels van uw groepen"),
    html`<p>
        ${msg("Met deze sleutels leest u wat er aan uw groep geschreven wordt. Een nieuwe is nodig als iemand erbij komt of weggaat, of als een sleutel misschien gezien is.")}
      </p>
      <ul class="ts-holding">
        ${groups.groups.map((group) => groupView(group, groups))}
      </ul>
      <p class="ts-notice ts-small ts-soft" role="status">${groups.notice}</p>`,
  );
}

interface Colleagues {
  readonly colleagues: readonly Colleague[];
  readonly notice: string;
  readonly onGive: (colleague: Colleague) => void;
}

function whyNot({ name, canReceive, keys }: Colleague): string | null {
  if (keys === 0) return msg(str`U hebt zelf geen sleutels om aan ${name} te geven.`);
  return canReceive ? null : msg(str`${name} heeft hier nog geen plek om sleutels te krijgen.`);
}

function colleagueView(colleague: Colleague, onGive: Colleagues["onGive"]): TemplateResult {
  const { name, groups, fingerprint, isWaiting } = colleague;
  const reason = whyNot(colleague);
  return html`<li>
    <h3 class="nl-heading nl-heading--level-3">${name}</h3>
    <p class="ts-soft">${formatNames(groups)}</p>
    ${fingerprintView(fingerprint, msg(str`Woorden van ${name}`))}
    ${isWaiting ? html`<p>${msg(str`Wat u gaf, ligt klaar. ${name} krijgt het bij het volgende inloggen.`)}</p>` : nothing}
    ${
      reason === null
        ? html`<button type="button" class="nl-button" @click=${() => onGive(colleague)}>
            ${msg(str`Geef ${name} de sleutels`)}
          </button>`
        : html`<p class="ts-small ts-soft">${reason}</p>`
    }
  </li>`;
}

export function colleaguesView({ colleagues, notice, onGive }: Colleagues): TemplateResult | typeof nothing {
  if (colleagues.length === 0) return nothing;
  return sectionView(
    msg("Samen met collega’s"),
    msg("Sleutels geven aan een collega"),
    html`<p id="colleagues" tabindex="-1">
        ${msg("Nodig na een nieuwe sleutel, voor wie erbij komt, en voor wie de woorden kwijt was. Bel eerst, en laat uw collega de eigen woorden voorlezen. Zijn ze anders dan hier? Geef dan niets, en meld het bij de ondertekenaars.")}
      </p>
      <ul class="ts-holding">
        ${colleagues.map((colleague) => colleagueView(colleague, onGive))}
      </ul>
      <p class="ts-notice ts-small ts-soft" role="status">${notice}</p>`,
  );
}
