// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { today } from "../case/today.ts";
import { dueOf, type Calendar, type Due } from "../case/urgency.ts";
import { formatDate, formatNumber } from "../design/format.ts";
import type { DeskThread, Organisation } from "../protocol/index.ts";

// How much time there is, in words.

/** Working days within which something presses. Reading has so few in all that it would press from the start. */
const PRESSING_DAYS: Readonly<Record<Due["what"], number>> = { seen: 0, answer: 3, decision: 3 };

export function calendarOf({ terms, holidays }: Organisation): Calendar {
  return { today: today(), terms, holidays };
}

export interface Deadline {
  /** What must have happened, and by when. */
  readonly text: string;
  /** How near or far past that is; empty while there is time, or where `text` says so itself. */
  readonly left: string;
  readonly isPressing: boolean;
  /** Share of the time that is gone, 0 to 1. */
  readonly gone: number;
}

/** What of a case its terms follow from. */
type Timed = Pick<DeskThread, "date" | "signal" | "isSeen" | "waitsFor" | "conversation">;

/** Null when nothing is to be done any more. */
export function deadlineOf(thread: Timed, calendar: Calendar): Deadline | null {
  const due = pendingDue(thread, calendar);
  if (due === null) return null;
  const isLate = due.date < calendar.today;
  const isPressing = isLate || due.workingDaysLeft <= PRESSING_DAYS[due.what];
  const saysItself = due.what === "decision" && !isLate;
  const left = isPressing && !saysItself ? leftText(due, calendar.today) : "";
  return { text: dueText(due, calendar.today), left, isPressing, gone: due.gone };
}

function pendingDue(thread: Timed, calendar: Calendar): Due | null {
  return dueOf({ ...thread, decisionDate: thread.signal?.decisionDate ?? null }, calendar);
}

function dueText(due: Due, today: string): string {
  const day = formatDate(due.date);
  if (due.what === "seen") return msg(str`Lezen uiterlijk ${day}`);
  if (due.what === "answer") return msg(str`Antwoord uiterlijk ${day}`);
  if (due.date < today) return msg(str`Besluit was ${day}`);
  if (due.date === today) return msg(str`Besluit vandaag, ${day}`);
  if (due.workingDaysLeft === 0) return msg(str`Besluit op ${day}, zonder werkdag ervoor`);
  if (due.workingDaysLeft === 1) return msg(str`Besluit over 1 werkdag, ${day}`);
  return msg(str`Besluit over ${formatNumber(due.workingDaysLeft)} werkdagen, ${day}`);
}

function leftText({ date, workingDaysLeft }: Due, today: string): string {
  if (date < today) return lateText(-workingDaysLeft);
  if (date === today) return msg("Vandaag is de laatste dag");
  if (workingDaysLeft === 1) return msg("Nog 1 werkdag");
  return msg(str`Nog ${formatNumber(workingDaysLeft)} werkdagen`);
}

function lateText(workingDays: number): string {
  if (workingDays === 0) return msg("Te laat");
  if (workingDays === 1) return msg("1 werkdag te laat");
  return msg(str`${formatNumber(workingDays)} werkdagen te laat`);
}

/** What time is left, when the decision falls and whether it can be carried out: whole sentences, the first thing first. */
export function leadSentences(thread: Timed, calendar: Calendar): string[] {
  const { signal } = thread;
  const due = pendingDue(thread, calendar);
  const sentences = due === null ? [] : [timeSentence(due, calendar.today)];
  if (thread.waitsFor === "nobody") sentences.push(msg("Dit signaal is afgesloten."));
  const decisionDate = signal?.decisionDate ?? null;
  if (decisionDate !== null) sentences.push(decisionSentence(decisionDate, calendar.today));
  if (signal?.cannotBeExecuted === true) sentences.push(msg("Volgens de melder is het zo niet uit te voeren."));
  return sentences.filter((sentence) => sentence !== "");
}

function timeSentence(due: Due, today: string): string {
  switch (due.what) {
    case "seen":
      return seenSentence(due, today);
    case "answer":
      return answerSentence(due, today);
    case "decision":
      return untilDecision(due, today);
  }
}

function seenSentence({ date, workingDaysLeft }: Due, today: string): string {
  if (date < today) return msg(str`Dit moest uiterlijk ${formatDate(date)} gelezen zijn.`);
  if (workingDaysLeft === 0) return msg("Vandaag is de laatste dag om dit te lezen.");
  if (workingDaysLeft === 1) return msg("Nog 1 werkdag om dit te lezen.");
  return msg(str`Nog ${formatNumber(workingDaysLeft)} werkdagen om dit te lezen.`);
}

function answerSentence({ date, workingDaysLeft }: Due, today: string): string {
  if (date < today) return msg(str`Het antwoord moest er uiterlijk ${formatDate(date)} zijn.`);
  if (workingDaysLeft === 0) return msg("Vandaag is de laatste dag voor een antwoord.");
  if (workingDaysLeft === 1) return msg("Nog 1 werkdag voor een antwoord.");
  return msg(str`Nog ${formatNumber(workingDaysLeft)} werkdagen voor een antwoord.`);
}

/** Where the decision has no working day before it, the sentence with its date says all. */
function untilDecision({ date, workingDaysLeft }: Due, today: string): string {
  if (date <= today || workingDaysLeft === 0) return "";
  if (workingDaysLeft === 1) return msg("Nog 1 werkdag tot het besluit.");
  return msg(str`Nog ${formatNumber(workingDaysLeft)} werkdagen tot het besluit.`);
}

function decisionSentence(date: string, today: string): string {
  if (date === today) return msg("Vandaag valt het besluit.");
  const day = formatDate(date);
  return date < today ? msg(str`Het besluit viel op ${day}.`) : msg(str`Op ${day} valt het besluit.`);
}
