// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { formatDate } from "../design/format.ts";
import { aboutLabel, kindLabel, phaseLabel } from "../design/labels.ts";
import { signalView } from "../design/signal.ts";
import type { SignalText } from "../protocol/index.ts";
import { leadSentences } from "./deadline.ts";
import { answerView, messagesView } from "./messages-view.ts";
import { closedSection, onwardView } from "./onward-view.ts";
import type { OpenCase } from "./open-case.ts";
import { warningsView } from "./readers-view.ts";
import { seenView } from "./seen-view.ts";
import { sideView } from "./side-view.ts";
import { titleOf } from "./title.ts";

function kindLine({ about, kind, phase }: SignalText): string {
  const [where, what, when] = [aboutLabel(about), kindLabel(kind), phaseLabel(phase).toLocaleLowerCase()];
  return msg(str`${where}. ${what}. Fase: ${when}.`);
}

function unfollowedView(): TemplateResult {
  return html`<div class="ts-desk-note">
    <p><strong>${msg("De melder komt niet terug.")}</strong></p>
    <p>
      ${msg("De melder koos om niet te volgen. Een vraag komt niet aan, en een antwoord wordt niet gelezen. Wat u met het signaal doet, telt wel.")}
    </p>
  </div>`;
}

function signalSection({ thread: { signal, date }, organisation }: OpenCase): TemplateResult | typeof nothing {
  if (signal === null) return nothing;
  return html`<section aria-labelledby="says">
    <h2 class="nl-heading nl-heading--level-3" id="says">${msg("Wat de melder schrijft")}</h2>
    ${signalView(signal, organisation)}
    <p class="ts-small ts-soft">${msg(str`Verstuurd op ${formatDate(date)}, zoals de melder het opgaf.`)}</p>
  </section>`;
}

/** One case, from what presses to what can be done; every case has fields of its own. */
export function caseView(open: OpenCase): TemplateResult {
  const { thread, calendar, onBack } = open;
  const { signal } = thread;
  const lead = leadSentences(thread, calendar);
  const isClosed = signal !== null && thread.waitsFor === "nobody";
  return html`${keyed(
    thread.id,
    html`<p class="ts-back">
        <button type="button" class="nl-button nl-button--subtle" @click=${onBack}>${msg("Naar de lijst")}</button>
      </p>
      ${signal === null ? nothing : html`<p class="ts-small ts-soft">${kindLine(signal)}</p>`}
      <h1 class="nl-heading nl-heading--level-1" dir="auto">${titleOf(thread)}</h1>
      ${lead.length === 0 ? nothing : html`<p class="nl-paragraph nl-paragraph--lead">${lead.join(" ")}</p>`}
      ${signal?.followed === false ? unfollowedView() : nothing} ${warningsView(thread)}
      ${signal === null ? nothing : seenView(open)}
      <div class="ts-case">
        <div>
          ${signalSection(open)} ${messagesView(thread)}
          ${isClosed ? html`<section>${closedSection(open, signal)}</section>` : nothing}
          <section>${answerView(open)}</section>
          ${onwardView(open)}
        </div>
        ${sideView(open)}
      </div>`,
  )}`;
}
