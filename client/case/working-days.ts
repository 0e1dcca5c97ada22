// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

// Days are ISO dates, "YYYY-MM-DD": they sort as text, and no time zone moves them.

const DAY_MS = 86_400_000;
/** The last that sorts as text. */
const LAST_DAY = "9999-12-31";

const parse = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const format = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Whether a calendar has such a day. */
export function isDay(day: string): boolean {
  const time = parse(day);
  return !Number.isNaN(time) && format(time) === day;
}

function isWorkingDay(time: number, holidays: readonly string[]): boolean {
  const weekday = new Date(time).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.includes(format(time));
}

/** The `count`-th working day after `day`. A `day` that no calendar has is given back; none comes after 9999. */
export function addWorkingDays(day: string, count: number, holidays: readonly string[]): string {
  if (!isDay(day)) return day;
  let time = parse(day);
  for (let left = count; left > 0 && time < parse(LAST_DAY);) {
    time += DAY_MS;
    if (isWorkingDay(time, holidays)) left--;
  }
  return format(time);
}

/** Working days after `from` up to and with `until`; negative when `until` is past. Counts to a thousand. */
export function workingDaysBetween(from: string, until: string, holidays: readonly string[]): number {
  if (!isDay(from) || !isDay(until)) return 0;
  if (from > until) return 0 - workingDaysBetween(until, from, holidays); // Never -0, which is written "-0".
  let days = 0;
  for (let time = parse(from) + DAY_MS; time <= parse(until) && days < 1000; time += DAY_MS) {
    if (isWorkingDay(time, holidays)) days++;
  }
  return days;
}
