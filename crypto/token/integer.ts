// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";

// Arithmetic of RSA on BigInt. Not constant in time: it runs on the device of whoever the numbers are secret to, and a server
// signs with OpenSSL.

/** `base^65537 mod modulus`: sixteen squarings and one multiplication. */
export function publicPower(base: bigint, modulus: bigint): bigint {
  let power = base;
  for (let i = 0; i < 16; i++) power = (power * power) % modulus;
  return (power * base) % modulus;
}

/** By the extended algorithm of Euclid. @throws ProtocolError `malformed` where the two have a factor in common */
function invert(value: bigint, modulus: bigint): bigint {
  let [previous, current] = [modulus, value % modulus];
  let [before, coefficient] = [0n, 1n];
  while (current !== 0n) {
    const quotient = previous / current;
    [previous, current] = [current, previous - quotient * current];
    [before, coefficient] = [coefficient, before - quotient * coefficient];
  }
  if (previous !== 1n) throw new ProtocolError("malformed", "a number that has no inverse");
  return before < 0n ? before + modulus : before;
}

/** All of them with one inversion (Montgomery's trick). @throws ProtocolError `malformed` where one of them has no inverse */
export function invertAll(values: readonly bigint[], modulus: bigint): bigint[] {
  const products = [1n];
  for (const value of values) products.push(((products.at(-1) ?? 1n) * value) % modulus);
  let inverse = invert(products.at(-1) ?? 1n, modulus);
  const inverses: bigint[] = [];
  for (let i = values.length - 1; i >= 0; i--) {
    inverses[i] = (inverse * (products[i] ?? 1n)) % modulus;
    inverse = (inverse * (values[i] ?? 1n)) % modulus;
  }
  return inverses;
}
