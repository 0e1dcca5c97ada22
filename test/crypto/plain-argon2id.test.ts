// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import { deriveMaster, hex, type Argon2id } from "#crypto";
import { plainArgon2id } from "../../crypto/plain-argon2id.ts";
import { argon2id } from "../../crypto/sodium.ts";
import { bytesOf } from "./hostile.ts";

const plain: Argon2id = plainArgon2id(() => undefined);
const WORDS = ["paars", "kiezel", "tapijt", "brug", "vogel", "lepel"];
const ORIGIN = "tegenspraak.localhost";

test("plain Argon2id: the bytes are libsodium's, whatever is stretched and however far", () => {
  const password = fc.uint8Array({ maxLength: 200 });
  fc.assert(
    fc.property(password, bytesOf(16), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 }), (...input) => {
      expect(hex(plain(...input))).toBe(hex(argon2id(...input)));
    }),
    { numRuns: 25 },
  );
});

test("plain Argon2id: a codename has the same keys in every browser", () => {
  expect(hex(deriveMaster(WORDS, ORIGIN, plain))).toBe(hex(deriveMaster(WORDS, ORIGIN)));
});

test("plain Argon2id: it tells how far it is, and never goes back", () => {
  const told: number[] = [];
  plainArgon2id((done) => told.push(done))(new Uint8Array(5), new Uint8Array(16), 2, 1);
  expect(told.length).toBeGreaterThan(100);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect(told[0]).toBeLessThan(0.05);
  expect(told.at(-1)).toBe(1);
});
