// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { today } from "../case/today.ts";
import { conversationView } from "../design/conversation.ts";
import { failureView } from "../design/failure.ts";
import { fieldView } from "../design/field.ts";
import { formatLongDate, formatNames, formatNumber, formatTime, formatToday } from "../design/format.ts";
import { row } from "../design/sheet.ts";
import { signalView } from "../design/signal.ts";
import { vouchedView } from "../design/vouched.ts";
import type { Organisation, Room } from "../protocol/index.ts";
import type { Found } from "./found.ts";
import { postsLeftView, type Renewal } from "./posts-left.ts";
import { timelineView } from "./timeline.ts";

interface Options {
  readonly thread: Found;
  readonly organisation: Organisation;
  readonly failure: unknown;
  readonly isReading: boolean;
  /** Unix milliseconds of the last look that found nothing new; null before one. */
  readonly lookedAt: number | null;
  /** Of a message that was kept: Unix milliseconds from which the team can read it. */
  readonly sentUntil: number | null;
  /** Somebody pressed the button while there was nothing to send. */
  readonly isMissing: boolean;
  readonly isSending: boolean;
  readonly message: string;
  readonly room: Room | null;
  readonly sendFailure: unknown;
  readonly renewal: Renewal;
  readonly onRenew: () => void;
  readonly onGiven: () => void;
  readonly onLater: () => void;
  readonly onMessage: (typed: string, field: HTMLTextAreaElement) => void;
  readonly onSend: () => void;
  readonly onWrite: () => void;
  readonly onRead: (older: boolean) => void;
  readonly onClose: () => void;
}

/** What is the case, in one sentence. */
function headline({ conversation, proof, team, waitsFor }: Found): string {
  const last = conversation.findLast(({ by, words }) => by === "member" && words.what !== "seen");
  const who = last?.name ?? msg("Het team");
  if (waitsFor === "nobody") return msg("Uw signaal is afgesloten");
  if (waitsFor === "submitter") return msg(str`${who} heeft u geschreven`);
  if (proof.state === "promised") return msg("Uw signaal is bewaard");
  return team === null ? msg("Uw signaal ligt bij het team") : msg(str`Uw signaal ligt bij ${team.name}`);
}

function lead({ team, signal, visibleFrom, waitsFor }: Found, { interval }: Organisation): TemplateResult | string {
  if (visibleFrom !== null) {
    const time = formatTime(visibleFrom, interval);
    return msg(
      html`Wat u net verstuurde is zichtbaar vanaf <strong class="ts-num">${time}</strong>. Deze pagina kijkt dan
        vanzelf.`,
    );
  }
  const names = formatNames(team?.members ?? []);
  if (waitsFor === "nobody") return msg("Schrijft u nog iets, dan gaat uw signaal weer open.");
  const day = signal?.decisionDate ?? null;
  if (day === null || day < today()) return msg(str`${names} kunnen lezen wat u schrijft, en verder niemand.`);
  return msg(str`${names} kunnen lezen wat u schrijft, en verder niemand. Het besluit valt op ${formatLongDate(day)}.`);
}

interface Action {
  readonly label: string;
  readonly help: string;
  readonly run: () => void;
}

function lookedText({ lookedAt }: Options): string {
  if (lookedAt === null) return msg("Of er iets nieuws is.");
  return msg(str`Gekeken om ${formatTime(lookedAt, 3600)}. Niets nieuws.`);
}

function actionsView(options: Options): TemplateResult {
  const { thread, isReading, onRead, onWrite, onClose } = options;
  const actions: Action[] = [
    {
      label: msg("Een bericht sturen"),
      help: msg(str`Aan ${formatNames(thread.team?.members ?? [])}.`),
      run: onWrite,
    },
    {
      label: msg("Opnieuw kijken"),
      help: isReading ? msg("Het logboek wordt gelezen.") : lookedText(options),
      run: () => onRead(false),
    },
    ...(thread.hasOlder
      ? [
          {
            label: msg("Ouder deel ophalen"),
            help: msg("Er staat nog iets van u in een ouder deel van het logboek."),
            run: () => onRead(true),
          },
        ]
      : []),
    {
      label: msg("Weggaan"),
      help: msg("Deze pagina vergeet uw codenaam. Uw signaal blijft."),
      run: onClose,
    },
  ];
  return html`<ul class="ts-menu">
    ${actions.map(
      ({ label, help, run }) =>
        html`<li>
          <button type="button" class="ts-menu-item" @click=${run}>
            <span>${label}</span><span class="ts-soft" aria-live="polite">${help}</span>
          </button>
        </li>`,
    )}
  </ul>`;
}

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
  const names = formatNames(thread.team?.members ?? []);
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
    <p class="ts-small ts-soft ts-daynote" role="status">${sentText(options)}</p>`;
}

function unreadableText(count: number): string {
  if (count === 1) return msg("Eén bericht kan deze pagina nog niet tonen. Laad de pagina later opnieuw.");
  return msg(str`${formatNumber(count)} berichten kan deze pagina nog niet tonen. Laad de pagina later opnieuw.`);
}

function conversationPart(options: Options): TemplateResult {
  const { conversation, unreadable } = options.thread;
  const spoken = conversation.filter(({ words }) => words.what !== "seen");
  return html`<h2 class="nl-heading nl-heading--level-2">${msg("Berichten")}</h2>
    ${spoken.length === 0 ? html`<p class="ts-soft">${msg("Nog geen berichten.")}</p>` : conversationView(spoken, msg("U"))}
    ${unreadable.length > 0 ? html`<p class="ts-soft">${unreadableText(unreadable.length)}</p>` : nothing}
    ${writingView(options)}`;
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

function canOpenText(names: readonly string[], isMore: boolean): string {
  const list = formatNames(names);
  if (!isMore) return msg(str`${list} kunnen het openen.`);
  return names.length === 1 ? msg(str`Ook ${list} kan het openen.`) : msg(str`Ook ${list} kunnen het openen.`);
}

function excludedText(names: readonly string[]): string {
  const list = formatNames(names);
  if (names.length === 1) return msg(str`${list} kan dit niet openen: dat hebt u zo gekozen.`);
  return msg(str`${list} kunnen dit niet openen: dat hebt u zo gekozen.`);
}

/** Who has said to have read it; the others of the team can. */
function readersPart({ thread, organisation }: Options): TemplateResult {
  const { team, conversation, signal } = thread;
  const excluded = organisation.people.filter(({ id }) => signal?.excluded.includes(id)).map(({ name }) => name);
  const seen = [...new Set(conversation.flatMap(({ by, name }) => (by === "member" && name !== null ? [name] : [])))];
  const others = (team?.members ?? []).filter((name) => !seen.includes(name));
  const title = team === null ? msg("Het team") : msg(str`${team.name}, en verder niemand`);
  return html`<h2 class="nl-heading nl-heading--level-2">${title}</h2>
    ${seen.length === 0 ? nothing : html`<p>${msg(str`Gelezen door ${formatNames(seen)}.`)}</p>`}
    ${others.length === 0 ? nothing : html`<p>${canOpenText(others, seen.length > 0)}</p>`}
    ${excluded.length === 0 ? nothing : html`<p>${excludedText(excluded)}</p>`}`;
}

export function threadView(options: Options): TemplateResult {
  const { thread, organisation, failure } = options;
  return html`${row(
    formatToday(),
    html`<h1 class="nl-heading nl-heading--level-1">${headline(thread)}</h1>
      <p class="nl-paragraph nl-paragraph--lead">${lead(thread, organisation)}</p>
      ${failure === null ? nothing : failureView(failure)} ${vouchedView(thread.vouched)}`,
  )}
  ${timelineView(thread, organisation)}
  ${row(
    msg("U beslist"),
    html`<h2 class="nl-heading nl-heading--level-2">${msg("Wat u nu kunt doen")}</h2>
      ${actionsView(options)}`,
  )}
  ${row(msg("Tussen u en het team"), conversationPart(options))} ${row(msg("Wat u schreef"), signalPart(options))}
  ${row(msg("Wie dit kan lezen"), readersPart(options))}`;
}
