// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import { concat, decodeRequest, decodeResponse, encodeRequest, encodeResponse, hex, hexDecode, utf8 } from "#crypto";
import { expectCode } from "../hostile.ts";
import { anyRequest, anyResponse } from "./any-message.ts";
import { DUMMY, NOTHING, ORIGIN } from "./fixture.ts";

const RUNS = { numRuns: 300 };
const ROOM = 20_000;

test("oblivious: a request is read as it was written, and written in one way", () => {
  fc.assert(
    fc.property(anyRequest, (request) => {
      const message = encodeRequest(request, ORIGIN, ROOM);
      expect(message).toHaveLength(ROOM);
      expect(decodeRequest(message, ORIGIN)).toEqual(request);
    }),
    RUNS,
  );
});

test("oblivious: a response is read as it was written, and written in one way", () => {
  fc.assert(
    fc.property(anyResponse, (response) => {
      const message = encodeResponse(response, ROOM);
      expect(message).toHaveLength(ROOM);
      expect(decodeResponse(message)).toEqual(response);
    }),
    RUNS,
  );
});

test("oblivious: the bytes of a request and a response are those of RFC 9292", () => {
  const fields = "0d617574686f72697a6174696f6e0474203d610c636f6e74656e742d7479706503612f62";
  const request = { ...DUMMY, authorization: "t =a", contentType: "a/b", content: Uint8Array.of(1, 2) };
  expect(hex(encodeRequest(request, "a.nl", 70))).toBe(
    `0004504f535405687474707304612e6e6c0b2f76312f64756d6d69657324${fields}02010200`.padEnd(140, "0"),
  );
  expect(hex(encodeRequest(DUMMY, "a.nl", 32))).toBe(
    "0004504f535405687474707304612e6e6c0b2f76312f64756d6d696573000000",
  );
  const response = { status: 201, contentType: "a/b", content: Uint8Array.of(1, 2) };
  expect(hex(encodeResponse(response, 30))).toBe("0140c9110c636f6e74656e742d7479706503612f6202010200".padEnd(60, "0"));
  expect(hex(encodeResponse(NOTHING, 8))).toBe("0140cc0000000000");
});

test("oblivious: lengths take one, two or four bytes, the fewest that hold them", () => {
  const written = (length: number): string => {
    const message = encodeResponse({ ...NOTHING, content: new Uint8Array(length) }, 5 + length + 4);
    return hex(message.subarray(4, 8));
  };
  // RFC 9000, appendix A.1, has 37 and 15,293. Behind the length stand zeros.
  expect([37, 63, 64, 15_293, 16_383, 16_384, 524_288].map(written)).toEqual([
    "25000000",
    "3f000000",
    "40400000",
    "7bbd0000",
    "7fff0000",
    "80004000",
    "80080000",
  ]);
});

test("oblivious: what does not fit into its class is not written, and what just fits is", () => {
  const posting = (length: number) => ({ ...DUMMY, content: new Uint8Array(length).fill(1) });
  // 32 bytes without content, as above.
  expect(decodeRequest(encodeRequest(posting(0), "a.nl", 32), "a.nl")).toEqual(posting(0));
  expect(decodeRequest(encodeRequest(posting(63), "a.nl", 95), "a.nl")).toEqual(posting(63));
  expect(decodeRequest(encodeRequest(posting(64), "a.nl", 97), "a.nl")).toEqual(posting(64));
  for (const [length, size] of [
    [0, 31],
    [0, 0],
    [1, 32],
    [63, 94],
    [64, 96],
    [1_000, 95],
  ] as const)
    expectCode(() => encodeRequest(posting(length), "a.nl", size), "too_long");
  expect(decodeResponse(encodeResponse(NOTHING, 6))).toEqual(NOTHING);
  expectCode(() => encodeResponse(NOTHING, 5), "too_long");
});

test("oblivious: what nobody would read is not written", () => {
  for (const path of ["", "v1", "/a b", "/\u00e9", `/${"a".repeat(200)}`])
    expect(() => encodeRequest({ ...DUMMY, path }, ORIGIN, ROOM)).toThrow(RangeError);
  for (const text of ["", " a", "a ", "a\n", "a\0", "\u00e9", "\ud800"]) {
    expect(() => encodeRequest({ ...DUMMY, authorization: text }, ORIGIN, ROOM)).toThrow(RangeError);
    expect(() => encodeResponse({ ...NOTHING, contentType: text }, ROOM)).toThrow(RangeError);
  }
  expect(() => encodeRequest({ ...DUMMY, authorization: "a".repeat(1_001) }, ORIGIN, ROOM)).toThrow(RangeError);
  expect(() => encodeRequest({ ...DUMMY, contentType: "a".repeat(101) }, ORIGIN, ROOM)).toThrow(RangeError);
  for (const status of [0, 100, 103, 199, 600, 999])
    expect(() => encodeResponse({ ...NOTHING, status }, ROOM)).toThrow(RangeError);
});

// RFC 9292, section 5, has four messages. The two of indeterminate length are none of ours, and the others have what ours do not.
const GET_HELLO =
  "0003474554056874747073000a2f68656c6c6f2e747874406c0a757365722d6167656e74346375726c2f372e31362e33206c69626375726c2f372e31362e33" +
  "204f70656e53534c2f302e392e376c207a6c69622f312e322e3304686f73740f7777772e6578616d706c652e636f6d0f6163636570742d6c616e6775" +
  "61676506656e2c206d690000";
const CRLF = "0140c8001d5468697320636f6e74656e7420636f6e7461696e732043524c462e0d0a";
const TRAILER = "0d07747261696c65720474657874";

test("oblivious: RFC 9292's response is read without its trailer and refused with it", () => {
  expect(decodeResponse(hexDecode(`${CRLF}00`))).toEqual({
    status: 200,
    contentType: null,
    content: utf8("This content contains CRLF.\r\n"),
  });
  expectCode(() => decodeResponse(hexDecode(CRLF + TRAILER)), "malformed");
});

test("oblivious: RFC 9292's request is refused for its fields, and is one of ours without them and with an authority", () => {
  const example = hexDecode(GET_HELLO);
  expect(example).toHaveLength(135);
  expectCode(() => decodeRequest(example, ""), "malformed");
  expectCode(() => decodeRequest(example, "www.example.com"), "malformed");
  const [control, path] = [example.subarray(0, 11), example.subarray(12, 23)];
  const ours = concat(control, utf8("\u000fwww.example.com"), path, new Uint8Array(3));
  expect(decodeRequest(ours, "www.example.com")).toEqual({ ...DUMMY, method: "GET", path: "/hello.txt" });
});

test("oblivious: RFC 9458's request and response, which leave out what is empty, are read once they are padded", () => {
  const request = hexDecode("00034745540568747470730b6578616d706c652e636f6d012f");
  const expected = { ...DUMMY, method: "GET", path: "/" };
  for (const zeros of [3, 4, 100])
    expect(decodeRequest(concat(request, new Uint8Array(zeros)), "example.com")).toEqual(expected);
  const response = hexDecode("0140c8");
  for (const zeros of [3, 4, 100])
    expect(decodeResponse(concat(response, new Uint8Array(zeros)))).toEqual({ ...NOTHING, status: 200 });
  for (const zeros of [0, 1, 2]) {
    expectCode(() => decodeRequest(concat(request, new Uint8Array(zeros)), "example.com"), "malformed");
    expectCode(() => decodeResponse(concat(response, new Uint8Array(zeros))), "malformed");
  }
});
