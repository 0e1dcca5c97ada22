// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import { BACKUP_BYTES, concat, decodeBackup, encodeBackup, KEYRING_BYTES, ProtocolError, utf8 } from "#crypto";
import { anyBytes, bytesOf, expectCode, mutated, outcome } from "../hostile.ts";

const BLOB = new Uint8Array(KEYRING_BYTES).map((_, i) => i % 251);
const FILE = encodeBackup(BLOB);

test("keyring: a backup is a line that says what it is, and the blob", () => {
  expect(FILE).toEqual(concat(utf8("tegenspraak/v1/keyring-backup\n"), BLOB));
  expect([FILE.length, BACKUP_BYTES]).toEqual([4126, 4126]);
  expect(decodeBackup(FILE)).toEqual(BLOB);
});

test("keyring: a file of another size, or with another first line, is no backup", () => {
  for (const file of [
    new Uint8Array(0),
    BLOB,
    FILE.subarray(1),
    FILE.subarray(0, -1),
    concat(FILE, Uint8Array.of(10)),
    concat(utf8("tegenspraak/v2/keyring-backup\n"), BLOB),
    concat(utf8("tegenspraak/v1/keyring-backup\r"), BLOB),
  ])
    expectCode(() => decodeBackup(file), "malformed");
});

test("keyring: any file is a blob or refused once", () => {
  fc.assert(
    fc.property(fc.oneof(mutated(FILE), anyBytes(5000), bytesOf(BACKUP_BYTES)), (file) => {
      const blob = outcome(() => decodeBackup(file));
      if (blob instanceof ProtocolError) expect(blob.code).toBe("malformed");
      else expect(encodeBackup(blob)).toEqual(file);
    }),
  );
});
