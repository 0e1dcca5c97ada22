// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { createHash } from "node:crypto";

// RFC 6962, section 2.1, word by word and with OpenSSL's SHA-256: slow, recursive, and nothing of ours.

export const openSslSha256 = (...parts: readonly Uint8Array[]): Uint8Array => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return Uint8Array.from(hash.digest());
};

/** k of the standard: the largest power of two smaller than n. */
function largestPowerBelow(n: number): number {
  return 2 ** Math.floor(Math.log2(n - 1));
}

/** MTH, PATH and PROOF over D[0:n] of one list of entries. */
export class BruteForce {
  readonly #entries: readonly Uint8Array[];
  readonly #known = new Map<string, Uint8Array>();

  constructor(entries: readonly Uint8Array[]) {
    this.#entries = entries;
  }

  /** MTH(D[start:end]). */
  root(start: number, end: number): Uint8Array {
    if (start === end) return openSslSha256();
    const name = `${start}:${end}`;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const root = this.#hash(start, end);
    this.#known.set(name, root);
    return root;
  }

  #hash(start: number, end: number): Uint8Array {
    const n = end - start;
    if (n === 1) return openSslSha256(Uint8Array.of(0), this.#entries[start] ?? new Uint8Array(0));
    const middle = start + largestPowerBelow(n);
    return openSslSha256(Uint8Array.of(1), this.root(start, middle), this.root(middle, end));
  }

  /** PATH(m, D[start:end]). */
  path(m: number, start: number, end: number): Uint8Array[] {
    const n = end - start;
    if (n === 1) return [];
    const k = largestPowerBelow(n);
    if (m < k) return [...this.path(m, start, start + k), this.root(start + k, end)];
    return [...this.path(m - k, start + k, end), this.root(start, start + k)];
  }

  /** PROOF(m, D[0:n]). */
  proof(m: number, n: number): Uint8Array[] {
    return this.#subproof(m, 0, n, true);
  }

  #subproof(m: number, start: number, end: number, isWhole: boolean): Uint8Array[] {
    const n = end - start;
    if (m === n) return isWhole ? [] : [this.root(start, end)];
    const k = largestPowerBelow(n);
    if (m <= k) return [...this.#subproof(m, start, start + k, isWhole), this.root(start + k, end)];
    return [...this.#subproof(m - k, start + k, end, false), this.root(start, start + k)];
  }
}
