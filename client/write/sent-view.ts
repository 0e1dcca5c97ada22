// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { formatNames, formatTime } from "../design/format.ts";
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
                "Kom terug met uw codenaam. Dan ziet u of er antwoord is. Sluit u deze pagina, dan blijft van uw tekst en uw codenaam hier niets over.",
              )
            : msg(
                "U koos om niet te volgen. De woorden die u zag, hebt u niet nodig. Sluit u deze pagina, dan blijft van uw tekst hier niets over.",
              )
        }
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
