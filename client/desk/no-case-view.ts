// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { formatNames } from "../design/format.ts";
import type { DeskView, Member } from "../protocol/index.ts";

/** While no case is open: whether anything has to be done, and who else reads. */
export function noCaseView({ threads }: DeskView, { name, team }: Member): TemplateResult {
  const isWaiting = threads.some(({ waitsFor }) => waitsFor === "desk");
  const others = team.members.filter((other) => other !== name);
  return html`<h1 class="nl-heading nl-heading--level-1">
      ${isWaiting ? msg("Kies een signaal") : msg("Er wacht niets op u")}
    </h1>
    <p class="nl-paragraph nl-paragraph--lead">
      ${others.length === 0 ? nothing : msg(str`U leest mee met ${formatNames(others)}.`)}
      ${isWaiting ? nothing : msg("Deze pagina kijkt vanzelf of er iets nieuws is.")}
    </p>`;
}
