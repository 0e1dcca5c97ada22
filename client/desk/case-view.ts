// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { Calendar } from "../case/urgency.ts";
import { conversationView } from "../design/conversation.ts";
import { failureView } from "../design/failure.ts";
import { formatDate, formatNumber, formatTime } from "../design/format.ts";
import { aboutLabel, kindLabel, phaseLabel } from "../design/labels.ts";
import { signalView } from "../design/signal.ts";
import type { DeskThread, Member, Organisation, Room, SignalText } from "../protocol/index.ts";
import { answerForm } from "./answer-form.ts";
import { closedView, closeForm } from "./close-form.ts";
import { leadSentences } from "./deadline.ts";
import type { Deed, What } from "./deed.ts";
import type { Draft } from "./draft.ts";
import { titleOf } from "./queue-view.ts";
import { sideView } from "./side-view.ts";

export interface OpenCase {
  readonly thread: DeskThread;
  readonly member: Member;
  readonly organisation: Organisation;
  readonly calendar: Calendar;
  readonly draft: Draft;
  readonly deedOf: (what: What) => Deed | undefined;
  /** What somebody tried to send before all of it was there. */
  readonly tried: What | null;
  /** Of the answer. */
  readonly room: Room | null;
  readonly wasCleaned: boolean;
  readonly onDraft: (change: Partial<Draft>, wasCleaned?: boolean) => void;
  readonly onDo: (what: What) => void;
  readonly onBack: () => void;
}

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

function seenText({ thread, organisation, deedOf }: OpenCase): string {
  const isFollowed = thread.signal?.followed !== false;
  const deed = deedOf("seen");
  if (deed?.state === "kept") {
    const time = formatTime(deed.visibleFrom, organisation.interval);
    return isFollowed
      ? msg(str`Gemeld. De melder ziet het vanaf ${time}.`)
      : msg(str`Gemeld. Uw team ziet het vanaf ${time}.`);
  }
  const reader = thread.conversation.find(({ by }) => by === "member");
  if (reader !== undefined) {
    const day = formatDate(reader.date);
    return reader.name === null ? msg(str`Gelezen op ${day}.`) : msg(str`${reader.name} heeft het gelezen op ${day}.`);
  }
  return isFollowed ? msg("De melder ziet uw naam en de dag.") : msg("Uw team ziet uw naam en de dag. De melder niet.");
}

/** Says to the submitter that somebody has read it, or who did. */
function seenView(open: OpenCase): TemplateResult {
  const { thread, deedOf, onDo } = open;
  const deed = deedOf("seen");
  const isSending = deed?.state === "sending";
  return html`<div class="ts-seen">
      ${
        thread.isSeen
          ? nothing
          : html`<button
              type="button"
              class="nl-button nl-button--primary"
              aria-disabled=${isSending ? "true" : "false"}
              aria-describedby="seen"
              @click=${() => onDo("seen")}
            >
              ${isSending ? msg("Bezig met melden") : msg("Meld dat u het gelezen hebt")}
            </button>`
      }
      <p class="ts-small ts-soft" id="seen" role="status" tabindex="-1">${seenText(open)}</p>
    </div>
    ${deed?.state === "failed" ? failureView(deed.error) : nothing}`;
}

function unreadableText(messages: number): string {
  return messages === 1
    ? msg("1 bericht kan deze pagina nog niet tonen.")
    : msg(str`${formatNumber(messages)} berichten kan deze pagina nog niet tonen.`);
}

function messagesView({ conversation, unreadable }: DeskThread): TemplateResult {
  return html`<section aria-labelledby="messages">
    <h2 class="nl-heading nl-heading--level-3" id="messages">${msg("Berichten")}</h2>
    ${
      conversation.length === 0
        ? html`<p class="ts-soft">${msg("Nog geen berichten.")}</p>`
        : conversationView(conversation, msg("Melder"))
    }
    ${unreadable.length > 0 ? html`<p class="ts-soft">${unreadableText(unreadable.length)}</p>` : nothing}
  </section>`;
}

const noticeOf = (deed: Deed | undefined, words: (time: string) => string, interval: number): string =>
  deed?.state === "kept" ? words(formatTime(deed.visibleFrom, interval)) : "";

function answerView(open: OpenCase): TemplateResult {
  const { thread, organisation, draft, deedOf, tried, room, wasCleaned, onDraft, onDo } = open;
  const isFollowed = thread.signal?.followed !== false;
  const deed = deedOf("message");
  const kept = (time: string): string =>
    isFollowed
      ? msg(str`Uw bericht is bewaard. De melder kan het lezen vanaf ${time}.`)
      : msg(str`Uw bericht is bewaard. Uw team kan het lezen vanaf ${time}.`);
  return answerForm({
    text: draft.reply,
    deed,
    notice: noticeOf(deed, kept, organisation.interval),
    room,
    isFollowed,
    isMissing: tried === "message",
    wasCleaned,
    onType: (reply, cleaned) => onDraft({ reply }, cleaned),
    onSend: () => onDo("message"),
  });
}

function closingView(open: OpenCase, signal: SignalText): TemplateResult {
  const { thread, organisation, draft, deedOf, tried, onDraft, onDo } = open;
  const deed = deedOf("closed");
  if (thread.waitsFor === "nobody") {
    const last = thread.conversation.findLast(({ words }) => words.what === "closed");
    const kept = (time: string): string => msg(str`Dit is bewaard en te zien vanaf ${time}.`);
    return closedView(last, signal.followed, noticeOf(deed, kept, organisation.interval));
  }
  return closeForm({
    signal,
    draft,
    deed,
    isMissing: tried === "closed",
    onChoose: (outcome) => onDraft({ outcome }),
    onType: (reasons) => onDraft({ reasons }),
    onClose: () => onDo("closed"),
  });
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
  const answer = html`<section>${answerView(open)}</section>`;
  const closing = signal === null ? nothing : html`<section>${closingView(open, signal)}</section>`;
  return html`${keyed(
    thread.id,
    html`<p class="ts-back">
        <button type="button" class="nl-button nl-button--subtle" @click=${onBack}>${msg("Naar de lijst")}</button>
      </p>
      ${signal === null ? nothing : html`<p class="ts-small ts-soft">${kindLine(signal)}</p>`}
      <h1 class="nl-heading nl-heading--level-1" dir="auto">${titleOf(thread)}</h1>
      ${lead.length === 0 ? nothing : html`<p class="nl-paragraph nl-paragraph--lead">${lead.join(" ")}</p>`}
      ${signal?.followed === false ? unfollowedView() : nothing} ${signal === null ? nothing : seenView(open)}
      <div class="ts-case">
        <div>
          ${signalSection(open)} ${messagesView(thread)}
          ${thread.waitsFor === "nobody" ? html`${closing}${answer}` : html`${answer}${closing}`}
        </div>
        ${sideView(open)}
      </div>`,
  )}`;
}
