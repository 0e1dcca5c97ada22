// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { today } from "../case/today.ts";
import { addWorkingDays } from "../case/working-days.ts";
import { formatDate, formatNames, formatTime } from "../design/format.ts";
import { go } from "../design/go.ts";
import { row } from "../design/sheet.ts";
import type { Organisation, Receipt, Team } from "../worker/protocol.ts";

/** It is kept: from when it can be read, and how to come back. */
export function sentView(
  from: EventTarget,
  { visibleFrom }: Receipt,
  isFollowed: boolean,
  team: Team | null,
  organisation: Organisation | null,
): TemplateResult {
  const names = formatNames(team?.members ?? []);
  const { terms, holidays } = organisation ?? { terms: { seen: 0, answer: 0 }, holidays: [] };
  const seen = formatDate(addWorkingDays(today(), terms.seen, holidays));
  const answer = formatDate(addWorkingDays(today(), terms.answer, holidays));
  const time = formatTime(visibleFrom, organisation?.interval ?? 3600);
  return row(
    msg("Verstuurd"),
    html`<h1 class="nl-heading nl-heading--level-1">${msg("Uw signaal is bewaard")}</h1>
      <p class="nl-paragraph nl-paragraph--lead">
        ${msg(html`${names} kunnen het lezen vanaf <strong class="ts-num">${time}</strong>.`)}
      </p>
      <p class="ts-measure">
        ${
          isFollowed
            ? msg(
                str`Kijk vanaf ${seen} terug met uw codenaam: dan is het volgens afspraak gelezen. Uiterlijk ${answer} is er antwoord. Hoort u niets, stuur dan een bericht, of ga naar de ondernemingsraad.`,
              )
            : msg("U koos om niet te volgen. De woorden die u zag, hebt u niet nodig.")
        }
      </p>
      <p class="ts-measure">${msg("Sluit u deze pagina, dan blijft van uw tekst en uw codenaam hier niets over.")}</p>
      <div class="ts-actions">
        ${
          isFollowed
            ? html`<button type="button" class="nl-button" @click=${() => go(from, { page: "follow" })}>
                ${msg("Verder met mijn codenaam")}
              </button>`
            : html`<button type="button" class="nl-button" @click=${() => go(from, { page: "home" })}>
                ${msg("Naar het begin")}
              </button>`
        }
      </div>`,
  );
}
