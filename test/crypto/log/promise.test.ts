// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  BURST_BYTES,
  concat,
  hex,
  label,
  leavesOfBurst,
  openPromise,
  PROMISE_BYTES,
  ProtocolError,
  randomBytes,
  signingKey,
  signPromise,
  splitBurst,
  utf8,
} from "#crypto";
import { sign, verify } from "#crypto/sodium.ts";
import { anyBytes, expectCode, mutated, outcome } from "../hostile.ts";
import { openSslSha256 } from "./brute-force.ts";
import { flipBit, ORIGIN } from "./fixture.ts";

const key = signingKey(randomBytes(32));
const burst = randomBytes(BURST_BYTES);
const leaves = leavesOfBurst(burst);
const BY = 1_795_000_002;
const promise = signPromise({ by: BY, leaves }, ORIGIN, key);

const open = (bytes: Uint8Array, posted: Uint8Array = burst, origin = ORIGIN, publicKey = key.publicKey): unknown =>
  openPromise(bytes, posted, origin, publicKey);
/** Any bytes, rightly signed: what only the log could make. */
const signedBy = (unsigned: Uint8Array): Uint8Array =>
  concat(unsigned, sign(concat(label("promise", ORIGIN), unsigned), key));

test("promise: 233 bytes: version, time, five leaf hashes in the order of the burst, signature over label and all", () => {
  expect(promise).toHaveLength(233);
  expect(PROMISE_BYTES).toBe(233);
  expect(hex(promise.subarray(0, 9))).toBe("01000000006afd86c2");
  const expected = [0, 1, 2, 3, 4].map((i) => {
    const envelope = burst.subarray(i * 8192, (i + 1) * 8192);
    const hash = createHash("sha256").update(envelope).digest();
    return hex(openSslSha256(Uint8Array.of(0), envelope.subarray(0, 16), hash));
  });
  expect(hex(promise.subarray(9, 169))).toBe(expected.join(""));
  const origin = concat(utf8("tegenspraak/v1/promise"), Uint8Array.of(0, 0, 21), utf8(ORIGIN));
  expect(verify(promise.subarray(169), concat(origin, promise.subarray(0, 169)), key.publicKey)).toBe(true);
  expect(open(promise)).toEqual({ by: BY, leaves });
});

test("promise: one for another burst, or for the same envelopes in another order, is refused", () => {
  const [first = burst, second = burst, ...others] = splitBurst(burst);
  expectCode(() => open(promise, concat(second, first, ...others)), "inconsistent");
  expectCode(() => open(promise, randomBytes(BURST_BYTES)), "inconsistent");
  expectCode(() => open(promise, flipBit(burst, 8 * BURST_BYTES - 1)), "inconsistent");
  expectCode(() => open(promise, flipBit(burst, 0)), "inconsistent");
});

test("promise: another board's, another key's, or a changed bit is refused", () => {
  expectCode(() => open(promise, burst, "another.example"), "bad_signature");
  expectCode(() => open(promise, burst, ORIGIN, signingKey(randomBytes(32)).publicKey), "bad_signature");
  // Past the version, and where the time does not get too large to be a number.
  for (let bit = 24; bit < 233 * 8; bit += 5) expectCode(() => open(flipBit(promise, bit)), "bad_signature");
});

test("promise: another version needs a newer program, whatever follows", () => {
  for (const version of [0, 2, 255]) {
    expectCode(() => open(Uint8Array.of(version)), "needs_newer_version");
    expectCode(() => open(signedBy(concat(Uint8Array.of(version), promise.subarray(1, 169)))), "needs_newer_version");
  }
});

test("promise: a byte too many or too few is refused although it is signed", () => {
  expectCode(() => open(concat(promise, Uint8Array.of(0))), "malformed");
  expectCode(() => open(signedBy(concat(promise.subarray(0, 169), Uint8Array.of(0)))), "malformed");
  expectCode(() => open(signedBy(promise.subarray(0, 168))), "malformed");
  for (let length = 0; length < 233; length++) expectCode(() => open(promise.subarray(0, length)), "malformed");
});

test("promise: a time over 2^53 - 1 is refused although it is signed", () => {
  const late = concat(Uint8Array.of(1), new Uint8Array(8).fill(255), promise.subarray(9, 169));
  expectCode(() => open(signedBy(late)), "malformed");
});

test("promise: no checkpoint passes for one, for the label holds a zero byte", () => {
  expect(label("promise", ORIGIN)).toContain(0);
});

test("promise: any bytes are the promise or refused once", () => {
  fc.assert(
    fc.property(fc.oneof(mutated(promise), anyBytes(300)), (bytes) => {
      const opened = outcome(() => open(bytes));
      if (!(opened instanceof ProtocolError)) expect(hex(bytes)).toBe(hex(promise));
    }),
    { numRuns: 500 },
  );
});
