// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { Calendar } from "../case/urgency.ts";
import { formatNumber } from "../design/format.ts";
import type { DeskView, Member } from "../protocol/index.ts";
import { findView } from "./find-view.ts";
import { keysView, type Keys } from "./keys.ts";
import { lookView, type Look } from "./look-view.ts";
import { pick, type Picked, type Picking } from "./picking.ts";
import { itemView } from "./queue-item.ts";
import "./shelf-view.ts";

interface Queue {
  readonly desk: DeskView;
  readonly member: Member;
  readonly chosen: string | null;
  readonly calendar: Calendar;
  readonly look: Look;
  readonly picked: Picked;
  readonly keys: Keys;
  readonly onPick: (picked: Picked) => void;
  readonly onChoose: (thread: string) => void;
  readonly onLook: () => void;
}

function countText(open: number): string {
  if (open === 0) return msg("Geen open signalen");
  return open === 1 ? msg("1 open signaal") : msg(str`${formatNumber(open)} open signalen`);
}

function closedText(closed: number): string {
  return closed === 1 ? msg("1 afgesloten signaal") : msg(str`${formatNumber(closed)} afgesloten signalen`);
}

const forgedText = (name: string): string =>
  msg(str`${name} gaf het team iets dat geen melder zo schreef. Wij tonen het niet. Bespreek dit in het team.`);

function newerText(envelopes: number): string {
  return envelopes === 1
    ? msg("1 envelop vraagt om een nieuwere versie van deze pagina.")
    : msg(str`${formatNumber(envelopes)} enveloppen vragen om een nieuwere versie van deze pagina.`);
}

function orderText(open: number, { shown, hidden }: Picking): string {
  if (shown.length === 0 && hidden > 0) return msg("Geen signaal past bij wat u zoekt.");
  return open === 0 ? msg("Er wacht niets op u.") : msg("Wat het meeste haast heeft, staat bovenaan.");
}

/** Left of the line: what there is, what has to be done first at the top, and what is closed folded away. */
export function queueView(queue: Queue): TemplateResult {
  const { desk, member, look, picked, keys, onPick, onLook } = queue;
  const { threads, unreadable, forged } = desk;
  const picking = pick(threads, picked, member.id);
  const open = picking.shown.filter(({ thread }) => thread.waitsFor !== "nobody");
  const closed = picking.shown.filter(({ thread }) => thread.waitsFor === "nobody");
  return html`<nav class="ts-queue" aria-label=${msg("Lijst met signalen")} @keydown=${moveInQueue}>
    <h2 class="nl-heading nl-heading--level-3">
      ${countText(threads.filter(({ waitsFor }) => waitsFor !== "nobody").length)}
    </h2>
    <p class="ts-small ts-soft">${orderText(open.length, picking)}</p>
    ${lookView(look, onLook)} ${threads.length === 0 ? nothing : findView({ picked, hidden: picking.hidden, onPick })}
    ${
      open.length === 0
        ? nothing
        : html`<ol>
            ${open.map((shown) => itemView(shown, queue))}
          </ol>`
    }
    ${
      closed.length === 0
        ? nothing
        : html`<details class="ts-details ts-closed">
            <summary>${closedText(closed.length)}</summary>
            <ol>
              ${closed.map((shown) => itemView(shown, queue))}
            </ol>
          </details>`
    }
    ${forged.map((name) => html`<p class="ts-small">${forgedText(name)}</p>`)}
    ${unreadable.length > 0 ? html`<p class="ts-small ts-soft">${newerText(unreadable.length)}</p>` : nothing}
    ${keysView(keys)} <ts-shelf .read=${look.last}></ts-shelf>
  </nav>`;
}

const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_at, last) => last,
};

/** What of the queue can be seen, from the top. */
export function itemsIn(page: HTMLElement): HTMLElement[] {
  return [...page.querySelectorAll<HTMLElement>("[data-thread]")].filter((item) => item.checkVisibility());
}

/** Arrows, Home and End go from case to case; Tab still reaches each of them. */
function moveInQueue(event: KeyboardEvent): void {
  const step = STEPS[event.key];
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const items = itemsIn(event.currentTarget as HTMLElement);
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
