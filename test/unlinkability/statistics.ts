// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

// What somebody can try who sees a thing often: whether one of two heaps is larger, and whether two orders agree.

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Place of each in order of size, from 1; equals share theirs. */
function ranks(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  return values.map((value) => (sorted.indexOf(value) + 1 + sorted.lastIndexOf(value) + 1) / 2);
}

/**
 * Mann and Whitney's test: by how many standard deviations the ranks of the first heap are off. Beyond 4 in one of 16,000 by chance.
 */
export function rankDifference(first: readonly number[], second: readonly number[]): number {
  const all = ranks([...first, ...second]);
  const [n, m] = [first.length, second.length];
  const sum = all.slice(0, n).reduce((total, rank) => total + rank, 0);
  const expected = (n * (n + m + 1)) / 2;
  return (sum - expected) / Math.sqrt((n * m * (n + m + 1)) / 12);
}

/** Spearman's correlation of two orders, in standard deviations of what chance gives over all runs together. */
export function orderAgreement(runs: readonly (readonly (readonly [number, number])[])[]): number {
  const scores = runs.map((run) => {
    const [x, y] = [ranks(run.map(([first]) => first)), ranks(run.map(([, second]) => second))];
    const middle = mean(x);
    const product = (a: readonly number[], b: readonly number[]): number =>
      mean(a.map((value, i) => (value - middle) * ((b[i] ?? 0) - middle)));
    return (product(x, y) / Math.sqrt(product(x, x) * product(y, y))) * Math.sqrt(run.length - 1);
  });
  return mean(scores) * Math.sqrt(scores.length);
}
