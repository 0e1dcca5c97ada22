// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import { concat, decodeRequest, decodeResponse, encodeRequest, encodeResponse, hex, ProtocolError } from "#crypto";
import { anyBytes, expectCode, mutated, outcome } from "../hostile.ts";
import { flipBit } from "../log/fixture.ts";
import { fieldSection, integer, requestOf, responseOf, withLength } from "./by-hand.ts";
import { BURST, DUMMY, NOTHING, ORIGIN, PROMISE } from "./fixture.ts";

const read = (message: Uint8Array): unknown => decodeRequest(message, ORIGIN);
const refused = (parts: Parameters<typeof requestOf>[0]): void => expectCode(() => read(requestOf(parts)), "malformed");
const refusedResponse = (parts: Parameters<typeof responseOf>[0]): void =>
  expectCode(() => decodeResponse(responseOf(parts)), "malformed");

test("oblivious: a message put together by hand is read, so that what is refused below is refused for its one fault", () => {
  expect(read(requestOf({}))).toEqual(DUMMY);
  expect(decodeResponse(responseOf({}))).toEqual({ ...NOTHING, status: 200 });
  const fields = fieldSection(["authorization", "a"], ["content-type", "b"]);
  expect(read(requestOf({ fields }))).toEqual({ ...DUMMY, authorization: "a", contentType: "b" });
  expect(read(requestOf({ fields: fieldSection(["content-type", "b"]) }))).toEqual({ ...DUMMY, contentType: "b" });
  for (const padding of [0, 1, 1_000]) expect(read(requestOf({ padding: Buffer.alloc(padding) }))).toEqual(DUMMY);
});

test("oblivious: another framing is refused: a response for a request, a length that is not told, or none that there is", () => {
  for (const framing of [1, 2, 3, 4, 63, 64]) refused({ framing: integer(framing) });
  for (const framing of [0, 2, 3, 4, 63, 64]) refusedResponse({ framing: integer(framing) });
  expectCode(() => read(responseOf({})), "malformed");
  expectCode(() => decodeResponse(requestOf({})), "malformed");
});

test("oblivious: another method, scheme or authority than ours is refused", () => {
  for (const method of ["", "get", "HEAD", "DELETE", "PATCH", "POST "]) refused({ method: withLength(method) });
  for (const scheme of ["", "http", "HTTPS", "https:"]) refused({ scheme: withLength(scheme) });
  for (const authority of ["", "elsewhere.localhost", ORIGIN.toUpperCase(), `${ORIGIN}:443`, `${ORIGIN}.`])
    refused({ authority: withLength(authority) });
});

test("oblivious: a path is a slash and up to 199 visible characters", () => {
  const path = `/${"a".repeat(199)}`;
  expect(read(requestOf({ path: withLength(path) }))).toEqual({ ...DUMMY, path });
  for (const other of ["", "v1", "*", "https://a.nl/", `${path}a`, "/a b", "/a\n", "/\0", "/\u00e9", "/\u007f"])
    refused({ path: withLength(other) });
  refused({ path: withLength(Uint8Array.of(0x2f, 0xff)) });
});

test("oblivious: a field that is unknown, out of order, twice or in capitals is refused", () => {
  const [authorization, type] = [
    ["authorization", "a"],
    ["content-type", "b"],
  ] as const;
  const wrong = [
    [["cookie", "a"]],
    [["host", ORIGIN]],
    [["content-length", "0"]],
    [[":path", "/"]],
    [["", "a"]],
    [["Authorization", "a"]],
    [["authorization ", "a"]],
    [["__proto__", "a"]],
    [type, authorization],
    [authorization, authorization],
    [authorization, type, type],
    [authorization, type, authorization],
    [authorization, type, ["x-more", "c"]],
  ] as const;
  for (const fields of wrong) refused({ fields: fieldSection(...fields) });
  refusedResponse({ fields: fieldSection(authorization) });
  refusedResponse({ fields: fieldSection(type, type) });
});

test("oblivious: the value of a field is visible ASCII with spaces only inside, and not too long", () => {
  for (const text of ["a b", "a  b", "x".repeat(1_000)])
    expect(read(requestOf({ fields: fieldSection(["authorization", text]) }))).toMatchObject({ authorization: text });
  for (const text of ["", " ", " a", "a ", "a\tb", "a\r\nb: c", "a\0", "a\u007f", "\u00e9", "x".repeat(1_001)])
    refused({ fields: fieldSection(["authorization", text]) });
  refused({ fields: fieldSection(["content-type", "x".repeat(101)]) });
  refusedResponse({ fields: fieldSection(["content-type", "x".repeat(101)]) });
});

test("oblivious: a section that ends within a field is refused", () => {
  const whole = fieldSection(["authorization", "abc"], ["content-type", "def"]).subarray(1);
  const section = (end: number): Buffer => withLength(whole.subarray(0, end));
  const ends = Array.from({ length: whole.length }, (_, end) => end).filter((end) => end !== 0 && end !== 18);
  for (const end of ends) refused({ fields: section(end) });
  expect(read(requestOf({ fields: section(18) }))).toMatchObject({ authorization: "abc", contentType: null });
});

test("oblivious: informational responses and what is no final status are refused", () => {
  for (const informational of [100, 102, 103, 199])
    refusedResponse({ informational: Buffer.concat([integer(informational), fieldSection()]) });
  for (const status of [0, 1, 99, 100, 199, 600, 16_383, 16_384]) refusedResponse({ status: integer(status) });
  for (const status of [200, 599])
    expect(decodeResponse(responseOf({ status: integer(status) }))).toEqual({ ...NOTHING, status });
});

test("oblivious: a length that is not in its shortest form is refused wherever it stands", () => {
  const fieldsOf = (name: Buffer, value: Buffer): Buffer => withLength(Buffer.concat([name, value]));
  for (const width of [2, 4] as const) {
    refused({ framing: integer(0, width) });
    refused({ method: withLength("POST", width) });
    refused({ scheme: withLength("https", width) });
    refused({ authority: withLength(ORIGIN, width) });
    refused({ path: withLength("/v1/dummies", width) });
    refused({ fields: integer(0, width) });
    refused({ fields: fieldsOf(withLength("authorization", width), withLength("a")) });
    refused({ fields: fieldsOf(withLength("authorization"), withLength("a", width)) });
    refused({ content: withLength("abc", width) });
    refused({ trailers: integer(0, width) });
    refusedResponse({ framing: integer(1, width) });
  }
  refused({ content: withLength(Buffer.alloc(64), 4) });
  refused({ content: withLength(Buffer.alloc(16_383), 4) });
  refusedResponse({ status: integer(200, 4) });
});

test("oblivious: a length of eight bytes is refused, also one that says what is there", () => {
  refused({ framing: integer(0, 8) });
  refused({ content: withLength("abc", 8) });
  refused({ fields: integer(0, 8) });
  refused({ trailers: integer(0, 8) });
  for (const length of [2 ** 30, 2 ** 32, 2 ** 32 + 3, 2 ** 53 - 1])
    refused({ content: Buffer.concat([integer(length, 8), Buffer.from("abc")]) });
  refusedResponse({ status: integer(200, 8) });
});

test("oblivious: a length past the end is refused without room being made for it", () => {
  for (const length of [10, 63, 64, 16_383, 16_384, 2 ** 30 - 1]) {
    refused({ method: integer(length) });
    refused({ fields: integer(length) });
    refused({ content: integer(length) });
    refused({ trailers: integer(length) });
    refusedResponse({ content: integer(length) });
  }
});

test("oblivious: trailers and a padding that is not zero are refused", () => {
  refused({ trailers: fieldSection(["content-type", "b"]) });
  refused({ trailers: withLength(Buffer.alloc(1)) });
  refusedResponse({ trailers: fieldSection(["content-type", "b"]) });
  for (let at = 0; at < 8; at++) {
    refused({ padding: Buffer.alloc(8).fill(1, at, at + 1) });
    refusedResponse({ padding: Buffer.alloc(8).fill(128, at, at + 1) });
  }
});

const request = encodeRequest({ ...BURST, authorization: "a b", content: Uint8Array.of(1, 2, 3) }, ORIGIN, 128);
const response = encodeResponse({ ...PROMISE, content: Uint8Array.of(1, 2, 3) }, 64);
const KINDS: readonly [string, Uint8Array, (message: Uint8Array) => Uint8Array][] = [
  ["request", request, (message) => encodeRequest(decodeRequest(message, ORIGIN), ORIGIN, message.length)],
  ["response", response, (message) => encodeResponse(decodeResponse(message), message.length)],
];

/** Read as what is written as exactly these bytes, or refused once. */
function isOneWayOrRefused(message: Uint8Array, again: (message: Uint8Array) => Uint8Array): void {
  const written = outcome(() => again(message));
  if (written instanceof ProtocolError) expect(written.code).toBe("malformed");
  else expect(hex(written)).toBe(hex(message));
}

test.each(KINDS)(
  "oblivious: every %s that was cut short or had a bit turned has one reading or is refused",
  (_, message, again) => {
    isOneWayOrRefused(message, again);
    for (let length = 0; length < message.length; length++) isOneWayOrRefused(message.subarray(0, length), again);
    for (let bit = 0; bit < message.length * 8; bit++) isOneWayOrRefused(flipBit(message, bit), again);
  },
);

test.each(KINDS)("oblivious: any bytes have one reading as a %s or are refused", (_, message, again) => {
  fc.assert(
    fc.property(fc.oneof(mutated(message), anyBytes(200)), (bytes) => isOneWayOrRefused(bytes, again)),
    { numRuns: 3_000 },
  );
});

test("oblivious: a message that ends before its trailers is refused, and one that ends in its padding is read", () => {
  for (const [, message, again] of KINDS) {
    const end = message.findLastIndex((byte) => byte !== 0) + 2;
    for (let length = 0; length < end; length++) expectCode(() => again(message.subarray(0, length)), "malformed");
    for (let length = end; length <= message.length; length++)
      expect(again(message.subarray(0, length))).toHaveLength(length);
    expect(again(concat(message, new Uint8Array(1)))).toHaveLength(message.length + 1);
  }
});
