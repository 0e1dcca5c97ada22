// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  base64url,
  burnNoticesIn,
  concat,
  label,
  openBurnNotice,
  ProtocolError,
  RETENTION_DAYS,
  sha256,
  signBurnNotice,
  utf8,
  utf8Decode,
  type BurnNotice,
} from "#crypto";
import { sign, verify } from "#crypto/sodium.ts";
import { anyBytes, bytesOf, expectCode, mutated, outcome } from "../hostile.ts";
import { labelled, NOOR, OMAR, ORIGIN, OTHER_ORIGIN, turned } from "./fixture.ts";

const BURNED = { group: "oost", epoch: 2, key: sha256(OMAR.box.publicKey) };
const bytes = signBurnNotice(BURNED, ORIGIN, NOOR.signing);
const open = (source: Uint8Array, origin = ORIGIN): BurnNotice => openBurnNotice(source, origin);

const TEXT = `{"version":1,"type":"burn","group":"oost","epoch":2,"key":"${base64url(BURNED.key)}","member":"${base64url(NOOR.signing.publicKey)}"}`;
/** By somebody who can sign, whatever it is. */
const signed = (text: string, name: "burn" | "box" = "burn"): Uint8Array => {
  const signature = base64url(sign(concat(label(name, ORIGIN), utf8(text)), NOOR.signing));
  return utf8(`${text.slice(0, -1)},"signature":"${signature}"}`);
};

test("burn: a notice says which key of which group is gone from whom, and they signed that", () => {
  const signature = sign(concat(labelled("burn"), utf8(TEXT)), NOOR.signing);
  expect(utf8Decode(bytes)).toBe(`${TEXT.slice(0, -1)},"signature":"${base64url(signature)}"}`);
  expect(verify(signature, concat(labelled("burn"), utf8(TEXT)), NOOR.signing.publicKey)).toBe(true);
  expect(open(bytes)).toEqual({ ...BURNED, member: NOOR.signing.publicKey });
});

test("burn: a key is kept for four quarters at least", () => {
  expect(RETENTION_DAYS).toBe(400);
});

test("burn: a notice of any group and epoch is read back, the longest in less than 512 bytes", () => {
  const groups = fc.stringMatching(/^[a-z0-9-]{1,40}$/);
  fc.assert(
    fc.property(groups, fc.nat({ max: 65_535 }), bytesOf(32), (group, epoch, key) => {
      const notice = signBurnNotice({ group, epoch, key }, ORIGIN, OMAR.signing);
      expect(notice.length).toBeLessThan(512);
      expect(open(notice)).toEqual({ group, epoch, key, member: OMAR.signing.publicKey });
    }),
    { numRuns: 50 },
  );
});

test("burn: a notice of another board, of something else, or that somebody else signed, is refused", () => {
  expectCode(() => open(bytes, OTHER_ORIGIN), "bad_signature");
  expectCode(() => open(signed(TEXT, "box")), "bad_signature");
  const omars = TEXT.replace(base64url(NOOR.signing.publicKey), base64url(OMAR.signing.publicKey));
  expectCode(() => open(signed(omars)), "bad_signature");
});

test("burn: a notice that is written in another way, or has other members, is refused although it is signed", () => {
  expect(open(signed(TEXT))).toEqual(open(bytes));
  for (const text of [
    TEXT.replace(",", ", "),
    TEXT.replace('"epoch":2', '"epoch":2.0'),
    TEXT.replace('"epoch":2', '"epoch":65536'),
    TEXT.replace('"epoch":2', '"epoch":-1'),
    TEXT.replace("oost", "Oost"),
    TEXT.replace("oost", ""),
    TEXT.replace("oost", "\\u006fost"),
    TEXT.replace('"version":1,"type":"burn"', '"type":"burn","version":1'),
    TEXT.replace(base64url(NOOR.signing.publicKey), base64url(new Uint8Array(32).with(0, 1))),
  ])
    expectCode(() => open(signed(text)), "malformed");
  expectCode(() => open(signed(TEXT.replace("{", '{"more":1,'))), "needs_newer_version");
  expectCode(() => open(utf8(`${utf8Decode(bytes)}\n`)), "malformed");
  expectCode(() => open(Uint8Array.of(0xff)), "malformed");
});

test("burn: a notice with one bit turned is refused", () => {
  for (const changed of turned(bytes, 13)) expect(outcome(() => open(changed))).toBeInstanceOf(ProtocolError);
});

test("burn: of the ledger's documents only notices that somebody signed count", () => {
  const tokenKey = utf8('{"version":1,"type":"token-key"}');
  const turnedOne = bytes.with(40, 0x7a);
  expect(burnNoticesIn([tokenKey, bytes, turnedOne, utf8("")], ORIGIN)).toEqual([open(bytes)]);
});

test("burn: any bytes are a notice or refused once", () => {
  fc.assert(
    fc.property(fc.oneof(mutated(bytes), bytesOf(bytes.length), anyBytes(512)), (source) => {
      const notice = outcome(() => open(source));
      if (!(notice instanceof ProtocolError)) expect(source).toEqual(bytes);
    }),
    { numRuns: 200 },
  );
});
