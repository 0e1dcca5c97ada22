// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";

type Row = readonly [who: string, sent: string, text: string, person: string];

const rows = (): readonly Row[] => [
  [msg("Het team dat u kiest"), msg("Ja"), msg("Ja"), msg("Alleen als uw tekst het verraadt")],
  [msg("Andere teams"), msg("Ja, van iemand"), msg("Nee"), msg("Nee")],
  [msg("Uw leiding"), msg("Ja, van iemand"), msg("Nee, tot het team iets doorgeeft"), msg("Nee")],
  [msg("De ondernemingsraad"), msg("Ja, van iemand"), msg("Nee"), msg("Nee")],
  [msg("Beheer van server en doorgever"), msg("Ja, en wanneer"), msg("Nee"), msg("Het adres van uw apparaat")],
  [msg("Uw netwerk"), msg("Dat u deze pagina opent en iets verstuurt"), msg("Nee"), msg("Welk apparaat")],
  [msg("Wie uw codenaam heeft"), msg("Ja"), msg("Ja"), msg("Alleen als uw tekst het verraadt")],
];

export function readersTable(): TemplateResult {
  return html`<table class="ts-table">
    <caption>
      ${msg("Wie wat te weten komt")}
    </caption>
    <thead>
      <tr>
        <th scope="col">${msg("Wie")}</th>
        <th scope="col">${msg("Dat er iets is verstuurd")}</th>
        <th scope="col">${msg("Uw tekst")}</th>
        <th scope="col">${msg("Wie u bent")}</th>
      </tr>
    </thead>
    <tbody>
      ${rows().map(
        ([who, ...cells]) =>
          html`<tr>
            <th scope="row">${who}</th>
            ${cells.map((cell) => html`<td>${cell}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
