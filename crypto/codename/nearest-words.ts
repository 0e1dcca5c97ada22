// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { WordList } from "./word-list.ts";

/** Edits further away than this are not what somebody meant. */
const LIMIT = 3;

/**
 * Damerau–Levenshtein distance (insert, delete, replace, swap neighbours), or LIMIT + 1 as soon as it must be more.
 */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > LIMIT) return LIMIT + 1;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, (beforePrevious[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    if (Math.min(...row) > LIMIT) return LIMIT + 1;
    beforePrevious = previous;
    previous = row;
  }
  return previous[b.length] ?? LIMIT + 1;
}

/** How many letters two words share from the front: people get the start of a word right. */
function sharedPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

/** At most three words that were probably meant, nearest first. */
export function nearestWords(list: WordList, typed: string): string[] {
  return list.words
    .map((word) => ({ word, away: distance(typed, word), shared: sharedPrefix(typed, word) }))
    .filter(({ away, word }) => away <= LIMIT && away < word.length)
    .sort((a, b) => a.away - b.away || b.shared - a.shared || (a.word < b.word ? -1 : 1))
    .slice(0, 3)
    .map(({ word }) => word);
}
