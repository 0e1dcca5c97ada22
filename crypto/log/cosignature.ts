// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { sign, type SigningKey } from "../sodium.ts";
import { concat, Reader, uint64, utf8 } from "../wire/index.ts";
import {
  cosignedText,
  formatSignature,
  holds,
  keyId,
  signaturesBy,
  verifyNote,
  type Note,
  type VerifierKey,
} from "./note.ts";

// C2SP tlog-cosignature, type 04: seconds 8 ‖ Ed25519 signature 64. One key a cosigner, used for nothing else.

/** One signature line. @param text a checkpoint's, with its final newline */
export function cosign(text: string, seconds: number, name: string, key: SigningKey): string {
  const signature = sign(utf8(cosignedText(text, seconds)), key);
  return formatSignature(name, keyId({ name, type: 4, publicKey: key.publicKey }), concat(uint64(seconds), signature));
}

export interface Cosignature {
  readonly key: VerifierKey;
  /** Unix seconds at which the witness saw the checkpoint. */
  readonly seconds: number;
}

/** Witnesses that vouch for a checkpoint, with the latest time of each. @throws ProtocolError `bad_signature` */
export function cosignaturesOf(note: Note, witnesses: readonly VerifierKey[]): Cosignature[] {
  return verifyNote(note, witnesses).map((key) => ({
    key,
    seconds: Math.max(...signaturesBy(note, key).map(({ signature }) => new Reader(signature).uint64())),
  }));
}

/** Unix seconds of a cosignature that verifies; null for any other, and for time zero, which vouches for nothing. */
function cosignedAt(key: VerifierKey, text: string, signature: Uint8Array): number | null {
  try {
    if (key.type !== 4 || !holds(key, text, signature)) return null;
  } catch (error) {
    // A time over 2^53 - 1.
    if (error instanceof ProtocolError) return null;
    throw error;
  }
  const seconds = new Reader(signature).uint64();
  return seconds === 0 ? null : seconds;
}

export interface CosignatureLine {
  readonly line: string;
  readonly seconds: number;
}

/** Lines of one witness that verify. Those that do not are as absent: unlike a log's, they refuse nothing. */
export function cosignatureLines(note: Note, key: VerifierKey): CosignatureLine[] {
  return signaturesBy(note, key).flatMap(({ name, keyId: id, signature }) => {
    const seconds = cosignedAt(key, note.text, signature);
    return seconds === null ? [] : [{ line: formatSignature(name, id, signature), seconds }];
  });
}

/** A checkpoint as its witness keeps it: what the log's keys signed of it, then the cosignature. */
export function cosignedNote(note: Note, logs: readonly VerifierKey[], cosignature: string): string {
  const own = logs.flatMap((key) => signaturesBy(note, key));
  const lines = own.map(({ name, keyId: id, signature }) => formatSignature(name, id, signature));
  return `${note.text}\n${lines.join("")}${cosignature}`;
}
