// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Turn } from "./case.ts";
import { dueOf, type Calendar, type Due } from "./urgency.ts";

// What of a desk's queue somebody wants to see, and whether anything in it needs somebody today.

/** What of a case its place in the queue follows from. */
export interface Queued {
  /** Null while it cannot be shown. */
  readonly signal: { readonly about: "policy" | "execution"; readonly decisionDate: string | null } | null;
  readonly date: string;
  readonly isSeen: boolean;
  readonly isUnread: boolean;
  readonly waitsFor: Turn;
  readonly side: {
    readonly triages: { readonly id: string } | null;
    readonly supports: readonly { readonly id: string }[];
  };
}

export const FILTERS = ["mine", "unassigned", "unread", "desk", "policy", "execution"] as const;
export type Filter = (typeof FILTERS)[number];

/** Of two that never hold together the one that was pressed last counts. */
const OPPOSITES: Readonly<Partial<Record<Filter, Filter>>> = {
  mine: "unassigned",
  unassigned: "mine",
  policy: "execution",
  execution: "policy",
};

export function toggleFilter(filters: ReadonlySet<Filter>, pressed: Filter): Set<Filter> {
  const kept = [...filters].filter((filter) => filter !== pressed && filter !== OPPOSITES[pressed]);
  return new Set(filters.has(pressed) ? kept : [...kept, pressed]);
}

/** Whether somebody decides on the way here, or stands by the submitter. */
export function isHadBy({ side: { triages, supports } }: Queued, member: string): boolean {
  return triages?.id === member || supports.some(({ id }) => id === member);
}

export function isUnassigned({ triages, supports }: Queued["side"]): boolean {
  return triages === null && supports.length === 0;
}

const TESTS: Readonly<Record<Filter, (item: Queued, member: string) => boolean>> = {
  mine: isHadBy,
  unassigned: ({ side }) => isUnassigned(side),
  unread: ({ isUnread }) => isUnread,
  desk: ({ waitsFor }) => waitsFor === "desk",
  policy: ({ signal }) => signal?.about === "policy",
  execution: ({ signal }) => signal?.about === "execution",
};

/** Whether all that is asked holds. @param member who asks */
export function passes(item: Queued, filters: ReadonlySet<Filter>, member: string): boolean {
  return [...filters].every((filter) => TESTS[filter](item, member));
}

function dueIn({ signal, date, isSeen, waitsFor }: Queued, calendar: Calendar): Due | null {
  return dueOf({ date, isSeen, waitsFor, decisionDate: signal?.decisionDate ?? null }, calendar);
}

/** How much of what is open needs somebody of the team today. */
export interface Needs {
  readonly unread: number;
  readonly unassigned: number;
  /** A term ends before the next working day, or did. */
  readonly due: number;
}

export function needsToday(queue: readonly Queued[], calendar: Calendar): Needs {
  // What cannot be shown yet nobody can read or take.
  const open = queue.filter(({ waitsFor, signal }) => waitsFor !== "nobody" && signal !== null);
  const isDue = (item: Queued): boolean => (dueIn(item, calendar)?.workingDaysLeft ?? 1) <= 0;
  return {
    unread: open.filter(({ isUnread }) => isUnread).length,
    unassigned: open.filter(({ side }) => isUnassigned(side)).length,
    due: open.filter(isDue).length,
  };
}

/** The first term of all that is open; null where there is none. */
export function nextDue<Item extends Queued>(
  queue: readonly Item[],
  calendar: Calendar,
): { readonly item: Item; readonly due: Due } | null {
  const pending = queue.flatMap((item) => {
    const due = dueIn(item, calendar);
    return due === null ? [] : [{ item, due }];
  });
  return pending.reduce<(typeof pending)[number] | null>(
    (first, each) => (first === null || each.due.date < first.due.date ? each : first),
    null,
  );
}
