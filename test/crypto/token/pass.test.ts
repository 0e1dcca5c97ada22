// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  base45,
  base45Decode,
  concat,
  decodeHeldToken,
  decodePass,
  encodeHeldToken,
  encodePass,
  hex,
  parsePassFile,
  parsePassText,
  passText,
  utf8,
  type HeldToken,
} from "#crypto";
import { anyBytes, bytesOf, expectCode, mutated, outcome } from "../hostile.ts";

const held = (mark: number): HeldToken => ({
  keyIndex: mark,
  givenByDesk: false,
  nonce: new Uint8Array(32).fill(mark),
  authenticator: new Uint8Array(256).fill(mark),
});

test("pass: file and QR code hold the same, with a credential or without", () => {
  for (const credential of [null, held(2)]) {
    const pass = { pass: held(1), credential };
    const bytes = encodePass(pass);
    expect(bytes).toHaveLength(579);
    expect(decodePass(bytes)).toEqual(pass);
    expect(parsePassFile(bytes)).toEqual(pass);
    expect(passText(pass)).toHaveLength(869);
    expect(passText(pass)).toMatch(/^[0-9A-Z $%*+\-./:]+$/);
    expect(parsePassText(`${passText(pass)}\n`)).toEqual(pass);
    expect(parsePassFile(utf8(passText(pass)))).toEqual(pass);
  }
});

test("pass: version, trailing bytes, the desk's mark and zeros are refused", () => {
  const good = encodePass({ pass: held(1), credential: null });
  const withByte = (at: number, value: number): Uint8Array => good.map((byte, i) => (i === at ? value : byte));
  expectCode(() => decodePass(withByte(0, 2)), "needs_newer_version");
  expectCode(() => decodePass(withByte(1, 0x81)), "malformed");
  expectCode(() => decodePass(withByte(290, 0x80)), "malformed");
  expectCode(() => decodePass(concat(good, Uint8Array.of(0))), "malformed");
  expectCode(() => decodePass(good.subarray(0, -1)), "malformed");
  expectCode(() => decodePass(concat(Uint8Array.of(1), new Uint8Array(578))), "malformed");
  expectCode(() => parsePassFile(new Uint8Array(0)), "malformed");
  expectCode(() => parsePassFile(Uint8Array.of(0xff, 0xfe)), "malformed");
});

test("pass: whatever is read, it is one pass or one clear error", () => {
  fc.assert(
    fc.property(fc.oneof(mutated(encodePass({ pass: held(1), credential: held(2) })), anyBytes(700)), (bytes) => {
      const read = outcome(() => decodePass(bytes));
      // A credential of zeros has one encoding only.
      if (!(read instanceof Error)) expect(hex(encodePass(read))).toBe(hex(bytes));
    }),
  );
});

test("pass: Base45 as RFC 9285 has it", () => {
  // Its section 4.3 and 4.4.
  expect(base45(utf8("AB"))).toBe("BB8");
  expect(base45(utf8("Hello!!"))).toBe("%69 VD92EX0");
  expect(base45(utf8("base-45"))).toBe("UJCLQE7W581");
  expect(Buffer.from(base45Decode("QED8WEX0")).toString()).toBe("ietf!");
  for (const bad of ["A", "GGW", ":::", "::", "AAa", "AAAA", "ÀB8"]) expectCode(() => base45Decode(bad), "malformed");
  fc.assert(
    fc.property(anyBytes(200), (bytes) => {
      expect(hex(base45Decode(base45(bytes)))).toBe(hex(bytes));
    }),
  );
});

test("pass: a held token has one encoding", () => {
  fc.assert(
    fc.property(bytesOf(289), (bytes) => {
      expect(hex(encodeHeldToken(decodeHeldToken(bytes)))).toBe(hex(bytes));
    }),
  );
  expectCode(() => decodeHeldToken(new Uint8Array(288)), "malformed");
  expectCode(() => decodeHeldToken(new Uint8Array(290)), "malformed");
  expect(() => encodeHeldToken({ ...held(1), keyIndex: 128 })).toThrow(RangeError);
});
