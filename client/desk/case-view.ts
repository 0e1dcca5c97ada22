// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { html, nothing, type TemplateResult } from "lit";
import { conversationView } from "../design/conversation.ts";
import { failureView } from "../design/failure.ts";
import { formatDate, formatNumber } from "../design/format.ts";
import { signalView } from "../design/signal.ts";
import type { DeskThread, DeskView } from "../worker/protocol.ts";

function titleOf({ title, unreadable }: DeskThread): string {
  if (title !== "") return title;
  const isNewer = unreadable.some(({ reason }) => reason === "needs_newer_version");
  return isNewer ? "Een signaal dat deze pagina nog niet kan tonen" : "Een signaal dat nog niet compleet is";
}

/** Left of the line: what there is, what waits for the desk first. */
export function queueView(desk: DeskView, chosen: string | null, onChoose: (id: string) => void): TemplateResult {
  const { threads, unreadable } = desk;
  const count = threads.length === 1 ? "1 signaal" : `${formatNumber(threads.length)} signalen`;
  return html`<nav class="ts-queue" aria-label="Lijst met signalen">
    <h2 class="nl-heading nl-heading--level-3">${count}</h2>
    <p class="ts-small ts-soft">Wat op u wacht, staat bovenaan.</p>
    <ol>
      ${threads.map(
        (thread) =>
          html`<li>
            <button
              type="button"
              aria-current=${thread.id === chosen ? "true" : nothing}
              @click=${() => onChoose(thread.id)}
            >
              <span class="ts-title">${titleOf(thread)}</span>
              <span>${thread.waitsFor === "desk" ? "Wacht op u" : "Wacht op de melder"}</span>
              <span class="ts-soft">${thread.date === "" ? "" : `Verstuurd op ${formatDate(thread.date)}`}</span>
            </button>
          </li>`,
      )}
    </ol>
    ${
      unreadable.length > 0
        ? html`<p class="ts-small ts-soft">
            ${formatNumber(unreadable.length)} enveloppen vragen om een nieuwere versie van deze pagina.
          </p>`
        : nothing
    }
  </nav>`;
}

interface Options {
  readonly thread: DeskThread;
  readonly reply: string;
  readonly notice: string | null;
  readonly isSending: boolean;
  readonly sendFailure: unknown;
  readonly onReply: (text: string) => void;
  readonly onSend: () => void;
  readonly onBack: () => void;
}

export function caseView({
  thread,
  reply,
  notice,
  isSending,
  sendFailure,
  onReply,
  onSend,
  onBack,
}: Options): TemplateResult {
  const { signal, conversation, unreadable } = thread;
  return html`<p class="ts-back">
      <button type="button" class="nl-button nl-button--subtle" @click=${onBack}>Naar de lijst</button>
    </p>
    <h1 class="nl-heading nl-heading--level-1">${titleOf(thread)}</h1>
    <div class="ts-case">
      <section aria-labelledby="says">
        <h2 class="nl-heading nl-heading--level-3" id="says">Wat de melder schrijft</h2>
        ${signalView({ facts: signal.facts, judgement: signal.judgement })}
        <p class="ts-small ts-soft">
          Verstuurd op ${thread.date === "" ? "een onbekende dag" : formatDate(thread.date)}, zoals de melder het opgaf.
        </p>
      </section>
      <section aria-labelledby="messages">
        <h2 class="nl-heading nl-heading--level-3" id="messages">Berichten</h2>
        ${conversation.length === 0 ? html`<p class="ts-soft">Nog geen berichten.</p>` : conversationView(conversation, "Melder")}
        ${
          unreadable.length > 0
            ? html`<p class="ts-soft">${formatNumber(unreadable.length)} berichten kan deze pagina nog niet tonen.</p>`
            : nothing
        }
      </section>
      <section class="ts-measure">
        <label class="ts-label" for="message">Uw antwoord</label>
        <p class="ts-help" id="message-help">De melder leest dit. Vraag niet naar een naam, een plek of een functie.</p>
        <textarea
          class="ts-field ts-field--low"
          id="message"
          rows="4"
          autocomplete="off"
          spellcheck="false"
          aria-describedby="message-help"
          .value=${reply}
          @input=${(event: Event) => onReply((event.target as HTMLTextAreaElement).value)}
        ></textarea>
        ${sendFailure === null ? nothing : failureView(sendFailure)}
        <p class="ts-small ts-soft" role="status">${notice ?? ""}</p>
        <div class="ts-actions">
          <button type="button" class="nl-button nl-button--primary" ?disabled=${isSending} @click=${onSend}>
            ${isSending ? "Bezig met versturen" : "Antwoord sturen"}
          </button>
        </div>
      </section>
    </div>`;
}
