// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { isDay } from "../case/working-days.ts";

// Days on which nobody works in the Netherlands: those of the Algemene termijnenwet, article 3. Saturdays and Sundays are no
// working days anyway and are left out. Organisations add their own.

const DAY_MS = 86_400_000;

const at = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day);
const iso = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Easter Sunday of the Gregorian calendar: the anonymous algorithm (Meeus, Astronomical Algorithms, chapter 8). */
export function easter(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3);
  const h = (19 * a + b - Math.floor(b / 4) - d + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return iso(at(year, Math.floor(sum / 31), (sum % 31) + 1));
}

/** 27 April, and the day before where that is a Sunday. */
function kingsDay(year: number): number {
  const day = at(year, 4, 27);
  return new Date(day).getUTCDay() === 0 ? day - DAY_MS : day;
}

function ofYear(year: number): number[] {
  const sunday = Date.parse(easter(year));
  const afterEaster = (days: number): number => sunday + days * DAY_MS;
  return [
    at(year, 1, 1),
    // Good Friday, Easter Monday.
    afterEaster(-2),
    afterEaster(1),
    kingsDay(year),
    at(year, 5, 5),
    // Ascension Day, Whit Monday.
    afterEaster(39),
    afterEaster(50),
    at(year, 12, 25),
    at(year, 12, 26),
  ];
}

const isWeekday = (time: number): boolean => ![0, 6].includes(new Date(time).getUTCDay());

/** From the first day up to and with the last, rising; none where these are no days. */
export function dutchHolidays(from: string, until: string): string[] {
  if (!isDay(from) || !isDay(until)) return [];
  const [first, last] = [Number(from.slice(0, 4)), Number(until.slice(0, 4))];
  const years = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  const days = years.flatMap(ofYear).filter(isWeekday).map(iso);
  return [...new Set(days)].filter((day) => from <= day && day <= until).toSorted();
}
