// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { concat, signingKey, utf8, xwingKey } from "#crypto";

export const ORIGIN = "tegenspraak.localhost";
export const OTHER_ORIGIN = "another.example";

const seed = (mark: number): Uint8Array => new Uint8Array(32).fill(mark);
export const NOOR = { signing: signingKey(seed(1)), box: xwingKey(seed(2)) };
export const OMAR = { signing: signingKey(seed(3)), box: xwingKey(seed(4)) };

/** `L(name)` of this board, written out. */
export const labelled = (name: string): Uint8Array =>
  concat(utf8(`tegenspraak/v1/${name}`), Uint8Array.of(0, 0, ORIGIN.length), utf8(ORIGIN));

/** With one bit turned, every so many bits. */
export function* turned(bytes: Uint8Array, every: number): Generator<Uint8Array> {
  for (let bit = 0; bit < bytes.length * 8; bit += every)
    yield bytes.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
}
