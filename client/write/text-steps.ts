// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { QUESTIONS } from "../case/questions.ts";
import { fieldView, selectView } from "../design/field.ts";
import { questionLabel } from "../design/labels.ts";
import type { Form } from "./form.ts";
import { readersView } from "./readers.ts";
import { READERS_STEP } from "./steps.ts";

// The steps where people write most.

export function factsStep(form: Form): TemplateResult {
  const { text, goTo } = form;
  return html`${text(
      "facts",
      msg("De feiten"),
      msg(
        "Wat gebeurde er, en wanneer? Wat hebt u zelf gezien of gelezen? Let op: feiten kunnen later openbaar worden door de Wet open overheid. Schrijf dus geen namen.",
      ),
      6,
    )}
    ${text("judgement", msg("Uw oordeel"), msg("Wat vindt u ervan, vanuit uw vak? Dit mag leeg blijven."), 5)}
    ${readersView(form)}
    <button type="button" class="ts-link ts-alone" @click=${() => goTo(READERS_STEP)}>${msg("Dit aanpassen")}</button>`;
}

export function alternativeStep({ draft, set, text, clean }: Form): TemplateResult {
  return html`${text(
    "alternative",
    msg("Uw voorstel"),
    msg(
      "Welke andere keuze ziet u? Wat levert die op, en wat kost die? Ook dit kan later openbaar worden. Dit mag leeg blijven.",
    ),
    5,
  )}
  ${QUESTIONS[draft.about ?? "policy"].map((question) =>
    fieldView({
      id: question,
      label: questionLabel(question),
      help: msg("Dit mag leeg blijven."),
      rows: 3,
      value: draft.answers[question] ?? "",
      onInput: (typed, field) => set({ answers: { ...draft.answers, [question]: clean(typed, field) } }),
    }),
  )}`;
}

export function triedStep({ draft, organisation, set, text }: Form): TemplateResult {
  const { clauses } = organisation;
  return html`${text(
    "tried",
    msg("Is het al eerder gezegd?"),
    msg(
      "En wat gebeurde er toen? Zei u het zelf? Dan kan iemand u daaraan herkennen: schrijf dan alleen dát het gezegd is. Dit mag leeg blijven.",
    ),
    3,
  )}
  ${text("asked", msg("Wat vraagt u?"), msg("Wat moet er gebeuren, en wanneer? Op een vraag kan het team antwoord geven. Dit mag leeg blijven."), 3)}
  ${text("risk", msg("Wat gebeurt er als er niets verandert?"), msg("Voor mensen, voor het werk, voor het besluit. Dit mag leeg blijven."), 3)}
  ${
    clauses.length === 0
      ? nothing
      : selectView({
          id: "clause",
          label: msg("Past hier een afspraak uit onze gedragslijn bij?"),
          help: msg("Het team kan zich daarop beroepen. U hoeft niets te kiezen."),
          empty: msg("Geen afspraak"),
          options: clauses.map(({ id, text: clause }) => ({ value: id, label: `${id}. ${clause}` })),
          value: draft.clause,
          onChoose: (clause) => set({ clause }),
        })
  }`;
}

export function upStep({ text }: Form): TemplateResult {
  return html`${text(
      "up",
      msg("Deze tekst mag omhoog"),
      msg("Kort, en zonder iets waaraan iemand u herkent. Laat dit leeg als er niets omhoog mag."),
      5,
    )}
    <p class="ts-measure ts-soft">
      ${msg("Nu leest alleen het team deze tekst, samen met de rest. Het weet dan wat het van u mag doorgeven. Er gaat nog niets vanzelf omhoog.")}
    </p>`;
}
