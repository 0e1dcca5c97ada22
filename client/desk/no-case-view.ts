// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { needsToday, nextDue, type Needs } from "../case/queue.ts";
import type { Calendar } from "../case/urgency.ts";
import { formatNames, formatNumber } from "../design/format.ts";
import type { DeskView, Member } from "../protocol/index.ts";
import { deadlineOf } from "./deadline.ts";
import { titleOf } from "./title.ts";

function nextView({ threads }: DeskView, calendar: Calendar): TemplateResult | typeof nothing {
  const next = nextDue(threads, calendar);
  const deadline = next === null ? null : deadlineOf(next.item, calendar);
  if (next === null || deadline === null) return nothing;
  return html`<p>
    ${msg("Dit komt het eerst:")}<br />
    <strong dir="auto">${titleOf(next.item)}</strong><br />
    ${deadline.text}
  </p>`;
}

function needsView({ unread, unassigned, due }: Needs): TemplateResult {
  const lines = [
    [msg("Ongelezen"), unread],
    [msg("Nog van niemand"), unassigned],
    [msg("Vandaag de laatste dag, of te laat"), due],
  ] as const;
  return html`<dl class="ts-pairs ts-needs">
    ${lines.map(([term, count]) =>
      count === 0
        ? nothing
        : html`<div>
            <dt>${term}</dt>
            <dd>${formatNumber(count)}</dd>
          </div>`,
    )}
  </dl>`;
}

/** Nothing is said to be quiet that somebody cannot see all of. */
function headingOf({ isBehind, toReseal }: DeskView, isCalm: boolean): string {
  if (!isCalm) return msg("Kies een signaal");
  if (isBehind) return msg("U ziet nog niet alles");
  return toReseal > 0 ? msg("Open eerst de signalen voor uw team") : msg("Vandaag hoeft u niets te doen");
}

/** While no case is open: whether anything has to be done today, and who else reads. */
export function noCaseView(desk: DeskView, { name, team }: Member, calendar: Calendar): TemplateResult {
  const needs = needsToday(desk.threads, calendar);
  const isCalm = needs.unread + needs.unassigned + needs.due === 0;
  const others = team.members.filter((other) => other !== name);
  return html`<h1 class="nl-heading nl-heading--level-1">${headingOf(desk, isCalm)}</h1>
    <p class="nl-paragraph nl-paragraph--lead">
      ${others.length === 0 ? nothing : msg(str`U leest mee met ${formatNames(others)}.`)}
      ${isCalm ? msg("Deze pagina kijkt vanzelf of er iets nieuws is.") : nothing}
    </p>
    ${isCalm ? nextView(desk, calendar) : needsView(needs)}`;
}
