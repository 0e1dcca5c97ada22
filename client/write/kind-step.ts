// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { choiceView } from "../design/field.ts";
import { aboutLabel } from "../design/labels.ts";
import type { Form } from "./form.ts";

export function kindStep({ draft, set, problem }: Form): TemplateResult {
  return html`${choiceView({
      id: "kind",
      label: msg("Waar gaat uw signaal over?"),
      problem: problem("kind"),
      value: draft.kind,
      onChoose: (kind) => set({ kind }),
      options: [
        {
          value: "alternatives",
          label: msg("Andere keuzes zijn niet gewogen"),
          help: msg("Er ligt een plan of besluit. U kent een keuze die niemand heeft bekeken."),
        },
        {
          value: "ignored",
          label: msg("Een signaal blijft liggen"),
          help: msg("Het is al gemeld, door u of door anderen. De leiding doet er niets mee."),
        },
        { value: "other", label: msg("Iets anders"), help: msg("Een ander geluid dat hier niet bij past.") },
      ],
    })}
    ${choiceView({
      id: "about",
      label: msg("Gaat het over beleid of over uitvoering?"),
      help: msg("Twijfelt u? Kies wat het dichtst in de buurt komt. Uw keuze verandert niets aan wie het leest."),
      problem: problem("about"),
      value: draft.about,
      onChoose: (about) => set({ about }),
      options: [
        { value: "policy", label: aboutLabel("policy"), help: msg("Wat er wordt gekozen, en waarom.") },
        {
          value: "execution",
          label: aboutLabel("execution"),
          help: msg("Of het werkt, voor wie het doet en voor wie het is."),
        },
      ],
    })}
    <p class="ts-block ts-measure ts-small ts-soft">
      ${msg("Denkt u aan een misstand, zoals fraude of gevaar voor mensen? Dan past een andere weg, met bescherming door de wet. Vraag het een vertrouwenspersoon, of het Huis voor Klokkenluiders.")}
    </p>`;
}
