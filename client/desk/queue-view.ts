// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, svg, type TemplateResult } from "lit";
import type { Calendar } from "../case/urgency.ts";
import { formatDate, formatNumber, formatTime } from "../design/format.ts";
import { aboutLabel, phaseLabel } from "../design/labels.ts";
import type { DeskThread, DeskView, Progress } from "../protocol/index.ts";
import { deadlineOf, type Deadline } from "./deadline.ts";
import { keysView } from "./keys.ts";
import "./shelf-view.ts";

/** A reading of the log: whether one is under way, and when the last one ended. */
export interface Look {
  readonly isReading: boolean;
  /** It takes longer than a moment. */
  readonly isSlow: boolean;
  readonly progress: Progress | null;
  /** Unix milliseconds. */
  readonly last: number;
}

interface Queue {
  readonly desk: DeskView;
  readonly chosen: string | null;
  readonly calendar: Calendar;
  readonly look: Look;
  readonly onChoose: (thread: string) => void;
  readonly onLook: () => void;
}

export function titleOf({ signal, unreadable }: DeskThread): string {
  if (signal !== null) return signal.title;
  const isNewer = unreadable.some(({ reason }) => reason === "needs_newer_version");
  return isNewer ? msg("Een signaal dat deze pagina nog niet kan tonen") : msg("Een signaal dat nog niet compleet is");
}

function placeOf(thread: DeskThread): string {
  const { signal } = thread;
  return signal === null ? "" : `${aboutLabel(signal.about)}, ${phaseLabel(signal.phase).toLocaleLowerCase()}`;
}

function stateOf({ waitsFor, isSeen, conversation }: DeskThread): string {
  if (waitsFor === "nobody") return msg("Afgesloten");
  if (waitsFor === "submitter") return msg("Wacht op de melder");
  if (!isSeen) return msg("Nieuw. Nog niet gelezen.");
  return conversation.some(({ by }) => by === "submitter") ? msg("De melder schreef. Wacht op u") : msg("Wacht op u");
}

/** Why it stands where it stands, and what changes how one answers. */
function reasonsOf({ signal, waitsFor }: DeskThread, calendar: Calendar): string[] {
  if (signal === null || waitsFor === "nobody") return [];
  const { decisionDate } = signal;
  return [
    signal.cannotBeExecuted ? msg("Volgens de melder niet uit te voeren") : "",
    decisionDate === null || decisionDate < calendar.today ? "" : msg(str`Besluit op ${formatDate(decisionDate)}`),
    signal.followed ? "" : msg("De melder komt niet terug"),
  ].filter((reason) => reason !== "");
}

/** The thin line is the time that was agreed, the thick one what of it is gone. */
function termView({ gone, isPressing }: Deadline): TemplateResult {
  const end = Math.round(gone * 100);
  return html`<svg class="ts-term" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
    <path class="ts-agreed" d="M0 7.5H100" />
    ${end === 0 ? nothing : svg`<path class=${isPressing ? "ts-gone is-pressing" : "ts-gone"} d="M0 3H${end}" />`}
  </svg>`;
}

function deadlineView({ text, left, isPressing }: Deadline): TemplateResult {
  const name = isPressing ? "ts-due is-pressing" : "ts-due";
  return html`<span class=${name}>${text}</span>${left === "" ? nothing : html`<span class=${name}>${left}</span>`}`;
}

function itemView(thread: DeskThread, { chosen, calendar, onChoose }: Queue): TemplateResult {
  const deadline = deadlineOf(thread, calendar);
  return html`<li>
    <button
      type="button"
      data-thread=${thread.id}
      aria-current=${thread.id === chosen ? "true" : nothing}
      @click=${() => onChoose(thread.id)}
    >
      <span class="ts-soft">${placeOf(thread)}</span>
      <span class="ts-title" dir="auto">${titleOf(thread)}</span>
      ${deadline === null ? nothing : deadlineView(deadline)}
      <span class="ts-soft">${stateOf(thread)}</span>
      ${reasonsOf(thread, calendar).map((reason) => html`<span class="ts-soft">${reason}</span>`)}
      ${deadline === null ? nothing : termView(deadline)}
    </button>
  </li>`;
}

function countText(open: number): string {
  if (open === 0) return msg("Geen open signalen");
  return open === 1 ? msg("1 open signaal") : msg(str`${formatNumber(open)} open signalen`);
}

function closedText(closed: number): string {
  return closed === 1 ? msg("1 afgesloten signaal") : msg(str`${formatNumber(closed)} afgesloten signalen`);
}

function newerText(envelopes: number): string {
  return envelopes === 1
    ? msg("1 envelop vraagt om een nieuwere versie van deze pagina.")
    : msg(str`${formatNumber(envelopes)} enveloppen vragen om een nieuwere versie van deze pagina.`);
}

function lookText({ isSlow, progress, last }: Look): string {
  if (!isSlow) return msg(str`Bijgewerkt om ${formatTime(last, 3600)}`);
  if (progress === null) return msg("Wij kijken of er iets nieuws is.");
  return msg(str`${formatNumber(progress.done)} van ${formatNumber(progress.total)} enveloppen bekeken.`);
}

function lookView({ look, onLook }: Queue): TemplateResult {
  const { isReading, isSlow, progress } = look;
  const label = msg("Voortgang van het kijken");
  return html`<div class="ts-look">
    <button type="button" class="nl-button" aria-disabled=${isReading ? "true" : "false"} @click=${onLook}>
      ${msg("Opnieuw kijken")}
    </button>
    <p class="ts-small ts-soft ts-num" role="status">${lookText(look)}</p>
    <div class="ts-look-bar">
      ${
        !isSlow
          ? nothing
          : progress === null
            ? html`<progress aria-label=${label}></progress>`
            : html`<progress aria-label=${label} value=${progress.done} max=${Math.max(1, progress.total)}></progress>`
      }
    </div>
  </div>`;
}

/** Left of the line: what there is, what has to be done first at the top, and what is closed folded away. */
export function queueView(queue: Queue): TemplateResult {
  const { threads, unreadable } = queue.desk;
  const open = threads.filter(({ waitsFor }) => waitsFor !== "nobody");
  const closed = threads.filter(({ waitsFor }) => waitsFor === "nobody");
  return html`<nav class="ts-queue" aria-label=${msg("Lijst met signalen")} @keydown=${moveInQueue}>
    <h2 class="nl-heading nl-heading--level-3">${countText(open.length)}</h2>
    <p class="ts-small ts-soft">
      ${open.length === 0 ? msg("Er wacht niets op u.") : msg("Wat het meeste haast heeft, staat bovenaan.")}
    </p>
    ${lookView(queue)}
    ${
      open.length === 0
        ? nothing
        : html`<ol>
            ${open.map((thread) => itemView(thread, queue))}
          </ol>`
    }
    ${
      closed.length === 0
        ? nothing
        : html`<details class="ts-details ts-closed">
            <summary>${closedText(closed.length)}</summary>
            <ol>
              ${closed.map((thread) => itemView(thread, queue))}
            </ol>
          </details>`
    }
    ${unreadable.length > 0 ? html`<p class="ts-small ts-soft">${newerText(unreadable.length)}</p>` : nothing}
    ${keysView()} <ts-shelf .read=${queue.look.last}></ts-shelf>
  </nav>`;
}

const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_at, last) => last,
};

/** Arrows, Home and End go from case to case; Tab still reaches each of them. */
function moveInQueue(event: KeyboardEvent): void {
  const step = STEPS[event.key];
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const queue = event.currentTarget as HTMLElement;
  const items = [...queue.querySelectorAll<HTMLElement>("[data-thread]")].filter((item) => item.checkVisibility());
  const at = items.findIndex((item) => item === event.target);
  if (at === -1) return;
  event.preventDefault();
  items[step(at, items.length - 1)]?.focus();
}

/** Back to a case's place in the queue, also where it is folded away. @returns false where the queue is not to be seen */
export function focusInQueue(page: HTMLElement, thread: string): boolean {
  const item = page.querySelector<HTMLElement>(`[data-thread="${thread}"]`);
  const folded = item?.closest("details");
  if (folded) folded.open = true;
  if (item?.checkVisibility() !== true) return false;
  item.focus();
  return true;
}
