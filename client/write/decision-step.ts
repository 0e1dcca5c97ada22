// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { today } from "../case/today.ts";
import { checkView, choiceView, dateView } from "../design/field.ts";
import { formatLongDate } from "../design/format.ts";
import { phaseLabel } from "../design/labels.ts";
import type { Form } from "./form.ts";

/** The day in words, because browsers order its numbers each in their own way. Its place is kept. */
function dayNote(day: string): TemplateResult {
  const words = formatLongDate(day);
  const isPast = day < today();
  return html`<p class="ts-small ts-soft ts-daynote" role="status">
    ${day === "" ? nothing : isPast ? msg(str`Dat was ${words}. Dat mag. Klopt de dag?`) : msg(str`Dat is ${words}.`)}
  </p>`;
}

export function decisionStep({ draft, set, problem, text }: Form): TemplateResult {
  return html`${text("title", msg("In één zin"), msg("Bijvoorbeeld: één termijn voor alle aanvragen is niet haalbaar."), 1)}
    ${text("decision", msg("Het besluit of het plan"), msg("Hoe heet het, of wat staat erin? Dit mag leeg blijven."), 3)}
    ${choiceView({
      id: "phase",
      label: msg("Hoe ver is het?"),
      problem: problem("phase"),
      value: draft.phase,
      onChoose: (phase) => set({ phase }),
      options: [
        { value: "preparation", label: phaseLabel("preparation"), help: msg("Er wordt nog aan gewerkt.") },
        {
          value: "decision",
          label: phaseLabel("decision"),
          help: msg("Het besluit valt binnenkort, of is net gevallen."),
        },
        { value: "execution", label: phaseLabel("execution"), help: msg("Het besluit is er, en we werken ermee.") },
        { value: "evaluation", label: phaseLabel("evaluation"), help: msg("Er wordt teruggekeken hoe het ging.") },
      ],
    })}
    ${dateView({
      id: "decisionDate",
      label: msg("Wanneer valt het besluit?"),
      help: msg("Weet u de dag niet? Laat dit leeg. Met een dag ziet het team hoeveel haast er is."),
      problem: problem("decisionDate"),
      value: draft.decisionDate,
      onInput: (decisionDate) => set({ decisionDate }),
    })}
    ${dayNote(draft.decisionDate)}
    <div class="ts-block ts-measure ts-choice">
      ${checkView({
        id: "cannotBeExecuted",
        label: msg("Zoals het plan of besluit nu is, is het niet uit te voeren"),
        help: msg("Alleen als het echt niet kan. Het team ziet dit in zijn lijst."),
        isChecked: draft.cannotBeExecuted,
        onToggle: (cannotBeExecuted) => set({ cannotBeExecuted }),
      })}
    </div>`;
}
