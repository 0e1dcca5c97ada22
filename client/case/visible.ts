// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

/**
 * When something that is kept now can be read: the log grows at whole multiples of the interval, and what arrives while a
 * checkpoint is being made is in the next one.
 * @param now Unix milliseconds
 * @param interval seconds
 * @returns Unix milliseconds
 */
export function nextVisible(now: number, interval: number): number {
  const step = interval * 1000;
  return (Math.floor(now / step) + 1) * step;
}
