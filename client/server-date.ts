// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

// What time the server takes it to be: worth a hint to whoever's device has a clock that is wrong, and nothing else. No check rests on
// it, because a server may say anything.

let ahead: number | null = null;

/** @param date of an answer's header (RFC 9110, section 6.6.1) @param now Unix milliseconds of this device */
export function noteServerDate(date: string | null, now: number): void {
  const served = date === null ? NaN : Date.parse(date);
  if (!Number.isNaN(served)) ahead = Math.round((now - served) / 1000);
}

/** By how many seconds this device's clock was ahead at the last answer, negative where it was behind; null before one that told. */
export const secondsAhead = (): number | null => ahead;
