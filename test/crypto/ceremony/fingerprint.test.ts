// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import { concat, fingerprintWords, hex, sha256 } from "#crypto";
import { LISTS } from "../../golden/files.ts";
import { bytesOf } from "../hostile.ts";
import { labelled, NOOR, OMAR, ORIGIN, OTHER_ORIGIN } from "./fixture.ts";

const { nl, en } = LISTS;

test("ceremony: six words are the first 80 bits of the key's hash, the first word the least significant", () => {
  const key = NOOR.signing.publicKey;
  const hash = sha256(concat(labelled("fingerprint"), Uint8Array.of(0, 32), key));
  const number = BigInt(`0x${hex(hash.subarray(0, 10))}`);
  const expected = Array.from({ length: 6 }, (_, i) => nl.words[Number((number / 7776n ** BigInt(i)) % 7776n)]);
  expect(fingerprintWords(key, nl, ORIGIN)).toEqual(expected);
});

test("ceremony: every key has six words of the list, the same each time, and others on another board", () => {
  fc.assert(
    fc.property(fc.oneof(bytesOf(32), bytesOf(1216)), fc.constantFrom(nl, en), (key, list) => {
      const words = fingerprintWords(key, list, ORIGIN);
      expect(words).toHaveLength(6);
      expect(words.every((word) => list.indexes.has(word))).toBe(true);
      expect(fingerprintWords(key, list, ORIGIN)).toEqual(words);
      expect(fingerprintWords(key, list, OTHER_ORIGIN)).not.toEqual(words);
      expect(fingerprintWords(key.with(0, (key[0] ?? 0) ^ 1), list, ORIGIN)).not.toEqual(words);
    }),
  );
  expect(fingerprintWords(NOOR.signing.publicKey, nl, ORIGIN)).not.toEqual(
    fingerprintWords(OMAR.signing.publicKey, nl, ORIGIN),
  );
});
