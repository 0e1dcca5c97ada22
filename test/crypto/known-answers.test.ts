// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { argon2Sync } from "node:crypto";
import { expect, test } from "vitest";
import {
  checkIndex,
  codenameKeys,
  concat,
  deriveMaster,
  derivePhraseMaster,
  hex,
  label,
  prf,
  threadKeys,
  utf8,
} from "#crypto";
import { blake2b } from "#crypto/sodium.ts";

// The known answers of the protocol: two independent implementations agreed on them before this one was written.
const ORIGIN = "tegenspraak.localhost";
const WORDS = ["appel", "boom", "citroen", "dorp", "ezel", "fiets"];
const MASTER = "8f75fe9a3030614c87545660e35a2521ce2ef25d0e1f2a3e66704cba496390a7";

test("prf: an integer and a byte string as arguments give the known answer", () => {
  expect(hex(prf(new Uint8Array(32), ORIGIN, "lane", 7, Uint8Array.of(1, 2)))).toBe(
    "cce6fa85043ea7157f305e8a163a790a4b83458b5a5745de3e634acd0e7ca3dd",
  );
});

test("codename: six known words give the known master, thread secret, thread id and tag", () => {
  const master = deriveMaster(WORDS, ORIGIN);
  expect(hex(master)).toBe(MASTER);
  const { threadSecret } = codenameKeys(master, ORIGIN, 0);
  expect(hex(threadSecret)).toBe("7ba72dcae867c42761a071850d7be7863de41a5976acc1b2713cb69fde6c545d");
  const { id, tag } = threadKeys(threadSecret, ORIGIN);
  expect(hex(id)).toBe("c71daff17a86a370514a2f5347ba8aeabe4faaeecb3ab352f1f1d8078b8c3f38");
  expect(hex(tag(0, 1))).toBe("81271bdce8c8d2d46737800217fc30b6");
});

test("codename: the known words have the known check index", () => {
  expect(checkIndex(WORDS, "nl", ORIGIN)).toBe(4063);
});

test("codename: master is Argon2id with 64 MiB, three passes and one lane, as OpenSSL computes it", () => {
  const nonce = blake2b(16, label("codename", ORIGIN));
  const expected = argon2Sync("argon2id", {
    message: utf8(WORDS.join(" ")),
    nonce,
    parallelism: 1,
    tagLength: 32,
    memory: 65_536,
    passes: 3,
  });
  expect(expected.toString("hex")).toBe(MASTER);
});

test("keyring: a phrase's master is Argon2id with 256 MiB, three passes and one lane, as OpenSSL computes it", () => {
  const nonce = blake2b(16, label("keyring", ORIGIN));
  const message = utf8(WORDS.join(" "));
  const expected = argon2Sync("argon2id", {
    message,
    nonce,
    parallelism: 1,
    tagLength: 32,
    memory: 262_144,
    passes: 3,
  });
  expect(hex(derivePhraseMaster(WORDS, ORIGIN))).toBe(expected.toString("hex"));
});

test("wire: a label is the name, a zero, and the origin with its length", () => {
  const expected = concat(utf8("tegenspraak/v1/envelope"), Uint8Array.of(0, 0, 21), utf8(ORIGIN));
  expect(label("envelope", ORIGIN)).toEqual(expected);
});

test("prf: names, arguments and origins never run into each other", () => {
  const key = new Uint8Array(32).fill(7);
  const outputs = [
    prf(key, ORIGIN, "tag", 1, 2),
    prf(key, ORIGIN, "tag", 2, 1),
    prf(key, ORIGIN, "tag", 258),
    prf(key, ORIGIN, "lane", 1, 2),
    prf(key, ORIGIN, "tag"),
    prf(key, ORIGIN, "tag", Uint8Array.of(0, 0, 0, 1)),
    prf(key, ORIGIN, "tag", 1),
    prf(key, `${ORIGIN}\u0000`, "tag", 1),
    prf(key, "another.example", "tag", 1),
    prf(new Uint8Array(32), ORIGIN, "tag", 1),
  ].map(hex);
  expect(new Set(outputs).size).toBe(outputs.length);
});

test("prf: an integer that does not fit in 32 bits is a defect of the caller", () => {
  expect(() => prf(new Uint8Array(32), ORIGIN, "tag", 2 ** 32)).toThrow(RangeError);
  expect(() => prf(new Uint8Array(32), ORIGIN, "tag", -1)).toThrow(RangeError);
  expect(() => prf(new Uint8Array(32), ORIGIN, "tag", 0.5)).toThrow(RangeError);
});

test("codename: generations differ in what belongs to a team and agree in what belongs to the person", () => {
  const master = new Uint8Array(32).fill(3);
  const [zero, one] = [codenameKeys(master, ORIGIN, 0), codenameKeys(master, ORIGIN, 1)];
  expect(zero.threadSecret).not.toEqual(one.threadSecret);
  expect(zero.holdSecret).not.toEqual(one.holdSecret);
  expect(zero.deskHoldSeed).not.toEqual(one.deskHoldSeed);
  expect(zero.selfSecret).toEqual(one.selfSecret);
  expect(zero.submitter).toEqual(one.submitter);
});

test("thread: tags and lane keys of places and threads are all different", () => {
  const threads = [threadKeys(new Uint8Array(32), ORIGIN), threadKeys(new Uint8Array(32).fill(1), ORIGIN)];
  const tags = threads.flatMap(({ tag }) => [tag(0, 0), tag(0, 1), tag(1, 0), tag(256, 1), tag(1, 256)]);
  expect(new Set(tags.map(hex)).size).toBe(10);
  expect(tags.every(({ length }) => length === 16)).toBe(true);
  const keys = threads.flatMap(({ laneKey }) => [laneKey(0), laneKey(1), laneKey(65_535)]);
  expect(new Set(keys.map(({ publicKey }) => hex(publicKey))).size).toBe(6);
});
