// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

// Days and quarters are those of UTC, for everybody the same.

/** Milliseconds since 1970. */
export type Clock = () => number;

/** `YYYY-MM-DD` */
export const dayOf = (nowMs: number): string => new Date(nowMs).toISOString().slice(0, 10);

/** Whether a text of that form is a day that is in the calendar. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && dayOf(Date.parse(text)) === text;

/** `YYYY-Qn` */
export function quarterOf(nowMs: number): string {
  const [year = "", month = ""] = dayOf(nowMs).split("-");
  return `${year}-Q${Math.ceil(Number(month) / 3)}`;
}

export const yearOf = (quarter: string): number => Number(quarter.slice(0, 4));

export function quarterBefore(quarter: string): string {
  const number = Number(quarter.slice(-1));
  return number === 1 ? `${yearOf(quarter) - 1}-Q4` : `${yearOf(quarter)}-Q${number - 1}`;
}
