// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { AT_ONCE, peopleToShow } from "../case/people.ts";
import { checkView, choiceView, fieldView, selectView } from "../design/field.ts";
import { formatNames, formatNumber } from "../design/format.ts";
import { typeInto } from "../design/typing.ts";
import type { Form } from "./form.ts";
import { readersView } from "./readers.ts";

function searchView({ search, find, organisation }: Form): TemplateResult | typeof nothing {
  const { length } = organisation.people;
  if (length <= AT_ONCE) return nothing;
  return fieldView({
    id: "search",
    label: msg("Zoek een naam of een team"),
    help: msg(str`Er staan ${formatNumber(length)} mensen in de lijst. Wat u hier typt, blijft op dit apparaat.`),
    rows: 1,
    value: search,
    onInput: (typed, field) => find(typeInto(field, typed.replaceAll("\n", " "))),
  });
}

function excludedView(form: Form): TemplateResult {
  const { draft, organisation, set, search } = form;
  const toggle = (id: string, isExcluded: boolean): void => {
    const others = draft.excluded.filter((other) => other !== id);
    set({ excluded: isExcluded ? [...others, id] : others });
  };
  return html`<fieldset class="ts-block ts-measure" aria-describedby="excluded-help">
    <legend class="ts-label">${msg("Wie mag het niet zien?")}</legend>
    <p class="ts-help" id="excluded-help">
      ${msg("Heel het team van die persoon valt dan af, en kan het niet openen. Wie u aankruist, krijgt daarvan geen bericht. Het team dat u kiest, ziet wel wie u aankruist, zodat het er met die persoon niet over praat. Staat iemand er niet bij? Die kan hier niets lezen.")}
    </p>
    ${searchView(form)}
    <div class="ts-choice ts-choice--wide">
      ${peopleToShow(organisation.people, search, draft.excluded).map(({ id, name, groups }) =>
        checkView({
          id: `excluded-${id}`,
          label: name,
          help: formatNames(groups),
          isChecked: draft.excluded.includes(id),
          onToggle: (isChecked) => toggle(id, isChecked),
        }),
      )}
    </div>
  </fieldset>`;
}

/** Nobody is left: says so, and what remains. */
function nobodyView({ recipients }: Form): TemplateResult {
  const names = recipients.rungs.flatMap(({ name, members }) => `${name} (${formatNames(members)})`);
  return html`<div class="ts-summary ts-block" role="status" id="team" tabindex="-1">
    <h2 class="nl-heading nl-heading--level-3">${msg("Er is geen team meer over")}</h2>
    <p>${msg("In elk team zit iemand die dit niet mag zien. Hier kunt u het dan niet versturen.")}</p>
    ${
      names.length === 0
        ? html`<p>${msg("Ook buiten de teams blijft niemand over. Zoek iemand buiten deze organisatie.")}</p>`
        : html`<p>${msg(str`Wie er wel overblijven, en met wie u zelf kunt praten: ${formatNames(names)}.`)}</p>`
    }
  </div>`;
}

export function readersStep(form: Form): TemplateResult {
  const { draft, organisation, recipients, set, problem } = form;
  const choice = choiceView({
    id: "team",
    label: msg("Kies een team"),
    help:
      recipients.teams.length === 1
        ? msg("Alleen dit team blijft over.")
        : msg("Wij kozen er willekeurig één. Een ander team kiezen mag altijd."),
    problem: problem("team"),
    value: draft.team,
    onChoose: (team) => set({ team }),
    options: recipients.teams.map(({ id, name, members }) => ({ value: id, label: name, help: formatNames(members) })),
  });
  const unit = selectView({
    id: "unit",
    label: msg("In welk deel van de organisatie speelt het?"),
    help: msg("Alleen als het team dat moet weten. Werken er weinig mensen? Kies dan niets."),
    empty: msg("Dat zeg ik liever niet"),
    options: organisation.units.map((name) => ({ value: name, label: name })),
    value: draft.unit,
    onChoose: (name) => set({ unit: name }),
  });
  return html`${excludedView(form)} ${recipients.teams.length === 0 ? nobodyView(form) : choice} ${readersView(form)}
  ${organisation.units.length === 0 ? nothing : unit}`;
}
