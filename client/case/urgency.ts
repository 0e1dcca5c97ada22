// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Turn } from "./case.ts";
import { addWorkingDays, isDay, workingDaysBetween } from "./working-days.ts";

/** What the directory says of time, and what day it is here. */
export interface Calendar {
  readonly today: string;
  readonly terms: { readonly seen: number; readonly answer: number };
  readonly holidays: readonly string[];
}

/** What urgency follows from. */
export interface Pending {
  /** Day of the signal as its writer stated it. */
  readonly date: string;
  readonly decisionDate: string | null;
  readonly isSeen: boolean;
  readonly waitsFor: Turn;
}

/** What the order follows from. */
export interface Ranked extends Pending {
  readonly cannotBeExecuted: boolean;
}

/** The first thing that must have happened, and by when. */
export interface Due {
  readonly what: "seen" | "answer" | "decision";
  readonly date: string;
  /** From today; 0 today, negative when it is past. */
  readonly workingDaysLeft: number;
  /** Share of the time that is gone, 0 to 1. */
  readonly gone: number;
}

/** A decision that was past when the signal was written is not what it waits for. */
function awaits(date: string, decisionDate: string | null): decisionDate is string {
  return decisionDate !== null && isDay(decisionDate) && decisionDate >= date;
}

/** Until when a signal is agreed to be read and answered: by the terms, and never after its decision. */
export function agreedDays(
  { date, decisionDate }: Pick<Pending, "date" | "decisionDate">,
  { terms, holidays }: Pick<Calendar, "terms" | "holidays">,
): { readonly seen: string; readonly answer: string } {
  const within = (term: number): string => {
    const day = addWorkingDays(date, term, holidays);
    return awaits(date, decisionDate) && decisionDate < day ? decisionDate : day;
  };
  return { seen: within(terms.seen), answer: within(terms.answer) };
}

/** Without counting how long it takes: a list is sorted by it. */
function firstOf(
  { date, decisionDate, isSeen, waitsFor }: Pending,
  calendar: Calendar,
): Pick<Due, "what" | "date"> | null {
  if (waitsFor === "nobody" || !isDay(date)) return null;
  const { terms, holidays } = calendar;
  const candidates: Pick<Due, "what" | "date">[] = [
    { what: "answer", date: addWorkingDays(date, terms.answer, holidays) },
  ];
  if (awaits(date, decisionDate)) candidates.push({ what: "decision", date: decisionDate });
  if (!isSeen) candidates.push({ what: "seen", date: addWorkingDays(date, terms.seen, holidays) });
  return candidates.reduce((a, b) => (b.date < a.date ? b : a));
}

/** Null when nothing is to be done any more, or the signal's day is none. */
export function dueOf(pending: Pending, calendar: Calendar): Due | null {
  const first = firstOf(pending, calendar);
  if (first === null) return null;
  const { today, holidays } = calendar;
  const total = Math.max(1, workingDaysBetween(pending.date, first.date, holidays));
  const passed = workingDaysBetween(pending.date, today, holidays);
  const workingDaysLeft = workingDaysBetween(today, first.date, holidays);
  return { ...first, workingDaysLeft, gone: Math.min(1, Math.max(0, passed / total)) };
}

/** Working days within which what cannot be executed as decided presses, whatever else it waits for. */
const FLAGGED_DAYS = 3;

function rankDate(ranked: Ranked, calendar: Calendar): string {
  const due = firstOf(ranked, calendar)?.date ?? ranked.date;
  const pressing = addWorkingDays(calendar.today, FLAGGED_DAYS, calendar.holidays);
  return ranked.cannotBeExecuted && pressing < due ? pressing : due;
}

/**
 * For sorting: what is due first (what cannot be executed as decided as if it were due in three working days), on a tie what
 * waits for the desk, then the oldest. A day comes nearer whoever it waits for. Closed ones come last, newest first.
 */
export function compareUrgency(a: Ranked, b: Ranked, calendar: Calendar): number {
  const isClosed = ({ waitsFor }: Ranked): number => Number(waitsFor === "nobody");
  if (isClosed(a) !== isClosed(b)) return isClosed(a) - isClosed(b);
  if (a.waitsFor === "nobody") return b.date.localeCompare(a.date);
  return (
    rankDate(a, calendar).localeCompare(rankDate(b, calendar)) ||
    Number(b.waitsFor === "desk") - Number(a.waitsFor === "desk") ||
    Number(b.cannotBeExecuted) - Number(a.cannotBeExecuted) ||
    a.date.localeCompare(b.date)
  );
}
