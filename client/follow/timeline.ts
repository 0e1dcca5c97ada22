// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { today } from "../case/today.ts";
import { agreedDays } from "../case/urgency.ts";
import { formatDate } from "../design/format.ts";
import { outcomeLabel, routeLabel } from "../design/labels.ts";
import { proseView } from "../design/prose.ts";
import { verdictView } from "../design/verdict.ts";
import type { Organisation, Said } from "../protocol/index.ts";
import { isQuestion, type Answers } from "./answers.ts";
import type { Found } from "./found.ts";
import { proofView } from "./proof-view.ts";
import { responseView } from "./response-view.ts";

interface Item {
  readonly when: string;
  readonly title: string;
  readonly content: TemplateResult | typeof nothing;
  /** Solid stroke: has happened. Dots: happens by itself, or is waited for. None: not ours. */
  readonly look: "" | "is-auto" | "is-after";
  readonly rung: string | null;
}

const teamName = (): string => msg("Iemand uit het team");

interface Timeline {
  readonly thread: Found;
  readonly organisation: Organisation;
  readonly answers: Answers;
}

/** What one said oneself. */
function ownTitle({ words }: Said): string | null {
  if (words.what === "message") return msg("U schreef");
  if (words.what !== "response") return null;
  return words.agrees ? msg("U zei ja") : msg("U zei nee");
}

/** What was asked with it, and the way to answer. */
function askedView(said: Said, { organisation, answers }: Timeline): TemplateResult | typeof nothing {
  return isQuestion(said) ? responseView({ said, organisation, answers }) : nothing;
}

/** What was said and done: read, written, proposed, closed. */
function happened(said: Said, rung: string | null, timeline: Timeline): Item | null {
  const { words } = said;
  const when = formatDate(said.date);
  if (said.by === "submitter") {
    const title = ownTitle(said);
    return title === null ? null : { when, title, content: nothing, look: "", rung: null };
  }
  const who = said.name ?? teamName();
  const item = { when, look: "", rung } as const;
  switch (words.what) {
    case "seen":
      return { ...item, title: msg(str`Gelezen door ${who}`), content: nothing };
    case "message":
      return { ...item, title: msg(str`${who} schreef u`), content: nothing };
    case "closed":
      return {
        ...item,
        title: msg(str`Afgesloten door ${who}`),
        content: html`${verdictView(words.outcome, outcomeLabel(words.outcome))} ${proseView(words.reasons)}`,
      };
    case "route":
      return {
        ...item,
        title: msg(str`${who} stelt een weg voor: ${routeLabel(words.route)}`),
        content: html`${words.text === "" ? nothing : proseView(words.text)}
        ${words.route === "dissent" ? html`<p>${msg("Uw signaal blijft bij het team. U hoeft niets te doen.")}</p>` : nothing}
        ${askedView(said, timeline)}`,
      };
    case "paraphrase":
      return {
        ...item,
        title: msg(str`${who} maakte een samenvatting`),
        content: html`${proseView(words.text)} ${askedView(said, timeline)}`,
      };
    case "response":
      return null;
  }
}

/** Until when something is agreed to have happened; past, and nothing happened, it is said so. */
function agreed(until: string, title: string, term: string): Item {
  const isLate = until < today();
  const content = html`<p class=${isLate ? "ts-error" : "ts-soft"}>
    ${term} ${isLate ? msg("Die dag is voorbij. Stuur gerust een bericht.") : nothing}
  </p>`;
  return { when: formatDate(until), title, content, look: "is-auto", rung: null };
}

/** What is waited for now, and until when: the organisation's own terms, said as such. */
function expected({ date, signal, waitsFor, conversation }: Found, { terms, holidays }: Organisation): Item[] {
  if (waitsFor === "nobody") return [];
  const yours: Item[] = [];
  if (waitsFor === "submitter") {
    const content = html`<p>${msg("Antwoorden mag, en hoeft niet. U kunt dat hieronder doen.")}</p>`;
    yours.push({ when: msg("Nu"), title: msg("U kunt antwoorden"), content, look: "is-auto", rung: null });
  }
  const decisionDate = signal?.decisionDate ?? null;
  const days = agreedDays({ date, decisionDate }, { terms, holidays });
  const answer = agreed(
    days.answer,
    msg("Uiterlijk dan is er antwoord, met redenen"),
    decisionDate === null
      ? msg(str`Afgesproken is: binnen ${terms.answer} werkdagen.`)
      : msg(str`Afgesproken is: binnen ${terms.answer} werkdagen, en vóór het besluit.`),
  );
  if (conversation.some(({ by }) => by === "member")) return [...yours, answer];
  const seen = agreed(
    days.seen,
    msg("Uiterlijk dan heeft iemand het gelezen"),
    msg(str`Afgesproken is: gelezen binnen ${terms.seen} werkdagen.`),
  );
  return [seen, answer];
}

function decision({ signal, waitsFor }: Found): Item | null {
  const day = signal?.decisionDate ?? null;
  if (day === null || waitsFor === "nobody") return null;
  return {
    when: formatDate(day),
    title: day < today() ? msg("Het besluit viel") : msg("Het besluit valt"),
    content: nothing,
    look: "is-after",
    rung: null,
  };
}

function itemView({ when, title, content, look, rung }: Item): TemplateResult {
  return html`<li class="${look} ${rung === null ? "" : "is-rung"}">
    <p class="ts-when">${when}</p>
    <div class="ts-what">
      ${rung === null ? nothing : html`<p class="ts-soft ts-small">${rung}</p>`}
      <h2 class="nl-heading nl-heading--level-3">${title}</h2>
      ${content}
    </div>
  </li>`;
}

/** The way of a signal: solid where it has been, dots where it waits. */
export function timelineView(timeline: Timeline): TemplateResult {
  const { thread, organisation } = timeline;
  const { team, date, conversation } = thread;
  const rung =
    team === null ? msg("Trede 1: vertrouwenspersonen") : msg(str`Trede 1: vertrouwenspersonen, ${team.name}`);
  const first = conversation.findIndex(({ by }) => by === "member");
  const [next, ...later] = expected(thread, organisation);
  const items: (Item | null)[] = [
    { when: formatDate(date), title: msg("Verstuurd"), content: proofView(thread), look: "", rung: null },
    ...conversation.map((said, i) => happened(said, i === first ? rung : null, timeline)),
    next === undefined || first >= 0 ? (next ?? null) : { ...next, rung },
    ...later,
    decision(thread),
  ];
  return html`<ol class="ts-time" aria-label=${msg("De weg van uw signaal")}>
    ${items.map((item) => (item === null ? nothing : itemView(item)))}
  </ol>`;
}
