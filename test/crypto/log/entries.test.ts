// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  concat,
  decodeEntries,
  documentEntry,
  encodeEntries,
  entryBytes,
  hex,
  letterEntry,
  logName,
  LOGS,
  ProtocolError,
  randomBytes,
  utf8,
} from "#crypto";
import { anyBytes, bytesOf, expectCode, mutated, outcome } from "../hostile.ts";
import { ORIGIN } from "./fixture.ts";

test("entries: the three logs are named under the origin", () => {
  expect(LOGS.map((log) => logName(ORIGIN, log))).toEqual([
    "tegenspraak.localhost/v1/logs/letters",
    "tegenspraak.localhost/v1/logs/directory",
    "tegenspraak.localhost/v1/logs/ledger",
  ]);
});

test("entries: one of letters is tag and hash of an envelope, one of a document its type and hash", () => {
  const envelope = randomBytes(8192);
  const hash = createHash("sha256").update(envelope).digest("hex");
  expect(hex(letterEntry(envelope))).toBe(hex(envelope.subarray(0, 16)) + hash);
  expect(hex(documentEntry(utf8("abc")))).toBe("01ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect(LOGS.map(entryBytes)).toEqual([48, 33, 33]);
  for (const length of [0, 8191, 8193]) expect(() => letterEntry(new Uint8Array(length))).toThrow(RangeError);
});

test("entries: a bundle is each entry after its length", () => {
  const entries = [new Uint8Array(33).fill(1), new Uint8Array(33).fill(2)];
  expect(hex(encodeEntries(entries))).toBe(`0021${"01".repeat(33)}0021${"02".repeat(33)}`);
  expect(decodeEntries(encodeEntries(entries), "directory")).toEqual(entries);
  expect(decodeEntries(new Uint8Array(0), "letters")).toEqual([]);
});

test("entries: 256 fit in a bundle, one more does not, nor an entry of another log", () => {
  const many = Array.from({ length: 257 }, () => new Uint8Array(48));
  expect(decodeEntries(encodeEntries(many.slice(1)), "letters")).toHaveLength(256);
  expectCode(() => decodeEntries(encodeEntries(many), "letters"), "malformed");
  expectCode(() => decodeEntries(encodeEntries([new Uint8Array(48)]), "ledger"), "malformed");
  for (const length of [0, 47, 49, 65_535])
    expectCode(() => decodeEntries(encodeEntries([new Uint8Array(length)]), "letters"), "malformed");
});

test("entries: any bytes are the one encoding of a bundle, or refused once", () => {
  const valid = fc.array(bytesOf(48), { maxLength: 4 }).map((entries) => encodeEntries(entries));
  const hostile = fc.oneof(
    valid,
    anyBytes(120),
    valid.filter(({ length }) => length > 0).chain((bundle) => mutated(bundle)),
    valid.map((bundle) => concat(bundle, Uint8Array.of(0))),
  );
  fc.assert(
    fc.property(hostile, (bundle) => {
      const entries = outcome(() => decodeEntries(bundle, "letters"));
      if (entries instanceof ProtocolError) expect(entries.code).toBe("malformed");
      else expect(hex(encodeEntries(entries))).toBe(hex(bundle));
    }),
    { numRuns: 500 },
  );
});
