// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { today } from "../case/today.ts";
import { agreedDays } from "../case/urgency.ts";
import { formatDate, formatNames, formatTime } from "../design/format.ts";
import { go } from "../design/go.ts";
import { row } from "../design/sheet.ts";
import type { Organisation, Receipt, Team } from "../protocol/index.ts";

/** What was sent, as its writer has to know it afterwards: the text itself is forgotten. */
export interface Sent {
  readonly receipt: Receipt;
  readonly isFollowed: boolean;
  /** ISO date, or null. */
  readonly decisionDate: string | null;
}

/** It is kept: from when it can be read, and when to come back. */
export function sentView(
  from: EventTarget,
  { receipt, isFollowed, decisionDate }: Sent,
  team: Team,
  organisation: Organisation,
): TemplateResult {
  const names = formatNames(team.members);
  const days = agreedDays({ date: today(), decisionDate }, organisation);
  const [seen, answer] = [formatDate(days.seen), formatDate(days.answer)];
  const time = formatTime(receipt.visibleFrom, organisation.interval);
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
                str`Kom vanaf ${seen} terug met uw codenaam: dan hoort het gelezen te zijn. Uiterlijk ${answer} hoort er antwoord te zijn. Hoort u niets, stuur dan een bericht, of ga naar de ondernemingsraad.`,
              )
            : msg("U koos om niet te volgen. De woorden die u zag, hebt u niet nodig.")
        }
      </p>
      <p class="ts-measure">
        ${msg("Uw pas of kaart hebt u niet meer nodig, ook niet om te antwoorden. Gooi het bestand, de foto of de kaart weg.")}
      </p>
      <p class="ts-measure">
        ${msg("Kunt u deze pagina nog een paar minuten open laten? Wie het netwerk ziet, weet dan minder goed wanneer u iets stuurde. Sluit u haar, dan blijft van uw tekst en uw codenaam hier niets over.")}
      </p>
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
