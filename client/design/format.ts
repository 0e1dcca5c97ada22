// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { language, type Language } from "../locales/locale.ts";

// Dates, times, numbers and lists as people write them in the language of the page.

const LOCALES: Readonly<Record<Language, string>> = { nl: "nl-NL", en: "en-GB" };

const locale = (): string => LOCALES[language()];

/** Local midnight of an ISO date, or null for a day that no calendar has. */
function parseDay(iso: string): Date | null {
  const [year = 0, month = 1, date = 1] = iso.split("-").map(Number);
  const parsed = new Date(year, month - 1, date);
  return parsed.getDate() === date ? parsed : null;
}

function formatDay(iso: string, options: Intl.DateTimeFormatOptions): string {
  const parsed = parseDay(iso);
  if (parsed === null) return iso;
  const isThisYear = parsed.getFullYear() === new Date().getFullYear();
  return new Intl.DateTimeFormat(locale(), { ...options, ...(isThisYear ? {} : { year: "numeric" }) }).format(parsed);
}

/** "di 22 december", with the year where it is another; a day that no calendar has is shown as it was written. */
export function formatDate(iso: string): string {
  return formatDay(iso, { weekday: "short", day: "numeric", month: "long" });
}

/** "dinsdag 22 december". */
export function formatLongDate(iso: string): string {
  return formatDay(iso, { weekday: "long", day: "numeric", month: "long" });
}

export function formatToday(): string {
  const text = new Intl.DateTimeFormat(locale(), { weekday: "long", day: "numeric", month: "long" }).format(new Date());
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "14.00 uur", in English "14:00"; with seconds where the log grows faster than once a minute. */
export function formatTime(unixMs: number, interval: number): string {
  const date = new Date(unixMs);
  const parts = [date.getHours(), date.getMinutes(), ...(interval < 60 ? [date.getSeconds()] : [])];
  const digits = parts.map((value) => String(value).padStart(2, "0"));
  return language() === "nl" ? `${digits.join(".")} uur` : digits.join(":");
}

export function formatNumber(value: number): string {
  return new Intl.NumberFormat(locale()).format(value);
}

/** "Noor Haddad, Willem Brouwer en Saskia de Wit". */
export function formatNames(names: readonly string[]): string {
  return new Intl.ListFormat(locale()).format(names);
}
