// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { conversationView } from "../design/conversation.ts";
import { formatNumber } from "../design/format.ts";
import type { DeskThread } from "../protocol/index.ts";
import { answerForm } from "./answer-form.ts";
import { sentencesFor } from "./first-sentences.ts";
import { isFollowed, type OpenCase } from "./open-case.ts";
import { noticeText } from "./send-view.ts";

function unreadableText(messages: number): string {
  return messages === 1
    ? msg("1 bericht kan deze pagina nog niet tonen.")
    : msg(str`${formatNumber(messages)} berichten kan deze pagina nog niet tonen.`);
}

export function messagesView({ conversation, unreadable }: DeskThread): TemplateResult {
  return html`<section aria-labelledby="messages">
    <h2 class="nl-heading nl-heading--level-3" id="messages">${msg("Berichten")}</h2>
    ${
      conversation.length === 0
        ? html`<p class="ts-soft">${msg("Nog geen berichten.")}</p>`
        : conversationView(conversation, { label: msg("Melder"), subject: msg("De melder") })
    }
    ${unreadable.length > 0 ? html`<p class="ts-soft">${unreadableText(unreadable.length)}</p>` : nothing}
  </section>`;
}

export function answerView(open: OpenCase): TemplateResult {
  const { thread, organisation, calendar, draft, deedOf, tried, room, wasCleaned, onDraft, onDo } = open;
  const deed = deedOf("message");
  const kept = (time: string): string =>
    isFollowed(thread)
      ? msg(str`Uw bericht is bewaard. De melder kan het lezen vanaf ${time}.`)
      : msg(str`Uw bericht is bewaard. Uw team kan het lezen vanaf ${time}.`);
  return answerForm({
    text: draft.reply,
    deed,
    notice: noticeText(deed, kept, organisation),
    room,
    isFollowed: isFollowed(thread),
    isMissing: tried === "message",
    wasCleaned,
    sentences: sentencesFor(thread, calendar),
    onType: (reply, cleaned) => onDraft({ reply }, cleaned),
    onSend: () => onDo("message"),
  });
}
