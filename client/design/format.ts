// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

const LOCALE = "nl-NL";

const day = new Intl.DateTimeFormat(LOCALE, { weekday: "short", day: "numeric", month: "long" });
const longDay = new Intl.DateTimeFormat(LOCALE, { weekday: "long", day: "numeric", month: "long" });
const number = new Intl.NumberFormat(LOCALE);

/** "di 22 december", from an ISO date; one that no calendar has is shown as it was written. */
export function formatDate(iso: string): string {
  const [year = 0, month = 1, date = 1] = iso.split("-").map(Number);
  const parsed = new Date(year, month - 1, date);
  return parsed.getDate() === date ? day.format(parsed) : iso;
}

export function formatToday(): string {
  const text = longDay.format(new Date());
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "14.00 uur", with seconds where the log grows faster than once a minute. */
export function formatTime(unixMs: number, interval: number): string {
  const date = new Date(unixMs);
  const two = (value: number): string => String(value).padStart(2, "0");
  const seconds = interval < 60 ? `.${two(date.getSeconds())}` : "";
  return `${two(date.getHours())}.${two(date.getMinutes())}${seconds} uur`;
}

export function formatNumber(value: number): string {
  return number.format(value);
}

/** "Noor Haddad, Willem Brouwer en Saskia de Wit". */
export function formatNames(names: readonly string[]): string {
  return new Intl.ListFormat(LOCALE).format(names);
}
