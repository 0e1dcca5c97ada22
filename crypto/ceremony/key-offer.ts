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
import { concat, label, lengthPrefixed, Reader, uint16, uint8, utf8, utf8Decode } from "../wire/index.ts";

// The next key of a team, rung or custodian, made by one of its members: nobody who signs the directory ever has its seed.
//
// struct {
//   uint8  version = 1;
//   opaque identity[32];       Ed25519 public key of who made it
//   uint16 epoch;              that it would begin
//   opaque group<1..40>;       uint16 length, identifier
//   opaque key[1216];          X-Wing public key
//   opaque signature[64];      Ed25519 by identity over L("key-offer") ‖ all above
// } KeyOffer;                                                                            at most 1,357 bytes (SPEC.md)
const VERSION = 1;
export const KEY_OFFER_MAXIMUM = 1 + 32 + 2 + 2 + 40 + XWING_PUBLIC_KEY_BYTES + 64;
const GROUP = /^[a-z0-9-]{1,40}$/;

export interface KeyOffer {
  readonly identity: Uint8Array;
  readonly group: string;
  readonly epoch: number;
  readonly key: Uint8Array;
}

export function signKeyOffer(
  { group, epoch, key }: Omit<KeyOffer, "identity">,
  origin: string,
  signer: SigningKey,
): Uint8Array<ArrayBuffer> {
  const unsigned = concat(uint8(VERSION), signer.publicKey, uint16(epoch), lengthPrefixed(utf8(group)), key);
  return concat(unsigned, sign(concat(label("key-offer", origin), unsigned), signer));
}

/** @throws ProtocolError `malformed`, `needs_newer_version` or `bad_signature` */
export function openKeyOffer(bytes: Uint8Array, origin: string): KeyOffer {
  const reader = new Reader(bytes);
  if (reader.uint(1) !== VERSION) throw new ProtocolError("needs_newer_version", "an unknown version of an offer");
  const identity = reader.take(32);
  const epoch = reader.uint(2);
  const group = utf8Decode(reader.take(reader.uint(2)));
  const key = reader.take(XWING_PUBLIC_KEY_BYTES);
  const signature = reader.take(64);
  reader.end();
  if (!GROUP.test(group) || !isEd25519PublicKey(identity) || !isXwingPublicKey(key))
    throw new ProtocolError("malformed", "not an offer of a key");
  if (!verify(signature, concat(label("key-offer", origin), bytes.subarray(0, -64)), identity))
    throw new ProtocolError("bad_signature", "an offer that its maker did not sign");
  return { identity, group, epoch, key };
}
