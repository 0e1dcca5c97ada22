// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { pairsView, type Pair } from "../design/pairs.ts";
import type { Organisation } from "../protocol/index.ts";

function passText({ passes }: Organisation): TemplateResult | string {
  if (passes === null) return msg("Vraag de ondernemingsraad waar u een pas kunt ophalen.");
  return msg(
    html`Die haalt u op bij
      <a class="nl-link" href=${passes} target="_blank" rel="noopener noreferrer">de pagina van uw organisatie</a>, die
      in een nieuw venster opengaat. Daar logt u in.`,
  );
}

const demoPair = (): Pair => [
  msg("In deze proef"),
  msg(
    html`Ongebruikte kaarten staan op
      <a class="nl-link" href="/demo.html" target="_blank" rel="noopener noreferrer">de pagina van de proef</a>.`,
  ),
];

/** Where passes and cards come from, and when to get one. */
export function whereView(organisation: Organisation): TemplateResult {
  return html`<section class="ts-block">
    <h2 class="nl-heading nl-heading--level-3">${msg("Hebt u er nog geen?")}</h2>
    ${pairsView([
      [
        msg("Een pas"),
        passText(organisation),
        msg("Uw organisatie weet dan dát u een pas nam. Wat u ermee doet, ziet zij niet."),
      ],
      [
        msg("Een kaart"),
        msg(
          "De ondernemingsraad deelt één keer per jaar papieren kaarten uit, aan iedereen. Niemand weet welke kaart u kreeg.",
        ),
      ],
      [
        msg("Wanneer"),
        msg(
          "Neem een pas op een andere dag dan waarop u schrijft. Wie schrijft vlak nadat er een pas is opgehaald, valt op. Bij een kaart speelt dat niet.",
        ),
      ],
      ...(organisation.demo ? [demoPair()] : []),
    ])}
  </section>`;
}
