// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { formatNames } from "../design/format.ts";
import type { DeskThread, Organisation } from "../protocol/index.ts";
import type { OpenCase } from "./open-case.ts";

const namesOf = (ids: readonly string[], { people }: Organisation): string =>
  formatNames(ids.map((id) => people.find((person) => person.id === id)?.name ?? id));

/** Who said that they read it, or wrote here: also of who left. */
function activeNames({ conversation, side }: DeskThread): string[] {
  const said = conversation.flatMap(({ by, name }) => (by === "member" && name !== null ? [name] : []));
  return [...new Set([...said, ...side.notes.flatMap(({ name }) => name ?? [])])];
}

function group(term: string, names: readonly string[]): TemplateResult | typeof nothing {
  if (names.length === 0) return nothing;
  return html`<div>
    <dt>${term}</dt>
    <dd>${formatNames(names)}</dd>
  </div>`;
}

function excludedView({ signal }: DeskThread, organisation: Organisation): TemplateResult | typeof nothing {
  const excluded = signal?.excluded ?? [];
  if (excluded.length === 0) return nothing;
  return html`<p>
    <strong>${msg(str`Niet voor ${namesOf(excluded, organisation)}.`)}</strong>
    ${msg("Zo wil de melder het. Praat hier dus niet over met wie het niet mag zien.")}
  </p>`;
}

/** The record of everybody the case was shown to, and of who must not see it. */
export function readersView({ thread, organisation }: OpenCase): TemplateResult {
  const { now, joining, still, former } = thread.readers;
  return html`<section aria-labelledby="readers">
    <h2 class="nl-heading nl-heading--level-4" id="readers">${msg("Gezien door")}</h2>
    <dl class="ts-readers">
      ${group(msg("Lazen of schreven hier"), activeNames(thread))} ${group(msg("Kunnen nu alles lezen"), now)}
      ${group(msg("Kunnen nog niet lezen wat er eerder stond"), joining)}
      ${group(msg("Niet meer in het team. Kunnen meelezen tot de melder weer schrijft"), still)}
      ${group(msg("Konden eerder meelezen, en lezen nu niets meer"), former)}
    </dl>
    ${still.length + former.length === 0 ? html`<p>${msg("Verder niemand.")}</p>` : nothing}
    ${excludedView(thread, organisation)}
  </section>`;
}

/** What stands above a case because it is not as it should be. */
export function warningsView({ forged, sealedTo }: DeskThread): TemplateResult | typeof nothing {
  if (forged.length === 0 && sealedTo === "present") return nothing;
  return html`<div class="ts-desk-note">
    ${
      forged.length === 0
        ? nothing
        : html`<p>
            <strong>${msg(str`In naam van ${formatNames(forged)} stond hier iets dat niet is ondertekend.`)}</strong>
            ${msg("Wij tonen het niet. Bespreek het in het team.")}
          </p>`
    }
    ${
      sealedTo === "earlier"
        ? html`<p>
            <strong>${msg("Nieuwe collega's kunnen dit nog niet lezen.")}</strong>
            ${msg("Het is afgesloten met de vorige sleutel van uw team.")}
          </p>`
        : nothing
    }
    ${
      sealedTo === "excluded"
        ? html`<p>
            <strong>${msg("Dit blijft bij wie het al kon lezen.")}</strong>
            ${msg("In uw team zit nu iemand die het van de melder niet mag zien. Praat er met die collega niet over.")}
          </p>`
        : nothing
    }
  </div>`;
}
