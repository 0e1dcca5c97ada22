// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { html, nothing, type TemplateResult } from "lit";
import { conversationView } from "../design/conversation.ts";
import { failureView } from "../design/failure.ts";
import { formatDate, formatNames, formatNumber, formatTime, formatToday } from "../design/format.ts";
import { row } from "../design/sheet.ts";
import { signalView } from "../design/signal.ts";
import type { Proof, ThreadView } from "../worker/protocol.ts";

type Found = Extract<ThreadView, { state: "found" }>;

interface Options {
  readonly thread: Found;
  readonly interval: number;
  readonly failure: unknown;
  readonly isReading: boolean;
  readonly isSending: boolean;
  readonly message: string;
  readonly sendFailure: unknown;
  readonly onMessage: (text: string) => void;
  readonly onSend: () => void;
  readonly onRead: (older: boolean) => void;
}

/** What is the case, in one sentence. */
function headline({ conversation, proof, team }: Found): string {
  const last = conversation.at(-1);
  if (last?.by === "member") return `${last.name ?? "Het team"} heeft u geantwoord`;
  if (proof.state === "promised") return "Uw signaal is bewaard";
  return `Uw signaal ligt bij ${team?.name ?? "het team"}`;
}

function lead({ team, visibleFrom }: Found, interval: number): TemplateResult {
  const who = team === null ? "Het team" : formatNames(team.members);
  if (visibleFrom === null) return html`${who} kunnen lezen wat u schrijft, en verder niemand.`;
  return html`Wat u net verstuurde is zichtbaar vanaf
    <strong class="ts-num">${formatTime(visibleFrom, interval)}</strong>. Deze pagina kijkt dan vanzelf.`;
}

function proofText(proof: Proof): string {
  if (proof.state === "promised")
    return "De server heeft getekend dat het er bij de volgende ronde in staat. Deze pagina controleert dat.";
  return "Uw signaal staat in het logboek. Deze pagina heeft dat zelf nagerekend. Haalt iemand het weg, dan klopt het logboek niet meer, en dat ziet u hier.";
}

function proofView(proof: Proof): TemplateResult {
  return html`<p>${proofText(proof)}</p>
    <p class="ts-soft">Nog geen onafhankelijke partij bewaart bewijs van dit logboek. Dat komt later.</p>
    <details class="ts-details">
      <summary>Bekijk het bewijs</summary>
      <dl class="ts-pairs">
        <div>
          <dt>Plaats in het logboek</dt>
          <dd class="ts-num">
            ${proof.index === null ? "nog geen" : formatNumber(proof.index)} van ${formatNumber(proof.size)}
          </dd>
        </div>
        <div>
          <dt>Vingerafdruk van uw envelop</dt>
          <dd class="ts-code">${proof.envelopeHash}</dd>
        </div>
        <div>
          <dt>Vingerafdruk van het logboek</dt>
          <dd class="ts-code">${proof.root}</dd>
        </div>
        <div>
          <dt>Past op eerdere standen</dt>
          <dd class="ts-num">${formatNumber(proof.continues)} keer nagerekend</dd>
        </div>
      </dl>
    </details>`;
}

function timeline({ signal, team, proof, conversation }: Found): TemplateResult {
  const answer = conversation.find(({ by }) => by === "member");
  return html`<ol class="ts-time" aria-label="De weg van uw signaal">
    <li>
      <p class="ts-when">${formatDate(signal.date)}</p>
      <div class="ts-what">
        <h2 class="nl-heading nl-heading--level-3">Verstuurd</h2>
        ${proofView(proof)}
      </div>
    </li>
    <li class="is-rung ${answer === undefined ? "is-auto" : ""}">
      <p class="ts-when">${answer === undefined ? "" : formatDate(answer.date)}</p>
      <div class="ts-what">
        <p class="ts-soft ts-small">Trede 1: vertrouwenspersonen${team === null ? "" : `, ${team.name}`}</p>
        <h2 class="nl-heading nl-heading--level-3">
          ${answer === undefined ? "Wacht op een vertrouwenspersoon" : `Antwoord van ${answer.name ?? "het team"}`}
        </h2>
      </div>
    </li>
  </ol>`;
}

function ownWords({ signal }: Found): TemplateResult {
  if (signal.facts === "") {
    return html`<p class="ts-soft">
      Uw eigen tekst staat in een ouder deel van het logboek. Haal het op om hem te lezen.
    </p>`;
  }
  return signalView(signal);
}

function writing(options: Options): TemplateResult {
  const { message, isSending, sendFailure, onMessage, onSend, thread } = options;
  return html`<div class="ts-block ts-measure">
    <label class="ts-label" for="message">Uw bericht</label>
    <p class="ts-help" id="message-help">
      ${formatNames(thread.team?.members ?? [])} lezen dit. Noem geen namen als het zonder kan.
    </p>
    <textarea
      class="ts-field ts-field--low"
      id="message"
      rows="3"
      autocomplete="off"
      spellcheck="false"
      aria-describedby="message-help"
      .value=${message}
      @input=${(event: Event) => onMessage((event.target as HTMLTextAreaElement).value)}
    ></textarea>
    ${sendFailure === null ? nothing : failureView(sendFailure)}
    <div class="ts-actions ts-block">
      <button type="button" class="nl-button nl-button--primary" ?disabled=${isSending} @click=${onSend}>
        ${isSending ? "Bezig met versturen" : "Bericht sturen"}
      </button>
    </div>
  </div>`;
}

export function threadView(options: Options): TemplateResult {
  const { thread, interval, failure, isReading, onRead } = options;
  return html`${row(
    formatToday(),
    html`<h1 class="nl-heading nl-heading--level-1">${headline(thread)}</h1>
      <p class="nl-paragraph nl-paragraph--lead">${lead(thread, interval)}</p>
      ${failure === null ? nothing : failureView(failure)}
      <div class="ts-actions">
        <button type="button" class="nl-button" ?disabled=${isReading} @click=${() => onRead(false)}>
          Opnieuw kijken
        </button>
        ${
          thread.hasOlder
            ? html`<button type="button" class="nl-button" ?disabled=${isReading} @click=${() => onRead(true)}>
                Ouder deel ophalen
              </button>`
            : nothing
        }
      </div>`,
  )}
  ${timeline(thread)}
  ${row(
    "Tussen u en het team",
    html`<h2 class="nl-heading nl-heading--level-2">Berichten</h2>
      ${thread.conversation.length === 0 ? html`<p class="ts-soft">Nog geen berichten.</p>` : conversationView(thread.conversation, "U")}
      ${
        thread.unreadable.length > 0
          ? html`<p class="ts-soft">
              ${thread.unreadable.length === 1 ? "Eén bericht kan" : `${formatNumber(thread.unreadable.length)} berichten kunnen`}
              deze pagina nog niet tonen. Laad de pagina later opnieuw.
            </p>`
          : nothing
      }
      ${writing(options)}`,
  )}
  ${row(
    "Wat u schreef",
    html`<h2 class="nl-heading nl-heading--level-2">Uw signaal</h2>
      ${ownWords(thread)}`,
  )}
  ${row(
    "Wie dit kan lezen",
    html`<h2 class="nl-heading nl-heading--level-2">
        ${thread.team === null ? "Het team" : `${thread.team.name}, en verder niemand`}
      </h2>
      <p>${formatNames(thread.team?.members ?? [])}.</p>`,
  )}`;
}
