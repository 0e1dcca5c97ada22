// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { formatNames } from "../design/format.ts";
import type { Form } from "./form.ts";

/** Teams that fall away because somebody in them must not see it. */
function closedTeams({ organisation, recipients }: Form): string[] {
  const open = new Set(recipients.teams.map(({ id }) => id));
  return organisation.teams.filter(({ id }) => !open.has(id)).map(({ name }) => name);
}

function excludedRow(form: Form): TemplateResult | typeof nothing {
  const { draft, organisation } = form;
  if (draft.excluded.length === 0) return nothing;
  const names = organisation.people.filter(({ id }) => draft.excluded.includes(id)).map(({ name }) => name);
  const teams = closedTeams(form);
  return html`<div>
    <dt>${msg("Niet")}</dt>
    <dd>
      <strong>${formatNames(names)}</strong>.
      ${teams.length === 0 ? nothing : msg(str`Daarom ook niet: ${formatNames(teams)}.`)}
    </dd>
  </div>`;
}

/** Everybody who will be able to read, by name, before anything is sent. */
export function readersView(form: Form): TemplateResult {
  const { team } = form;
  return html`<div class="ts-block" aria-live="polite">
    <h2 class="nl-heading nl-heading--level-3">${msg("Wie dit kan lezen")}</h2>
    <dl class="ts-pairs">
      <div>
        <dt>${msg("Meteen")}</dt>
        <dd>
          ${team === null ? msg("Niemand.") : msg(html`Vertrouwenspersonen, ${team.name}: <strong>${formatNames(team.members)}</strong>.`)}
        </dd>
      </div>
      <div>
        <dt>${msg("Later")}</dt>
        <dd>${msg("Verder niemand. Er gaat nu nog niets vanzelf omhoog.")}</dd>
      </div>
      ${excludedRow(form)}
    </dl>
  </div>`;
}
