// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { happenings, type Happening } from "../case/happened.ts";
import { agreedDays } from "../case/urgency.ts";
import { needsConsent } from "../case/way.ts";
import { writerOf } from "../design/conversation.ts";
import { formatDate, formatNumber } from "../design/format.ts";
import { outcomeLabel, routeLabel } from "../design/labels.ts";
import type { Said } from "../protocol/index.ts";
import type { OpenCase } from "./open-case.ts";

interface Item {
  /** ISO date. */
  readonly date: string;
  readonly text: string;
  /** Has happened, or must have by then. */
  readonly isDue: boolean;
}

function happenedText({ said, times }: Happening<Said>): string {
  const { words } = said;
  const who = writerOf(said, msg("De melder"));
  switch (words.what) {
    case "message":
      return times === 1 ? msg(str`${who} schreef`) : msg(str`${who} schreef ${formatNumber(times)} keer`);
    case "seen":
      return msg(str`${who} las het`);
    case "closed":
      return msg(str`${who} sloot af: ${outcomeLabel(words.outcome).toLocaleLowerCase()}`);
    case "route": {
      const route = routeLabel(words.route).toLocaleLowerCase();
      return needsConsent(words.route)
        ? msg(str`${who} stelde een weg voor: ${route}`)
        : msg(str`${who} koos een weg: ${route}`);
    }
    case "paraphrase":
      return msg(str`${who} stelde een samenvatting voor`);
    case "response":
      return words.agrees ? msg(str`${who} zei ja`) : msg(str`${who} zei nee`);
  }
}

function dueItems({ thread, calendar }: OpenCase): Item[] {
  const { date, signal, waitsFor, isSeen } = thread;
  if (signal === null || waitsFor === "nobody") return [];
  const { decisionDate } = signal;
  const { seen, answer } = agreedDays({ date, decisionDate }, calendar);
  const late = (day: string): string => (day < calendar.today ? ` ${msg("Die dag is voorbij.")}` : "");
  const items: Item[] = [
    ...(isSeen ? [] : [{ date: seen, text: msg("Dan uiterlijk gelezen.") + late(seen), isDue: true }]),
    { date: answer, text: msg("Dan uiterlijk antwoord met redenen.") + late(answer), isDue: true },
  ];
  if (decisionDate !== null) items.push({ date: decisionDate, text: msg("Datum van het besluit."), isDue: true });
  return items.sort((a, b) => a.date.localeCompare(b.date));
}

/** The last of them; what was said stands with the messages, all of it. */
const HAPPENINGS = 100;

/** What happened and what is due, in short: solid for what was, dots for what comes. */
export function timelineView(open: OpenCase): TemplateResult | typeof nothing {
  const { thread } = open;
  if (thread.signal === null) return nothing;
  const items: Item[] = [
    { date: thread.date, text: msg("De melder stuurde het signaal"), isDue: false },
    ...happenings(thread.conversation)
      .slice(-HAPPENINGS)
      .map((happening) => ({
        date: happening.said.date,
        text: happenedText(happening),
        isDue: false,
      })),
    ...dueItems(open),
  ];
  return html`<section aria-labelledby="way">
    <h2 class="nl-heading nl-heading--level-4" id="way">${msg("Wat er gebeurde en wat er komt")}</h2>
    <ol class="ts-way">
      ${items.map(
        ({ date, text, isDue }) =>
          html`<li class=${isDue ? "is-due" : ""}>
            <span class="ts-soft">${formatDate(date)}</span>
            <span>${text}</span>
          </li>`,
      )}
    </ol>
  </section>`;
}
