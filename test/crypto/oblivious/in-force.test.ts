// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  gatewayInForce,
  signGatewayDocument,
  signingKey,
  utf8,
  utf8Decode,
  x25519GatewayKey,
  xwingGatewayKey,
  type GatewayConfigurations,
} from "#crypto";
import { anyBytes } from "../hostile.ts";
import { ORIGIN } from "./fixture.ts";
import { documentOf, KEYS, SIGNER } from "./ledger.ts";

const pairOf = (month: number): GatewayConfigurations["configurations"] => [
  xwingGatewayKey(2 * month, new Uint8Array(32).fill(month)).configuration,
  x25519GatewayKey(2 * month + 1, new Uint8Array(32).fill(month)).configuration,
];
const documentFor = (month: number, from = KEYS.from, until = KEYS.until): Uint8Array =>
  signGatewayDocument({ from, until, configurations: pairOf(month) }, ORIGIN, SIGNER);
const keyIn = (...documents: readonly Uint8Array[]): number | undefined =>
  gatewayInForce(documents, ORIGIN, SIGNER.publicKey)?.keyId;

const [first, second, third] = [documentFor(1), documentFor(2), documentFor(3)];
const other = signingKey(new Uint8Array(32).fill(1));

// What else a ledger has, or might.
const strangers: readonly Uint8Array[] = [
  new Uint8Array(0),
  Uint8Array.of(0xff, 0xfe),
  new Uint8Array(300).fill(7),
  utf8("{}"),
  utf8("null"),
  utf8('{"version":1,"type":"burn","group":"oost"}'),
  utf8(utf8Decode(first).replace('"type":"gateway"', '"type":"gateways"')),
  utf8(utf8Decode(first).replace('"version":1', '"version":2')),
  utf8(`${utf8Decode(first)}\n`),
  signGatewayDocument({ ...KEYS, configurations: pairOf(9) }, ORIGIN, other),
  signGatewayDocument({ ...KEYS, configurations: pairOf(9) }, "elsewhere.localhost", SIGNER),
];

test("oblivious: of the documents of the ledger the last that verifies is in force, for our clients", () => {
  expect(gatewayInForce([first, second, third], ORIGIN, SIGNER.publicKey)).toEqual(pairOf(3)[0]);
  expect([keyIn(first), keyIn(first, second), keyIn(second, first)]).toEqual([2, 4, 2]);
  expect(keyIn(first, second, first)).toBe(2);
});

test("oblivious: the last is in force whatever its days, so that a wrong clock tells nobody from others", () => {
  const [future, past] = [documentFor(4, "2999-01-01", "2999-02-02"), documentFor(5, "2001-01-01", "2001-02-02")];
  expect([keyIn(first, future), keyIn(first, past), keyIn(future, past), keyIn(past, future)]).toEqual([8, 10, 10, 8]);
});

test("oblivious: what else is in the ledger changes nothing, wherever it stands", () => {
  for (const stranger of strangers) {
    expect(keyIn(stranger)).toBeUndefined();
    expect(keyIn(stranger, first, stranger, second, stranger)).toBe(4);
  }
  expect(keyIn(first, ...strangers)).toBe(2);
  fc.assert(
    fc.property(fc.array(anyBytes(200), { maxLength: 5 }), (bytes) => {
      expect(keyIn(...bytes, first, ...bytes)).toBe(2);
    }),
  );
});

test("oblivious: a document with a key that nobody could hold, or that is no pair, is passed over", () => {
  const [ours, stock] = pairOf(3);
  if (ours === undefined || stock === undefined) throw new Error("no pair");
  const unreduced = documentOf([
    { ...ours, publicKey: ours.publicKey.map((byte, i) => (i < 1_184 ? 0xff : byte)) },
    stock,
  ]);
  const smallOrder = documentOf([
    { ...ours, publicKey: ours.publicKey.map((byte, i) => (i < 1_184 ? byte : 0)) },
    stock,
  ]);
  for (const document of [unreduced, smallOrder, documentOf([ours]), documentOf([stock]), documentOf([])]) {
    expect(keyIn(first, document)).toBe(2);
    expect(keyIn(document)).toBeUndefined();
  }
});

test("oblivious: without a signer in the directory, or a document in the ledger, there is no gateway", () => {
  expect(gatewayInForce([first], ORIGIN, null)).toBeNull();
  expect(gatewayInForce([], ORIGIN, SIGNER.publicKey)).toBeNull();
  expect(gatewayInForce([first], ORIGIN, other.publicKey)).toBeNull();
});
