// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, svg, type TemplateResult } from "lit";
import { isUnassigned } from "../case/queue.ts";
import type { Piece } from "../case/search.ts";
import type { Calendar } from "../case/urgency.ts";
import { formatDate, formatNames } from "../design/format.ts";
import type { DeskThread, TeamMember } from "../protocol/index.ts";
import { deadlineOf, type Deadline } from "./deadline.ts";
import type { Shown, Where } from "./picking.ts";
import { placeOf, titleOf } from "./title.ts";

interface Item {
  readonly chosen: string | null;
  readonly calendar: Calendar;
  readonly member: TeamMember;
  readonly onChoose: (thread: string) => void;
}

function stateOf({ waitsFor, isSeen, isUnread }: DeskThread): string {
  if (waitsFor === "nobody") return msg("Afgesloten");
  if (isUnread) return isSeen ? msg("De melder schreef. Nog niet gelezen.") : msg("Nieuw. Nog niet gelezen.");
  return waitsFor === "submitter" ? msg("Wacht op de melder") : msg("Wacht op ons");
}

/** Who has it. */
function holderOf({ side, waitsFor }: DeskThread, { id }: TeamMember): string {
  if (isUnassigned(side)) return waitsFor === "nobody" ? "" : msg("Nog van niemand");
  const own = [side.triages, ...side.supports].some((each) => each?.id === id);
  if (own) return msg("Bij u");
  const { triages, supports } = side;
  return msg(str`Bij ${formatNames(triages === null ? supports.map(({ name }) => name) : [triages.name])}`);
}

/** Why it stands where it stands, and what changes how one answers. */
function reasonsOf({ signal, waitsFor }: DeskThread, calendar: Calendar): string[] {
  if (signal === null || waitsFor === "nobody") return [];
  const { decisionDate } = signal;
  return [
    signal.cannotBeExecuted ? msg("Volgens de melder niet uit te voeren") : "",
    decisionDate === null || decisionDate < calendar.today ? "" : msg(str`Besluit op ${formatDate(decisionDate)}`),
    signal.followed ? "" : msg("De melder komt niet terug"),
  ];
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

const piecesView = (pieces: readonly Piece[]): TemplateResult[] =>
  pieces.map(({ text, isMatch }) => (isMatch ? html`<mark class="nl-mark">${text}</mark>` : html`${text}`));

function whereLabel(where: Where): string {
  switch (where) {
    case "signal":
      return msg("In het signaal:");
    case "message":
      return msg("In een bericht:");
    case "note":
      return msg("In een notitie:");
    case "name":
      return msg("Naam:");
  }
}

function excerptView({ match }: Shown): TemplateResult | typeof nothing {
  const excerpt = match?.excerpt ?? null;
  if (excerpt === null) return nothing;
  const { where, pieces } = excerpt;
  return html`<span class="ts-excerpt" dir="auto">${whereLabel(where)} ${piecesView(pieces)}</span>`;
}

export function itemView(shown: Shown, { chosen, calendar, member, onChoose }: Item): TemplateResult {
  const { thread, match } = shown;
  const deadline = deadlineOf(thread, calendar);
  const lines = [stateOf(thread), holderOf(thread, member), ...reasonsOf(thread, calendar)];
  return html`<li>
    <button
      type="button"
      data-thread=${thread.id}
      aria-current=${thread.id === chosen ? "true" : nothing}
      @click=${() => onChoose(thread.id)}
    >
      <span class="ts-soft">${placeOf(thread)}</span>
      <span class="ts-title ${thread.isUnread && thread.waitsFor !== "nobody" ? "is-unread" : ""}" dir="auto"
        >${match === null ? titleOf(thread) : piecesView(match.title)}</span
      >
      ${excerptView(shown)} ${deadline === null ? nothing : deadlineView(deadline)}
      ${lines.filter((line) => line !== "").map((line) => html`<span class="ts-soft">${line}</span>`)}
      ${deadline === null ? nothing : termView(deadline)}
    </button>
  </li>`;
}
