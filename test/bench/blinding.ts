// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { concat, drawTokens, encodeTokenKey, finaliseTokens, hexDecode, parseTokenKey, toInteger } from "#crypto";

// Bundled for the browser by in-browser.ts and run there in a Worker.

const ORIGIN = "tegenspraak.localhost";
const TOKENS = 16;

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let [result, square, left] = [1n, base, exponent];
  for (; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** Milliseconds of blinding sixteen tokens and finalising them, one for each of several rounds; the issuer's part is not timed. */
export function measure(rounds: number, modulus: string, exponent: string): number[] {
  const key = parseTokenKey(encodeTokenKey(hexDecode(modulus)));
  const secret = toInteger(hexDecode(exponent));
  const sign = (blinded: Uint8Array): Uint8Array =>
    hexDecode(power(toInteger(blinded), secret, key.modulus).toString(16).padStart(512, "0"));
  return Array.from({ length: rounds }, () => {
    const start = performance.now();
    const pending = drawTokens(key, ORIGIN, TOKENS);
    const asked = performance.now();
    const answer = concat(...pending.blinded.map(({ blinded }) => sign(blinded)));
    const answered = performance.now();
    if (finaliseTokens(pending, answer, 0).length !== TOKENS) throw new Error("not as many as were asked for");
    return asked - start + (performance.now() - answered);
  });
}
