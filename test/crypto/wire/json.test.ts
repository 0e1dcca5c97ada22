// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import { json, ProtocolError } from "#crypto";
import { expectCode, mutatedText, outcome } from "../hostile.ts";

const shape = json.record({
  name: json.text(1, 10),
  count: json.integer(0, 100),
  flag: json.boolean,
  key: json.bytes(4),
  word: json.oneOf("yes", "no"),
  list: json.list(json.matching(/^[a-z]+$/, "letters"), 0, 3),
  maybe: json.nullable(json.integer(1, 1)),
});

const VALID = { name: "é\n", count: 0, flag: false, key: "AAECAw", word: "no", list: ["a", "b"], maybe: null };
const source = JSON.stringify(VALID);

const parse = (text: string): json.Decoded<typeof shape> => json.parseJson(text, shape);
const withMember = (member: object): string => JSON.stringify({ ...VALID, ...member });

test("json: a value of the shape is decoded", () => {
  expect(parse(source)).toEqual({ ...VALID, key: Uint8Array.of(0, 1, 2, 3) });
});

test("json: whatever is done to valid text, it decodes or is refused once", () => {
  fc.assert(
    fc.property(mutatedText(source), (text) => {
      const decoded = outcome(() => parse(text));
      if (decoded instanceof ProtocolError) expect(["malformed", "needs_newer_version"]).toContain(decoded.code);
      else expect(Object.keys(decoded).sort()).toEqual(Object.keys(VALID).sort());
    }),
    { numRuns: 2000 },
  );
});

test("json: any JSON at all decodes or is refused once", () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(VALID)), fc.jsonValue(), (member, value) => {
      expect(outcome(() => parse(JSON.stringify(value)))).toBeInstanceOf(ProtocolError);
      outcome(() => parse(withMember({ [member]: value })));
    }),
    { numRuns: 500 },
  );
});

test("json: a missing member is malformed, an unknown one is from a newer version", () => {
  for (const name of Object.keys(VALID)) {
    expectCode(() => parse(JSON.stringify({ ...VALID, [name]: undefined })), "malformed");
  }
  expectCode(() => parse(withMember({ later: 1 })), "needs_newer_version");
  expectCode(() => parse(source.replace("{", '{"__proto__":{},')), "needs_newer_version");
  expectCode(() => parse(source.replace("{", '{"constructor":1,')), "needs_newer_version");
});

test("json: text that people go by has no marks that turn around what stands beside it", () => {
  const shown = (value: string): string => json.parseJson(JSON.stringify(value), json.shown(1, 20));
  for (const value of ["a\nb", "\u05d0\u05d1", "Zo\u00eb \u200d", "\u{1f469}\u200d\u{1f4bb}"])
    expect(shown(value)).toBe(value);
  const marks = ["\u061c", "\u200e", "\u200f", "\u202a", "\u202e", "\u2066", "\u2069", "\u2028", "\u2029"];
  for (const mark of marks) {
    expectCode(() => shown(`a${mark}b`), "malformed");
    expectCode(() => json.parseJson(JSON.stringify(`a${mark}b`), json.line(1, 20)), "malformed");
    expect(json.parseJson(JSON.stringify(`a${mark}b`), json.text(1, 20)), "what a submitter writes is theirs").toBe(
      `a${mark}b`,
    );
  }
});

test("json: a line is text without a line feed", () => {
  const line = (value: string): string => json.parseJson(JSON.stringify(value), json.line(1, 3));
  expect(line("é !")).toBe("é !");
  for (const value of ["", "abcd", "a\nb", "\n", "\r", "\ud800"]) expectCode(() => line(value), "malformed");
});

test("json: a member that only the prototype has is missing", () => {
  const inherited = json.record({ toString: json.text(0, 9) });
  expectCode(() => json.parseJson("{}", inherited), "malformed");
});

test("json: of a member that occurs twice the last counts", () => {
  expect(parse(source.replace('"count":0', '"count":7,"count":8')).count).toBe(8);
  expectCode(() => parse(source.replace('"count":0', '"count":8,"count":"x"')), "malformed");
});

test("json: text is refused when too long or short, with control characters, or with half a surrogate pair", () => {
  const refused = [
    "",
    "12345678901",
    "a\u0000",
    "\t",
    "\r",
    "\u007f",
    "\u0085",
    "\u009f",
    "\ud800",
    "\udfff",
    "a\ud83d",
  ];
  for (const name of refused) expectCode(() => parse(withMember({ name })), "malformed");
  for (const name of ["\ud83d\ude00", "\n", "1234567890", "\u00a0", "\u2028"]) {
    expect(parse(withMember({ name })).name).toBe(name);
  }
});

test("json: half a surrogate pair is refused when it is escaped too", () => {
  expectCode(() => parse(source.replace('"name":"é\\n"', String.raw`"name":"\ud800"`)), "malformed");
  expect(parse(source.replace('"name":"é\\n"', String.raw`"name":"\ud83d\ude00"`)).name).toBe("\ud83d\ude00");
});

test("json: numbers outside the bounds, with a fraction, or too large to be exact are refused", () => {
  for (const count of ["101", "-1", "0.5", "1e999", "9007199254740993", '"5"', "null", "true", "[5]"]) {
    expectCode(() => parse(source.replace('"count":0', `"count":${count}`)), "malformed");
  }
});

test("json: bytes of another length or alphabet are refused", () => {
  for (const key of ["AAEC", "AAECAwQ", "AAECAw==", "AAEC+w", "AAECAx", 5, null]) {
    expectCode(() => parse(withMember({ key })), "malformed");
  }
});

test("json: an unknown word is from a newer version, another type is malformed", () => {
  expectCode(() => parse(withMember({ word: "maybe" })), "needs_newer_version");
  expectCode(() => parse(withMember({ word: 1 })), "malformed");
  expectCode(() => parse(withMember({ word: null })), "malformed");
});

test("json: lists too long, of another type, or with one wrong element are refused", () => {
  for (const list of [["a", "b", "c", "d"], {}, "a", null, ["a", 1], ["A"], ["a\n"], [["a"]], { length: 1, 0: "a" }]) {
    expectCode(() => parse(withMember({ list })), "malformed");
  }
});

test("json: what is no object is refused where one is expected", () => {
  for (const text of ["[]", "null", "1", '"a"', "true"]) expectCode(() => parse(text), "malformed");
});

test("json: text that is not JSON is refused, a byte order mark and trailing text included", () => {
  for (const text of [
    "",
    " ",
    "{",
    `\ufeff${source}`,
    `${source}x`,
    `${source}${source}`,
    source.replaceAll('"', "'"),
    "NaN",
  ]) {
    expectCode(() => parse(text), "malformed");
  }
});

test("json: nesting of any depth is refused like anything else", () => {
  for (const depth of [100, 10_000, 100_000]) {
    expectCode(() => parse("[".repeat(depth)), "malformed");
    expectCode(() => parse("[".repeat(depth) + "]".repeat(depth)), "malformed");
    expectCode(() => parse('{"name":'.repeat(depth) + "1" + "}".repeat(depth)), "malformed");
  }
});
