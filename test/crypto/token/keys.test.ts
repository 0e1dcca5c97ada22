// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import {
  endsInTime,
  equalBytes,
  hex,
  issuingKey,
  parseTokenKey,
  redeemableKey,
  tokenKeyDocument,
  tokenKeysOf,
  utf8,
  type TokenKeyEntry,
  type TokenPurpose,
} from "#crypto";
import { expectCode } from "../hostile.ts";
import { newIssuer } from "./fixture.ts";

const [first, second, third] = [newIssuer().key, newIssuer().key, newIssuer().key];

const entry = (purpose: TokenPurpose, key: typeof first, from: string, until: string): TokenKeyEntry => ({
  purpose,
  hash: key.id,
  from,
  until,
});
const ENTRIES = [
  entry("post", first, "2026-03-01", "2028-03-01"),
  entry("pass", second, "2026-03-01", "2028-03-01"),
  entry("post", third, "2027-02-01", "2029-02-01"),
];
const DOCUMENTS = [
  utf8('{"version":1,"type":"gateway"}'),
  utf8("not JSON"),
  tokenKeyDocument("post", third.encoded, "2027-02-01", "2029-02-01"),
  tokenKeyDocument("pass", second.encoded, "2026-03-01", "2028-03-01"),
  tokenKeyDocument("post", first.encoded, "2026-03-01", "2028-03-01"),
];
const KEYS = tokenKeysOf(ENTRIES, DOCUMENTS);

test("keys: the directory says which, the ledger has them, and one that is missing there is not used", () => {
  expect(KEYS.map(({ index, purpose }) => [index, purpose])).toEqual([
    [0, "post"],
    [1, "pass"],
    [2, "post"],
  ]);
  for (const { key, hash } of KEYS) expect(equalBytes(key.id, hash)).toBe(true);
  expect(tokenKeysOf(ENTRIES, DOCUMENTS.slice(0, 3)).map(({ index }) => index)).toEqual([2]);
  // A key that no directory names is nobody's.
  expect(tokenKeysOf([], DOCUMENTS)).toEqual([]);
});

test("keys: one signs on a day, for twelve months, and what it signed is worth something for twenty-four", () => {
  const days: [string, number | null, boolean, boolean][] = [
    ["2026-02-28", null, false, false],
    ["2026-03-01", 0, true, false],
    ["2027-01-31", 0, true, false],
    ["2027-02-01", 2, true, true],
    ["2027-03-01", 2, true, true],
    ["2028-01-31", 2, true, true],
    ["2028-02-01", null, true, true],
    ["2028-03-01", null, true, true],
    ["2028-03-02", null, false, true],
    ["2029-02-01", null, false, true],
    ["2029-02-02", null, false, false],
  ];
  for (const [day, issuing, isFirst, isThird] of days) {
    expect(issuingKey(KEYS, "post", day)?.index ?? null).toBe(issuing);
    expect([first, third].map((key) => redeemableKey(KEYS, "post", key.id, day) !== null)).toEqual([isFirst, isThird]);
    // Of another purpose it is worth nothing, whatever the day.
    expect(redeemableKey(KEYS, "ballot", first.id, day)).toBeNull();
  }
});

test("keys: none is good for more than twenty-four months", () => {
  expect(endsInTime(entry("post", first, "2026-03-01", "2028-03-01"))).toBe(true);
  expect(endsInTime(entry("post", first, "2026-03-01", "2028-03-02"))).toBe(false);
  expect(endsInTime(entry("post", first, "2028-02-29", "2030-02-28"))).toBe(true);
  expect(endsInTime(entry("post", first, "2028-02-29", "2030-03-01"))).toBe(false);
});

test("keys: a key has one encoding, and everything else is refused", () => {
  const good = first.encoded;
  expect(good).toHaveLength(342);
  expect(hex(parseTokenKey(good).id)).toBe(hex(first.id));
  for (let at = 0; at < good.length; at += 7) {
    const isModulus = at >= 81 && at < 337;
    const changed = good.map((byte, i) => (i === at ? byte ^ 0x40 : byte));
    if (!isModulus) expectCode(() => parseTokenKey(changed), "malformed");
    else expect(hex(parseTokenKey(changed).id)).not.toBe(hex(first.id));
  }
  const withByte = (at: number, value: number): Uint8Array => good.map((byte, i) => (i === at ? value : byte));
  expectCode(() => parseTokenKey(withByte(81, 0x7f)), "malformed");
  expectCode(() => parseTokenKey(withByte(336, 0)), "malformed");
  expectCode(() => parseTokenKey(good.subarray(1)), "malformed");
  expectCode(() => parseTokenKey(new Uint8Array([...good, 0])), "malformed");
});
