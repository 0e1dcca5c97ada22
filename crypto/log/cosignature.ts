// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { sign, type SigningKey } from "../sodium.ts";
import { concat, equalBytes, Reader, uint64, utf8 } from "../wire/index.ts";
import { cosignedText, formatSignature, keyId, verifyNote, type Note, type VerifierKey } from "./note.ts";

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
  return verifyNote(note, witnesses).map((key) => {
    const id = keyId(key);
    const own = note.signatures.filter(({ name, keyId: other }) => name === key.name && equalBytes(other, id));
    return { key, seconds: Math.max(...own.map(({ signature }) => new Reader(signature).uint64())) };
  });
}
