// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

// Comparing parts of two statements. Everything in a statement is text, numbers, truth values, bytes, lists and records of these.

function canonical(_name: string, part: unknown): unknown {
  if (part instanceof Uint8Array) return { bytes: [...part].join() };
  if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
  return Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The same text for the same value, in whatever order its members were written, and another for another. */
export function textOf(value: unknown): string {
  return JSON.stringify(value, canonical);
}

export const isSame = (a: unknown, b: unknown): boolean => textOf(a) === textOf(b);

/** Those of `list` that `others` does not have, as often as it does not. */
export function without<Item>(list: readonly Item[], others: readonly Item[]): Item[] {
  const left = others.map(textOf);
  return list.filter((item) => {
    const at = left.indexOf(textOf(item));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** Whether what both have stands in another order. */
export function isReordered(before: readonly unknown[], after: readonly unknown[]): boolean {
  const kept = (list: readonly unknown[], others: readonly unknown[]): unknown[] =>
    without(list, without(list, others));
  return !isSame(kept(before, after), kept(after, before));
}

/** Things of two lists that have the same name, in the order of `after`. */
export function pairs<Item>(
  before: readonly Item[],
  after: readonly Item[],
  nameOf: (item: Item) => string,
): (readonly [Item, Item])[] {
  return after.flatMap((item) => {
    const was = before.find((each) => nameOf(each) === nameOf(item));
    return was === undefined ? [] : [[was, item] as const];
  });
}
