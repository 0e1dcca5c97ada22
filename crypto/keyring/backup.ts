// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { concat, equalBytes, utf8 } from "../wire/index.ts";
import { KEYRING_BYTES } from "./keyring.ts";

// A file to keep elsewhere: a line that says what it is, and the sealed blob as the board has it. Only the phrase opens it (SPEC.md).
const LINE = utf8("tegenspraak/v1/keyring-backup\n");
export const BACKUP_BYTES = LINE.length + KEYRING_BYTES;

/** @param blob of `sealKeyring` */
export function encodeBackup(blob: Uint8Array): Uint8Array<ArrayBuffer> {
  return concat(LINE, blob);
}

/** @returns the blob @throws ProtocolError `malformed` */
export function decodeBackup(file: Uint8Array): Uint8Array {
  if (file.length !== BACKUP_BYTES || !equalBytes(file.subarray(0, LINE.length), LINE))
    throw new ProtocolError("malformed", "not a backup of a keyring");
  return file.subarray(LINE.length);
}
