// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { CardOrder } from "../protocol/index.ts";

/** As crypto/token/SPEC.md has it. */
export const CARDS_MAXIMUM = 10_000;

/** What is filled in. */
export interface OrderDraft {
  /** As it was typed. */
  readonly count: string;
  readonly year: number;
  readonly language: CardOrder["language"];
}

/** Cards are handed out in the year that runs, or made in time for the next. @param today ISO date */
export function yearsFrom(today: string): readonly [number, number] {
  const year = Number(today.slice(0, 4));
  return [year, year + 1];
}

/** "1.250" and "1 250" are 1250, as people write it. @returns null for what is no number of cards */
export function countOf(typed: string): number | null {
  const text = typed.trim();
  const digits = /^\d{1,3}(?:[.,  ]\d{3})+$/.test(text) ? text.replaceAll(/\D/g, "") : text;
  const count = /^\d{1,5}$/.test(digits) ? Number(digits) : 0;
  return count >= 1 && count <= CARDS_MAXIMUM ? count : null;
}
