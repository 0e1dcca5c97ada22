// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { hpkeOpen, hpkeSeal } from "../hpke.ts";
import type { GroupSeed } from "../keyring/index.ts";
import { sign, verify, type SigningKey, type XWingKey } from "../sodium.ts";
import { base64url, concat, equalBytes, json, label, Reader, uint16, uint8, utf8, utf8Decode } from "../wire/index.ts";

// The seed of a team, rung or custodian, from one member to another: after a new key, to who joins, and to who lost a keyring.
//
// struct {
//   uint8  version = 1;
//   opaque recipient[32];      Ed25519 public key of whom it is for
//   opaque sender[32];         Ed25519 public key
//   opaque enc[1120];          HPKE to the recipient's box, info = L("seed-share"), aad = recipient ‖ sender
//   opaque ciphertext[272];    of uint16 length ‖ JSON {version, group, epoch, seed} ‖ zeros, 256 bytes
//   opaque signature[64];      Ed25519 by sender over L("seed-share") ‖ all above
// } SeedShare;                                                                               1,521 bytes (SPEC.md)
const VERSION = 1;
const ENC_BYTES = 1120;
const PLAINTEXT_BYTES = 256;
export const SEED_SHARE_BYTES = 1 + 32 + 32 + ENC_BYTES + PLAINTEXT_BYTES + 16 + 64;

const shape = json.record({
  version: json.integer(1, 1),
  group: json.matching(/^[a-z0-9-]{1,40}$/, "an identifier"),
  epoch: json.integer(0, 65_535),
  seed: json.bytes(32),
});

export interface Addressed {
  /** Ed25519 public keys. */
  readonly recipient: Uint8Array;
  readonly sender: Uint8Array;
}

/** @param box X-Wing public key of the recipient, which their own key signed */
export function sealSeed(
  { group, epoch, seed }: GroupSeed,
  recipient: { readonly identity: Uint8Array; readonly box: Uint8Array },
  origin: string,
  sender: SigningKey,
): Uint8Array<ArrayBuffer> {
  const text = utf8(JSON.stringify({ version: VERSION, group, epoch, seed: base64url(seed) }));
  const plaintext = new Uint8Array(PLAINTEXT_BYTES);
  plaintext.set(concat(uint16(text.length), text));
  const addresses = concat(recipient.identity, sender.publicKey);
  const { enc, ciphertext } = hpkeSeal(recipient.box, label("seed-share", origin), addresses, plaintext);
  const unsigned = concat(uint8(VERSION), addresses, enc, ciphertext);
  return concat(unsigned, sign(concat(label("seed-share", origin), unsigned), sender));
}

/** Whom a share is for and who says to have sent it. @throws ProtocolError `malformed`, `needs_newer_version` or `bad_signature` */
export function addressesOf(bytes: Uint8Array, origin: string): Addressed {
  const reader = new Reader(bytes);
  if (reader.uint(1) !== VERSION) throw new ProtocolError("needs_newer_version", "an unknown version of a share");
  const recipient = reader.take(32);
  const sender = reader.take(32);
  reader.take(SEED_SHARE_BYTES - 1 - 64 - 64);
  const signature = reader.take(64);
  reader.end();
  if (!verify(signature, concat(label("seed-share", origin), bytes.subarray(0, -64)), sender))
    throw new ProtocolError("bad_signature", "a share that its sender did not sign");
  return { recipient, sender };
}

/**
 * Whether the sender had any business with this seed, and whether it is the seed of the group's key, is for the caller to ask of the
 * directory.
 * @param identity Ed25519 public key of whoever opens it
 * @throws ProtocolError as addressesOf, and `cannot_open`
 */
export function openSeed(
  bytes: Uint8Array,
  identity: Uint8Array,
  box: XWingKey,
  origin: string,
): { readonly sender: Uint8Array; readonly seed: GroupSeed } {
  const { recipient, sender } = addressesOf(bytes, origin);
  if (!equalBytes(recipient, identity)) throw new ProtocolError("cannot_open", "a share for somebody else");
  const reader = new Reader(bytes.subarray(1));
  const addresses = reader.take(64);
  const enc = reader.take(ENC_BYTES);
  const plaintext = hpkeOpen(box, enc, label("seed-share", origin), addresses, reader.take(PLAINTEXT_BYTES + 16));
  if (plaintext === null) throw new ProtocolError("cannot_open", "a share that does not open");
  const inner = new Reader(plaintext);
  const text = inner.take(inner.uint(2));
  inner.zeros();
  const { group, epoch, seed } = json.parseJson(utf8Decode(text), shape);
  return { sender, seed: { group, epoch, seed } };
}
