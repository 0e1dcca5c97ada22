// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { test } from "vitest";
import { base64url, directoryKeyName, formatVerifierKey, hexDecode, logName, parseStatement, xwingKey } from "#crypto";
import { expectCode } from "../hostile.ts";
import { ORIGIN, STATEMENT } from "./fixture.ts";

const parse = (change: object): unknown => parseStatement(JSON.stringify({ ...STATEMENT, ...change }));
const [oost, west] = STATEMENT.teams;
const [first, ...otherMembers] = STATEMENT.members;
const [integriteit, directie] = STATEMENT.rungs;
const [custodian] = STATEMENT.custodians;
const [clock] = STATEMENT.clock;
const [gone] = STATEMENT.former;
const [witness] = STATEMENT.witnesses;
const last = (byte: string, middle: string, end: string): string => `${byte}${middle.repeat(30)}${end}`;

/** With which a signature can be made that fits many messages, or that not everybody's library judges alike. */
const NO_ED25519 = [
  ["the identity", last("01", "00", "00")],
  ["of order 2", last("ec", "ff", "7f")],
  ["of order 4", last("00", "00", "00")],
  ["of order 4, the other", last("00", "00", "80")],
  ["of order 8", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"],
  ["of order 8, another", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"],
  ["the identity, not in its one encoding", last("ee", "ff", "7f")],
  ["of order 4, not in its one encoding", last("ed", "ff", "7f")],
  ["a key and a point of order 8", "0894c7f8d839bbfab8e8d9bdc84386884778f8b21405ce2cdc304dc28fb8953a"],
  ["not on the curve", last("02", "00", "00")],
] as const;

test.each(NO_ED25519)("directory: an Ed25519 key that is %s is refused, wherever it stands", (_what, digits) => {
  const publicKey = hexDecode(digits);
  const key = base64url(publicKey);
  const vkey = (name: string, type: 1 | 4): string => formatVerifierKey({ name, type, publicKey });
  for (const log of ["letters", "directory", "ledger"] as const)
    expectCode(() => parse({ logs: { ...STATEMENT.logs, [log]: vkey(logName(ORIGIN, log), 1) } }), "malformed");
  for (const role of ["officer", "council", "spare"] as const)
    expectCode(
      () => parse({ signers: { ...STATEMENT.signers, [role]: vkey(directoryKeyName(ORIGIN, role), 1) } }),
      "malformed",
    );
  expectCode(() => parse({ witnesses: [witness, { name: "W", key: vkey("w.example", 4) }] }), "malformed");
  expectCode(() => parse({ members: [{ ...first, key }, ...otherMembers] }), "malformed");
  expectCode(() => parse({ former: [{ ...gone, key }] }), "malformed");
  expectCode(() => parse({ gateway: key }), "malformed");
});

/** RFC 9496, appendix A.3, and the identity, with which a trustee would encrypt to everybody. */
const NO_RISTRETTO255 = [
  ["the identity", last("00", "00", "00")],
  ["not in its one encoding", last("00", "ff", "ff")],
  ["not in its one encoding either", last("f3", "ff", "7f")],
  ["negative", last("01", "00", "00")],
  ["negative too", "ed57ffd8c914fb201471d1c3d245ce3c746fcbe63a3679d51b6a516ebebe0e20"],
  ["without a square root", "26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371"],
] as const;

test.each(NO_RISTRETTO255)("directory: a trustee's key that is %s is refused", (_what, digits) => {
  expectCode(() => parse({ tally: [{ name: "OR", key: base64url(hexDecode(digits)) }] }), "malformed");
});

const valid = xwingKey(new Uint8Array(32)).publicKey;
const withPoint = (digits: string): Uint8Array =>
  valid.map((byte, i) => (i < 1184 ? byte : (hexDecode(digits)[i - 1184] ?? 0)));
const NO_XWING = [
  ["with coefficients that are not reduced", valid.map((byte, i) => (i < 1184 - 32 ? 255 : byte))],
  // 3,329 in the first coefficient: the least that is too much.
  ["with one coefficient of the modulus", valid.map((byte, i) => [0x01, (byte & 0xf0) | 0x0d][i] ?? byte)],
  ["with a point 0", withPoint(last("00", "00", "00"))],
  ["with a point 1", withPoint(last("01", "00", "00"))],
  ["with a point -1", withPoint(last("ec", "ff", "7f"))],
  ["with a point of order 8", withPoint("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800")],
  ["with another of order 8", withPoint("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157")],
  ["with a point 0 in its other encoding", withPoint(last("ed", "ff", "7f"))],
  ["cut short", valid.subarray(1)],
  ["too long", Uint8Array.from([...valid, 0])],
] as const;

test.each(NO_XWING)("directory: an X-Wing key %s is refused before anybody seals to it", (_what, bytes) => {
  const key = base64url(bytes);
  expectCode(() => parse({ teams: [{ ...oost, key }, west] }), "malformed");
  expectCode(() => parse({ rungs: [{ ...integriteit, key }, directie] }), "malformed");
  expectCode(() => parse({ custodians: [{ ...custodian, key }] }), "malformed");
  expectCode(() => parse({ clock: [{ ...clock, key }] }), "malformed");
});
