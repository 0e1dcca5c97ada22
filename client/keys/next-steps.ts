// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { formatNames } from "../design/format.ts";
import { sectionView } from "../design/section.ts";
import type { KeyGroup, OwnKeys } from "../protocol/index.ts";

// What a list that was just signed asks of somebody in it, in the order in which it has to be done.

const namesOf = (groups: readonly KeyGroup[]): string => formatNames(groups.map(({ name }) => name));

function missingSteps(groups: readonly KeyGroup[], onRead: () => void): TemplateResult[] {
  if (groups.length === 0) return [];
  return [
    html`<p>${msg(str`U mist de sleutel van nu van ${namesOf(groups)}. Vraag een collega om hem te geven.`)}</p>`,
    html`<p>${msg("Zegt uw collega dat het gebeurd is? Kijk dan opnieuw.")}</p>
      <button type="button" class="nl-button" @click=${onRead}>${msg("Opnieuw kijken")}</button>`,
  ];
}

/** Of keys in the place of others. Whether a colleague has them already, nobody knows but they. */
function renewedSteps(groups: readonly KeyGroup[], { colleagues }: OwnKeys): TemplateResult[] {
  if (groups.length === 0) return [];
  const names = namesOf(groups);
  const isShared = colleagues.some(
    (colleague) => colleague.keys > 0 && groups.some(({ name }) => colleague.groups.includes(name)),
  );
  return [
    ...(isShared
      ? [
          html`<p>${msg(str`Geef de nieuwe sleutel van ${names} aan uw collega’s, als zij hem nog niet hebben.`)}</p>
            <a class="nl-link" href="#colleagues">${msg("Naar uw collega’s")}</a>`,
        ]
      : []),
    html`<p>${msg("Open lopende signalen voor de nieuwe sleutel. Dan kan iedereen in uw team ze lezen.")}</p>
      <a class="nl-link" href="/desk.html">${msg("Naar uw signalen")}</a>`,
    html`<p>${msg("Maak een nieuw reservebestand.")}</p>
      <a class="nl-link" href="#backup-file">${msg("Naar het reservebestand")}</a>`,
  ];
}

/** @param notice what came of looking again */
export function nextStepsView(keys: OwnKeys, notice: string, onRead: () => void): TemplateResult | typeof nothing {
  if (keys.standing !== "named") return nothing;
  const missing = keys.groups.filter(({ holds }) => holds !== "present");
  const renewed = keys.groups.filter(
    ({ id, holds }) => holds === "present" && keys.oldKeys.some(({ group }) => group === id),
  );
  const steps = [...missingSteps(missing, onRead), ...renewedSteps(renewed, keys)];
  if (steps.length === 0) return nothing;
  return sectionView(
    msg("Op volgorde"),
    missing.length > 0 ? msg("Wat u nu kunt doen") : msg("Na een nieuwe sleutel"),
    html`<ol class="ts-bullets">
        ${steps.map((step) => html`<li>${step}</li>`)}
      </ol>
      <p class="ts-notice ts-small ts-soft" role="status">${notice}</p>`,
  );
}
