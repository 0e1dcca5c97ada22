// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  base64,
  base64Decode,
  base64url,
  base64urlDecode,
  compareBytes,
  equalBytes,
  hex,
  hexDecode,
  ProtocolError,
  utf8,
  utf8Decode,
} from "#crypto";
import { anyBytes, expectCode, mutatedText, outcome } from "../hostile.ts";

const ENCODINGS = [
  { name: "hex", encode: hex, decode: hexDecode, node: "hex" },
  { name: "base64", encode: base64, decode: base64Decode, node: "base64" },
  { name: "base64url", encode: base64url, decode: base64urlDecode, node: "base64url" },
] as const;

describe.each(ENCODINGS)("$name", ({ name, encode, decode, node }) => {
  test(`${name}: bytes are written as the platform writes them, and read back`, () => {
    fc.assert(
      fc.property(anyBytes(200), (bytes) => {
        expect(encode(bytes)).toBe(Buffer.from(bytes).toString(node));
        expect(decode(encode(bytes))).toEqual(bytes);
      }),
    );
  });

  test(`${name}: text is the one encoding of some bytes, or refused`, () => {
    const text = fc.oneof(
      fc.string(),
      anyBytes(40).chain((bytes) => mutatedText(encode(bytes))),
    );
    fc.assert(
      fc.property(text, (source) => {
        const decoded = outcome(() => decode(source));
        if (decoded instanceof ProtocolError) expect(decoded.code).toBe("malformed");
        else expect(encode(decoded)).toBe(source);
      }),
      { numRuns: 1000 },
    );
  });

  test(`${name}: a longer run than a call's arguments hold is written and read`, () => {
    const bytes = new Uint8Array(200_000).map((_, i) => i * 7);
    expect(decode(encode(bytes))).toEqual(bytes);
  });
});

test("hex: capitals, halves of a byte and white space are refused", () => {
  for (const text of ["AB", "a", "abc", "a b", " ab", "ab\n", "0x", "zz"])
    expectCode(() => hexDecode(text), "malformed");
});

test("base64: missing or surplus padding, stray bits, the other alphabet and white space are refused", () => {
  for (const text of [
    "AA",
    "AA=",
    "AAA",
    "A===",
    "=",
    "AB==",
    "AAB=",
    "AA==\n",
    " AA==",
    "-_8=",
    "AAAA=",
    "AA==AAAA",
  ]) {
    expectCode(() => base64Decode(text), "malformed");
  }
});

test("base64url: padding, stray bits, the other alphabet and white space are refused", () => {
  for (const text of ["A", "AB", "AAB", "AA==", "+/8", "A A", "AA\n", "AAAAA"]) {
    expectCode(() => base64urlDecode(text), "malformed");
  }
});

test("utf-8: text is read back, a byte order mark included", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(utf8Decode(utf8(text))).toBe(text);
    }),
  );
  expect(utf8Decode(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe("\ufeffa");
});

test("utf-8: any bytes are text that encodes to them, or refused", () => {
  fc.assert(
    fc.property(anyBytes(12), (bytes) => {
      const text = outcome(() => utf8Decode(bytes));
      if (text instanceof ProtocolError) expect(text.code).toBe("malformed");
      else expect(utf8(text)).toEqual(bytes);
    }),
    { numRuns: 1000 },
  );
});

test("utf-8: overlong forms, surrogates, what lies past U+10FFFF and cut sequences are refused", () => {
  for (const bytes of ["c080", "e08080", "eda080", "edbfbf", "f4908080", "f8888080", "c3", "e282", "80", "ff"]) {
    expectCode(() => utf8Decode(hexDecode(bytes)), "malformed");
  }
});

test("bytes: order and equality are those of the platform's", () => {
  fc.assert(
    fc.property(anyBytes(6), anyBytes(6), (a, b) => {
      expect(Math.sign(compareBytes(a, b))).toBe(Buffer.compare(a, b));
      expect(equalBytes(a, b)).toBe(Buffer.compare(a, b) === 0);
    }),
  );
});
