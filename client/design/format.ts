// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { isDay } from "../case/working-days.ts";
import { language, type Language } from "../locales/locale.ts";

// Dates, times, numbers and lists as people write them in the language of the page.

const LOCALES: Readonly<Record<Language, string>> = { nl: "nl-NL", en: "en-GB" };

const locale = (): string => LOCALES[language()];

/** No time zone moves a day: it is read and written in the same one. */
function formatDay(iso: string, options: Intl.DateTimeFormatOptions): string {
  if (!isDay(iso)) return iso;
  const isThisYear = Number(iso.slice(0, 4)) === new Date().getFullYear();
  const year = isThisYear ? {} : { year: "numeric" as const };
  return new Intl.DateTimeFormat(locale(), { ...options, ...year, timeZone: "UTC" }).format(Date.parse(iso));
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

/** "dinsdag 22 december, 14.00 uur". @param unixSeconds of a moment that is no person's: when a witness signed */
export function formatMoment(unixSeconds: number): string {
  const date = new Date(unixSeconds * 1000);
  const year = date.getFullYear() === new Date().getFullYear() ? {} : { year: "numeric" as const };
  const day = new Intl.DateTimeFormat(locale(), { weekday: "long", day: "numeric", month: "long", ...year }).format(
    date,
  );
  return `${day}, ${formatTime(date.getTime(), 60)}`;
}

export function formatNumber(value: number): string {
  return new Intl.NumberFormat(locale()).format(value);
}

/** "Noor Haddad, Willem Brouwer en Saskia de Wit". */
export function formatNames(names: readonly string[]): string {
  return new Intl.ListFormat(locale()).format(names);
}
