// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import {
  isEd25519PublicKey,
  isXwingPublicKey,
  sign,
  verify,
  XWING_PUBLIC_KEY_BYTES,
  type SigningKey,
} from "../sodium.ts";
import { concat, label, Reader, uint8 } from "../wire/index.ts";

// What can be sealed to one person: an X-Wing key that their own Ed25519 key vouches for, so that the directory need not hold it.
//
// struct {
//   uint8  version = 1;
//   opaque identity[32];     Ed25519 public key, as the directory has it
//   opaque box[1216];        X-Wing public key
//   opaque signature[64];    Ed25519 by identity over L("box") ‖ all above
// } Box;                                                                                       1,313 bytes (SPEC.md)
export const BOX_BYTES = 1 + 32 + XWING_PUBLIC_KEY_BYTES + 64;
const VERSION = 1;

export interface Box {
  readonly identity: Uint8Array;
  readonly box: Uint8Array;
}

export function signBox(box: Uint8Array, origin: string, key: SigningKey): Uint8Array<ArrayBuffer> {
  const unsigned = concat(uint8(VERSION), key.publicKey, box);
  return concat(unsigned, sign(concat(label("box", origin), unsigned), key));
}

/** @throws ProtocolError `malformed`, `needs_newer_version` or `bad_signature` */
export function openBox(bytes: Uint8Array, origin: string): Box {
  const reader = new Reader(bytes);
  if (reader.uint(1) !== VERSION) throw new ProtocolError("needs_newer_version", "an unknown version of a box");
  const identity = reader.take(32);
  const box = reader.take(XWING_PUBLIC_KEY_BYTES);
  const signature = reader.take(64);
  reader.end();
  if (!isEd25519PublicKey(identity) || !isXwingPublicKey(box)) throw new ProtocolError("malformed", "not a key");
  if (!verify(signature, concat(label("box", origin), bytes.subarray(0, -64)), identity))
    throw new ProtocolError("bad_signature", "a box that its owner did not sign");
  return { identity, box };
}
