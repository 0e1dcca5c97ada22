// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { today } from "../case/today.ts";
import { checkView, choiceView, dateView } from "../design/field.ts";
import { formatLongDate } from "../design/format.ts";
import { phaseLabel } from "../design/labels.ts";
import type { Form } from "./form.ts";

function pastNote(day: string): TemplateResult | typeof nothing {
  if (day === "" || day >= today()) return nothing;
  return html`<p class="ts-small ts-soft ts-note" role="status">
    ${msg(str`${formatLongDate(day)} is al geweest. Dat mag. Klopt de dag?`)}
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
    ${pastNote(draft.decisionDate)}
    <div class="ts-block ts-measure ts-choice">
      ${checkView({
        id: "cannotBeExecuted",
        label: msg("Zoals het nu is besloten, is het niet uit te voeren"),
        help: msg("Dit zet uw signaal hoger op de lijst van het team."),
        isChecked: draft.cannotBeExecuted,
        onToggle: (cannotBeExecuted) => set({ cannotBeExecuted }),
      })}
    </div>`;
}
