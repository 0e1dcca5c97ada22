// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect } from "vitest";
import { ProtocolError, type ProtocolErrorCode } from "#crypto";

/** Long runs are spread from one number: fast-check's own, byte by byte, take long to make and for ever to shrink. */
const spread = (length: number): fc.Arbitrary<Uint8Array<ArrayBuffer>> =>
  fc.nat().map((seed) => {
    let state = seed;
    return Uint8Array.from({ length }, () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) >>> 24);
  });

export const bytesOf = (length: number): fc.Arbitrary<Uint8Array<ArrayBuffer>> =>
  length > 256
    ? spread(length)
    : fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => Uint8Array.from(bytes));

/** Random bytes of up to `maximum`. */
export const anyBytes = (maximum: number): fc.Arbitrary<Uint8Array<ArrayBuffer>> =>
  maximum > 256
    ? fc.nat({ max: maximum }).chain(bytesOf)
    : fc.uint8Array({ maxLength: maximum }).map((bytes) => Uint8Array.from(bytes));

const flipped = (valid: Uint8Array): fc.Arbitrary<Uint8Array> =>
  fc.array(fc.nat({ max: valid.length * 8 - 1 }), { minLength: 1, maxLength: 4 }).map((bits) => {
    const bytes = Uint8Array.from(valid);
    for (const bit of new Set(bits)) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return bytes;
  });

const spliced = (valid: Uint8Array): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(fc.nat({ max: valid.length }), fc.nat({ max: 8 }), anyBytes(8))
    .map(([at, removed, put]) => Uint8Array.from([...valid.subarray(0, at), ...put, ...valid.subarray(at + removed)]));

/** A valid encoding with some bits turned, some bytes put in or taken out, or its end cut off; now and then unchanged. */
export const mutated = (valid: Uint8Array): fc.Arbitrary<Uint8Array> =>
  fc.oneof(
    flipped(valid),
    spliced(valid),
    fc.nat({ max: valid.length }).map((length) => valid.slice(0, length)),
  );

/** The same for text, with the characters that parsers of text trip over. */
export const mutatedText = (valid: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.nat({ max: valid.length }),
      fc.nat({ max: 6 }),
      fc.oneof(
        fc.constantFrom("", '"', "{", "}", "[", "null", "\\u0000", "\ud800", "1e999", "-0", ",", "\u202e"),
        fc.string(),
      ),
    )
    .map(([at, removed, put]) => valid.slice(0, at) + put + valid.slice(at + removed));

/** What comes of input from outside: a value or one ProtocolError. Anything else is thrown on, and fails the test. */
export function outcome<T>(parse: () => T): T | ProtocolError {
  try {
    return parse();
  } catch (error) {
    if (error instanceof ProtocolError) return error;
    throw error;
  }
}

export async function outcomeLater<T>(parse: () => Promise<T>): Promise<T | ProtocolError> {
  try {
    return await parse();
  } catch (error) {
    if (error instanceof ProtocolError) return error;
    throw error;
  }
}

export function expectCode(parse: () => unknown, code: ProtocolErrorCode): void {
  const result = outcome(parse);
  expect(result).toBeInstanceOf(ProtocolError);
  expect((result as ProtocolError).code).toBe(code);
}

export async function expectCodeLater(parse: () => Promise<unknown>, code: ProtocolErrorCode): Promise<void> {
  const result = await outcomeLater(parse);
  expect(result).toBeInstanceOf(ProtocolError);
  expect((result as ProtocolError).code).toBe(code);
}
