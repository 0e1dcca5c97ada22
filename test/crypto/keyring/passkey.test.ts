// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  concat,
  hex,
  passkeySalt,
  prf,
  ProtocolError,
  randomBytes,
  sha256,
  unwrapMaster,
  utf8,
  WRAPPED_MASTER_BYTES,
  wrapMaster,
} from "#crypto";
import { aeadOpen, aeadSeal } from "#crypto/sodium.ts";
import { anyBytes, bytesOf, expectCode, mutated, outcome } from "../hostile.ts";

const ORIGIN = "tegenspraak.localhost";
const LABEL = concat(utf8("tegenspraak/v1/passkey"), Uint8Array.of(0, 0, 21), utf8(ORIGIN));
const [master, output] = [randomBytes(32), randomBytes(32)];
const wrapped = wrapMaster(master, output, ORIGIN);
const unwrap = (bytes: Uint8Array, with_ = output, origin = ORIGIN): Uint8Array => unwrapMaster(bytes, with_, origin);

test("keyring: every passkey of a board is asked about the hash of one label", () => {
  expect(hex(passkeySalt(ORIGIN))).toBe(hex(sha256(LABEL)));
  expect(passkeySalt("another.example")).not.toEqual(passkeySalt(ORIGIN));
});

test("keyring: what a passkey gives opens the master, and nothing else does", () => {
  expect([wrapped.length, WRAPPED_MASTER_BYTES]).toEqual([60, 60]);
  expect(unwrap(wrapped)).toEqual(master);
  const key = prf(output, ORIGIN, "passkey");
  expect(aeadOpen(key, wrapped.subarray(0, 12), LABEL, wrapped.subarray(12))).toEqual(master);
  expect(wrapMaster(master, output, ORIGIN).subarray(0, 12)).not.toEqual(wrapped.subarray(0, 12));
  expectCode(() => unwrap(wrapped, randomBytes(32)), "cannot_open");
  expectCode(() => unwrap(wrapped, output, "another.example"), "cannot_open");
});

test("keyring: a wrapped master with one bit turned, cut short, or too long opens nothing", () => {
  for (let bit = 0; bit < 60 * 8; bit++) {
    const turned = wrapped.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
    expectCode(() => unwrap(turned), "cannot_open");
  }
  for (let length = 0; length < 60; length++)
    expectCode(() => unwrap(wrapped.subarray(0, length)), length < 12 ? "malformed" : "cannot_open");
  expectCode(() => unwrap(concat(wrapped, Uint8Array.of(0))), "cannot_open");
  const nonce = randomBytes(12);
  const longer = aeadSeal(prf(output, ORIGIN, "passkey"), nonce, LABEL, new Uint8Array(33));
  expectCode(() => unwrap(concat(nonce, longer)), "cannot_open");
});

test("keyring: any bytes are a wrapped master or refused once", () => {
  fc.assert(
    fc.property(fc.oneof(mutated(wrapped), bytesOf(60), anyBytes(100)), (bytes) => {
      const opened = outcome(() => unwrap(bytes));
      if (opened instanceof ProtocolError) expect(["cannot_open", "malformed"]).toContain(opened.code);
      else expect(opened).toEqual(master);
    }),
  );
});
