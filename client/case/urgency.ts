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

/** Null when nothing is to be done any more, or the signal's day is none. */
export function dueOf({ date, decisionDate, isSeen, waitsFor }: Pending, calendar: Calendar): Due | null {
  if (waitsFor === "nobody" || !isDay(date)) return null;
  const { today, terms, holidays } = calendar;
  const candidates: { what: Due["what"]; date: string }[] = [
    { what: "answer", date: addWorkingDays(date, terms.answer, holidays) },
  ];
  // A decision that was past when the signal was written is not what it waits for.
  if (decisionDate !== null && isDay(decisionDate) && decisionDate >= date) {
    candidates.push({ what: "decision", date: decisionDate });
  }
  if (!isSeen) candidates.push({ what: "seen", date: addWorkingDays(date, terms.seen, holidays) });
  const first = candidates.reduce((a, b) => (b.date < a.date ? b : a));
  const total = Math.max(1, workingDaysBetween(date, first.date, holidays));
  const passed = workingDaysBetween(date, today, holidays);
  const workingDaysLeft = workingDaysBetween(today, first.date, holidays);
  return { ...first, workingDaysLeft, gone: Math.min(1, Math.max(0, passed / total)) };
}

const TURNS: readonly Turn[] = ["desk", "submitter", "nobody"];

/** For sorting: what waits for the desk first, then what cannot be executed as decided, then what is due first, then the oldest; closed ones newest first. */
export function compareUrgency(a: Ranked, b: Ranked, calendar: Calendar): number {
  const byTurn = TURNS.indexOf(a.waitsFor) - TURNS.indexOf(b.waitsFor);
  if (byTurn !== 0) return byTurn;
  if (a.waitsFor === "nobody") return b.date.localeCompare(a.date);
  // What cannot be executed as decided comes before what can.
  const byFlag = Number(b.cannotBeExecuted) - Number(a.cannotBeExecuted);
  if (byFlag !== 0) return byFlag;
  const dueDate = (pending: Pending): string => dueOf(pending, calendar)?.date ?? pending.date;
  return dueDate(a).localeCompare(dueDate(b)) || a.date.localeCompare(b.date);
}
