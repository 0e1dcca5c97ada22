// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { conversationView } from "../design/conversation.ts";
import { failureView } from "../design/failure.ts";
import { fieldView } from "../design/field.ts";
import { leavingText } from "../design/leaving.ts";
import { formatNames, formatNumber, formatTime } from "../design/format.ts";
import type { Options } from "./options.ts";
import { postsLeftView } from "./posts-left.ts";
import { nextReaders } from "./readers-view.ts";

function problemOf({ message, room, isMissing }: Options): string | undefined {
  if (isMissing && message.trim() === "") return msg("Schrijf eerst uw bericht.");
  return room?.fits === false ? msg("De tekst is te lang. Maak hem korter.") : undefined;
}

function sentText({ sentUntil, organisation }: Options): string {
  if (sentUntil === null) return "";
  return msg(
    str`Uw bericht is verstuurd. Het team kan het lezen vanaf ${formatTime(sentUntil, organisation.interval)}.`,
  );
}

function writingView(options: Options): TemplateResult {
  const { message, isSending, sendFailure, onMessage, onSend, thread } = options;
  const names = formatNames(nextReaders(thread));
  return html`${postsLeftView({ ...options, postsLeft: thread.postsLeft })}
    ${fieldView({
      id: "message",
      label: msg("Uw bericht"),
      help: msg(str`${names} lezen dit. Noem geen namen als het zonder kan.`),
      rows: 3,
      value: message,
      problem: problemOf(options),
      onInput: onMessage,
    })}
    ${sendFailure === null ? nothing : failureView(sendFailure)}
    <div class="ts-actions ts-block">
      <button
        type="button"
        class="nl-button nl-button--primary"
        aria-disabled=${isSending ? "true" : "false"}
        @click=${onSend}
      >
        ${isSending ? msg("Bezig met versturen") : msg("Bericht sturen")}
      </button>
    </div>
    <p class="ts-small ts-soft ts-daynote" role="status">
      ${options.isSending ? leavingText(options.leaving) : sentText(options)}
    </p>`;
}

function unreadableText(count: number): string {
  if (count === 1) return msg("Eén bericht kan deze pagina nog niet tonen. Laad de pagina later opnieuw.");
  return msg(str`${formatNumber(count)} berichten kan deze pagina nog niet tonen. Laad de pagina later opnieuw.`);
}

/** What was said both ways, and the field for what comes next. */
export function conversationPart(options: Options): TemplateResult {
  const { conversation, unreadable } = options.thread;
  const spoken = conversation.filter(({ words }) => words.what !== "seen");
  return html`<h2 class="nl-heading nl-heading--level-2">${msg("Berichten")}</h2>
    ${spoken.length === 0 ? html`<p class="ts-soft">${msg("Nog geen berichten.")}</p>` : conversationView(spoken, { label: msg("U"), subject: msg("U") })}
    ${unreadable.length > 0 ? html`<p class="ts-soft">${unreadableText(unreadable.length)}</p>` : nothing}
    ${writingView(options)}`;
}
