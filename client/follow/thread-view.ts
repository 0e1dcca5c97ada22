// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { today } from "../case/today.ts";
import { failureView } from "../design/failure.ts";
import { formatLongDate, formatNames, formatTime, formatToday } from "../design/format.ts";
import { row } from "../design/sheet.ts";
import { signalView } from "../design/signal.ts";
import { vouchedView } from "../design/vouched.ts";
import type { Organisation } from "../protocol/index.ts";
import { actionsView } from "./actions-view.ts";
import { openQuestion } from "./answers.ts";
import type { Found } from "./found.ts";
import { conversationPart } from "./message-view.ts";
import type { Options } from "./options.ts";
import { changesView, forgedView, hasChanged, nextReaders, readersPart } from "./readers-view.ts";
import { timelineView } from "./timeline.ts";

/** What is the case, in one sentence. */
function headline({ conversation, proof, team, waitsFor }: Found): string {
  const asked = openQuestion(conversation);
  const last = asked ?? conversation.findLast(({ by, words }) => by === "member" && words.what !== "seen");
  const who = last?.name ?? msg("Het team");
  if (waitsFor === "nobody") return msg("Uw signaal is afgesloten");
  if (waitsFor === "submitter" && asked !== undefined) return msg(str`${who} heeft een vraag aan u`);
  if (waitsFor === "submitter") return msg(str`${who} heeft u geschreven`);
  if (proof.state === "promised") return msg("Uw signaal is bewaard");
  return team === null ? msg("Uw signaal ligt bij het team") : msg(str`Uw signaal ligt bij ${team.name}`);
}

function lead(thread: Found, { interval }: Organisation): TemplateResult | string {
  const { signal, visibleFrom, waitsFor } = thread;
  if (visibleFrom !== null) {
    const time = formatTime(visibleFrom, interval);
    return msg(
      html`Wat u net verstuurde is zichtbaar vanaf <strong class="ts-num">${time}</strong>. Deze pagina kijkt dan
        vanzelf.`,
    );
  }
  const names = formatNames(nextReaders(thread));
  if (waitsFor === "nobody") return msg("Schrijft u nog iets, dan gaat uw signaal weer open.");
  if (hasChanged(thread)) return msg("Hieronder staat wie het nu kan lezen.");
  const day = signal?.decisionDate ?? null;
  if (day === null || day < today()) return msg(str`${names} kunnen lezen wat u schrijft, en verder niemand.`);
  return msg(str`${names} kunnen lezen wat u schrijft, en verder niemand. Het besluit valt op ${formatLongDate(day)}.`);
}

function signalPart({ thread, organisation }: Options): TemplateResult {
  const { signal, title } = thread;
  return html`<h2 class="nl-heading nl-heading--level-2">${msg("Uw signaal")}</h2>
    <p class="ts-measure ts-strong" dir="auto">${title}</p>
    ${
      signal === null
        ? html`<p class="ts-soft">
            ${msg("Uw eigen tekst staat in een ouder deel van het logboek. Haal het op om hem te lezen.")}
          </p>`
        : signalView(signal, organisation)
    }`;
}

export function threadView(options: Options): TemplateResult {
  const { thread, organisation, failure } = options;
  return html`${row(
    formatToday(),
    html`<h1 class="nl-heading nl-heading--level-1">${headline(thread)}</h1>
      <p class="nl-paragraph nl-paragraph--lead">${lead(thread, organisation)}</p>
      ${failure === null ? nothing : failureView(failure)} ${vouchedView(thread.vouched)} ${forgedView(thread)}
      ${changesView(options)}`,
  )}
  ${timelineView(options)}
  ${row(
    msg("U beslist"),
    html`<h2 class="nl-heading nl-heading--level-2">${msg("Wat u nu kunt doen")}</h2>
      ${actionsView(options)}`,
  )}
  ${row(msg("Tussen u en het team"), conversationPart(options))} ${row(msg("Wat u schreef"), signalPart(options))}
  ${row(msg("Wie dit kan lezen"), readersPart(options))}`;
}
