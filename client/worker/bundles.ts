// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { prf, Reader } from "#crypto";

/** Envelope bundles that one visit of a submitter reads, whoever it is and whatever there is for them. */
export const BUNDLES_A_VISIT = 4;

/** Rank of a bundle among decoys: fixed for ever, so that decoys stay the same from visit to visit, as hits do. */
function ranks(selfSecret: Uint8Array, origin: string, count: number): number[] {
  const all: number[] = [];
  for (let block = 0; block * 8 < count; block++) {
    const reader = new Reader(prf(selfSecret, origin, "decoy", block));
    for (let i = 0; i < 8; i++) all.push(reader.uint(4));
  }
  return all.slice(0, count);
}

/**
 * The fixed set of crypto/thread/SPEC.md, "One visit": the newest two, then hits in the order given, then decoys.
 * @param already bundles of this visit, when older ones were asked for: `wanted` more are chosen
 * @returns in ascending order
 */
export function chooseBundles(
  count: number,
  hits: readonly number[],
  selfSecret: Uint8Array,
  origin: string,
  already: ReadonlySet<number> = new Set(),
): number[] {
  const newest = [count - 1, count - 2].filter((index) => index >= 0);
  const rank = ranks(selfSecret, origin, count);
  const decoys = Array.from({ length: count }, (_, index) => index).sort(
    (a, b) => (rank[a] ?? 0) - (rank[b] ?? 0) || a - b,
  );
  const inOrder = new Set([...newest, ...hits, ...decoys]);
  const chosen = [...inOrder].filter((index) => !already.has(index)).slice(0, BUNDLES_A_VISIT);
  return chosen.sort((a, b) => a - b);
}
