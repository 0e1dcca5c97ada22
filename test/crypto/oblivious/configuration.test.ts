// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  AES_128_GCM,
  CHACHA20_POLY1305,
  concat,
  decodeConfigurations,
  DHKEM_X25519,
  encodeConfigurations,
  hex,
  hexDecode,
  ProtocolError,
  X_WING,
  type KeyConfiguration,
} from "#crypto";
import { anyBytes, bytesOf, expectCode, mutated, outcome } from "../hostile.ts";
import { flipBit } from "../log/fixture.ts";
import { OURS, STOCK } from "./fixture.ts";

const configurations = [OURS.configuration, STOCK.configuration];
const encoded = encodeConfigurations(configurations);
const stock = encodeConfigurations([STOCK.configuration]);
/** One configuration of the parts that are given, with its length in front. */
const oneOf = (...parts: readonly (string | Uint8Array)[]): Uint8Array => {
  const bytes = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "hex") : part)));
  return Uint8Array.from(Buffer.concat([Buffer.of(bytes.length >> 8, bytes.length & 255), bytes]));
};
const KEY = STOCK.configuration.publicKey;

const anyConfiguration: fc.Arbitrary<KeyConfiguration> = fc
  .constantFrom([X_WING, 1_216] as const, [DHKEM_X25519, 32] as const)
  .chain(([kem, length]) =>
    fc.record({
      keyId: fc.nat({ max: 255 }),
      kem: fc.constant(kem),
      publicKey: bytesOf(length),
      aeads: fc.shuffledSubarray([AES_128_GCM, CHACHA20_POLY1305] as const, { minLength: 1 }),
    }),
  );

test("oblivious: a pair of configurations is 1,227 and 47 bytes of length, id, KEM, key and algorithms", () => {
  const [ours, other] = [encoded.subarray(0, 1_227), encoded.subarray(1_227)];
  expect(hex(ours)).toBe(`04c904647a${hex(OURS.configuration.publicKey)}000400010003`);
  expect(hex(other)).toBe(`002d050020${hex(KEY)}00080001000300010001`);
});

test("oblivious: a list of configurations is read as it was written", () => {
  fc.assert(
    fc.property(fc.array(anyConfiguration, { maxLength: 3 }), (list) => {
      expect(decodeConfigurations(encodeConfigurations(list))).toEqual(list);
    }),
    { numRuns: 100 },
  );
});

test("oblivious: a KEM, KDF or AEAD that is none of ours needs a newer version, also beside one that is", () => {
  for (const kem of ["0000", "0010", "0012", "0021", "7a64", "647b", "ffff"])
    expectCode(() => decodeConfigurations(oneOf("05", kem, KEY, "000400010003")), "needs_newer_version");
  for (const algorithms of ["00000003", "00020003", "00010002", "0001ffff", "01000300", "00030001"]) {
    expectCode(() => decodeConfigurations(oneOf("050020", KEY, "0004", algorithms)), "needs_newer_version");
    expectCode(() => decodeConfigurations(oneOf("050020", KEY, "000800010003", algorithms)), "needs_newer_version");
  }
});

test("oblivious: a configuration without an algorithm, with half of one or with one twice is malformed", () => {
  expect(decodeConfigurations(oneOf("050020", KEY, "00080001000300010001"))).toEqual([STOCK.configuration]);
  for (const algorithms of ["0000", "00020001", "0003000100", "0006000100030001", "00080001000300010003"])
    expectCode(() => decodeConfigurations(oneOf("050020", KEY, algorithms)), "malformed");
});

test("oblivious: a key of another length, or bytes behind the algorithms, are malformed", () => {
  for (const key of [KEY.subarray(1), concat(KEY, Uint8Array.of(1))])
    expect(outcome(() => decodeConfigurations(oneOf("050020", key, "000400010003")))).toBeInstanceOf(ProtocolError);
  expectCode(() => decodeConfigurations(oneOf("05647a", KEY, "000400010003")), "malformed");
  expectCode(() => decodeConfigurations(oneOf("050020", OURS.configuration.publicKey, "000400010003")), "malformed");
  expectCode(() => decodeConfigurations(oneOf("050020", KEY, "00040001000300")), "malformed");
});

test("oblivious: a length that says too much or too little refuses the list", () => {
  const length = (bytes: Uint8Array): number => (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0);
  for (const wrong of [0, 1, 44, 46, 255, 65_535]) {
    expect(length(stock)).not.toBe(wrong);
    expectCode(() => decodeConfigurations(stock.with(0, wrong >> 8).with(1, wrong & 255)), "malformed");
  }
  expectCode(() => decodeConfigurations(concat(stock, Uint8Array.of(0))), "malformed");
  expectCode(() => decodeConfigurations(concat(stock, Uint8Array.of(0, 0))), "malformed");
});

/** Read as what is written as exactly these bytes, or refused once. */
function isOneWayOrRefused(bytes: Uint8Array): void {
  const written = outcome(() => encodeConfigurations(decodeConfigurations(bytes)));
  if (written instanceof ProtocolError) expect(["malformed", "needs_newer_version"]).toContain(written.code);
  else expect(hex(written)).toBe(hex(bytes));
}

test("oblivious: every list that is cut short is refused, but where a configuration ends", () => {
  for (let length = 0; length < encoded.length; length++) {
    if (length === 0 || length === 1_227) isOneWayOrRefused(encoded.subarray(0, length));
    else expectCode(() => decodeConfigurations(encoded.subarray(0, length)), "malformed");
  }
});

test("oblivious: any bytes are one list of configurations or refused once", () => {
  for (let bit = 0; bit < stock.length * 8; bit++) isOneWayOrRefused(flipBit(stock, bit));
  fc.assert(
    fc.property(fc.oneof(mutated(encoded), mutated(stock), anyBytes(100)), (bytes) => isOneWayOrRefused(bytes)),
    { numRuns: 1_000 },
  );
});

test("oblivious: RFC 9458's configuration, from its appendix, has an X25519 key and both algorithms", () => {
  const example = "002d01002031e1f05a740102115220e9af918f738674aec95f54db6e04eb705aae8e79815500080001000100010003";
  const [configuration] = decodeConfigurations(hexDecode(example));
  expect(configuration).toMatchObject({ keyId: 1, kem: DHKEM_X25519, aeads: [AES_128_GCM, CHACHA20_POLY1305] });
});
