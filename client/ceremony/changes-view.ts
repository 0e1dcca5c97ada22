// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { SignerRole } from "#crypto/directory/index.ts";
import { checkView } from "../design/field.ts";
import { fingerprintView } from "../keys/fingerprint-view.ts";
import { partLabel, partOf, type Part } from "./change-part.ts";
import { sentenceOf } from "./change-text.ts";
import type { Change } from "./change.ts";
import { mustCompare } from "./compared.ts";
import { signerName } from "../design/signer.ts";
import type { ShownChange } from "./shown.ts";

interface Changes {
  readonly changes: readonly ShownChange[];
  /** Of whoever reads. */
  readonly role: SignerRole;
  /** Places of those whose words were compared; null where nothing is signed. */
  readonly compared: ReadonlySet<number> | null;
  readonly onCompare: (place: number, isCompared: boolean) => void;
}

const PARTS: readonly Part[] = ["people", "groups", "agreed", "technology"];

/** Whom to call. */
function holderOf(change: Change): string {
  if (change.what === "signer") return signerName(change.role);
  if (change.what === "witness-added") return msg(str`wie getuige ${change.name} beheert`);
  if (change.what === "group-formed" || change.what === "group-key") return msg(str`iemand van ${change.name}`);
  return "name" in change ? change.name : "";
}

function wordsRow(shown: ShownChange, place: number, { role, compared, onCompare }: Changes): TemplateResult {
  const { change, words, maker } = shown;
  if (words === null) return html`${nothing}`;
  if (maker !== null)
    return html`<p class="ts-small ts-soft">
      ${msg(str`Gemaakt en ondertekend door ${maker}. Deze pagina rekende dat na. Hiervoor hoeft u niet apart te bellen.`)}
    </p>`;
  if (!mustCompare(shown, role)) {
    return html`<details class="ts-details">
      <summary>${msg("De woorden van deze sleutel")}</summary>
      ${fingerprintView(words, msg("Zes woorden van deze sleutel"))}
    </details>`;
  }
  const holder = holderOf(change);
  return html`<p class="ts-small">
      ${msg(str`Bel ${holder}. Laat de zes controlewoorden van het scherm voorlezen, en lees mee. Vraag nooit naar de woorden op papier.`)}
    </p>
    ${fingerprintView(words, msg("Zes woorden van deze sleutel"))}
    ${
      compared === null
        ? nothing
        : html`<div class="ts-choice">
            ${checkView({
              id: `compared-${place}`,
              label: msg(str`Ik belde zelf, en alle zes woorden waren gelijk bij ${holder}`),
              isChecked: compared.has(place),
              onToggle: (isChecked) => onCompare(place, isChecked),
            })}
          </div>`
    }`;
}

/** Every difference in words, people first; new keys with the words to compare. */
export function changesView(shown: Changes): TemplateResult {
  const placed = shown.changes.map((change, place) => ({ change, place, part: partOf(change.change) }));
  return html`${PARTS.map((part) => {
    const own = placed.filter((each) => each.part === part);
    if (own.length === 0) return nothing;
    return html`<section class="ts-changes">
      <h2 class="nl-heading nl-heading--level-3">${partLabel(part)}</h2>
      <ul>
        ${own.map(
          ({ change, place }) =>
            html`<li>
              <p>${sentenceOf(change.change)}</p>
              ${wordsRow(change, place, shown)}
            </li>`,
        )}
      </ul>
    </section>`;
  })}`;
}
