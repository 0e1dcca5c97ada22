// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import type { ObliviousRequest, ObliviousResponse } from "#crypto";
import { anyBytes } from "../hostile.ts";

// Messages of every shape that our binary HTTP can carry.

const visible = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));
const word = (longest: number): fc.Arbitrary<string> => fc.string({ minLength: 1, maxLength: longest, unit: visible });
const spaced = (longest: number): fc.Arbitrary<string> =>
  fc.tuple(word(longest / 2), word(longest / 2 - 1)).map((words) => words.join(" "));
const field = (longest: number): fc.Arbitrary<string | null> =>
  fc.option(fc.oneof(word(longest), spaced(longest), fc.constant("x".repeat(longest))));
/** Also of the lengths around which a length takes more bytes. */
const content = fc.oneof(
  anyBytes(70),
  fc.constantFrom(63, 64, 16_383, 16_384).map((length) => new Uint8Array(length).fill(9)),
);

export const anyRequest: fc.Arbitrary<ObliviousRequest> = fc.record({
  method: fc.constantFrom("GET", "POST", "PUT"),
  path: fc.oneof(
    fc.constant("/"),
    word(199).map((rest) => `/${rest}`),
  ),
  authorization: field(1_000),
  contentType: field(100),
  content,
});

export const anyResponse: fc.Arbitrary<ObliviousResponse> = fc.record({
  status: fc.integer({ min: 200, max: 599 }),
  contentType: field(100),
  content,
});
