// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ENVELOPES_PER_BURST, splitBurst } from "../burst/index.ts";
import { ProtocolError } from "../errors.ts";
import { sign, verify, type Ed25519Sign, type Sha256, type SigningKey } from "../sodium.ts";
import { concat, equalBytes, label, Reader, uint64, uint8 } from "../wire/index.ts";
import { letterEntry } from "./entries.ts";
import { HASH_BYTES, leafHash } from "./tree.ts";

// struct {
//   uint8  version = 1;
//   uint64 by;                 Unix seconds: all five are in the tree by then
//   opaque leaf[5][32];        RFC 6962 leaf hashes, in the order of the burst
//   opaque signature[64];      Ed25519 by the key of `letters` over L("promise") ‖ all above
// } Promise;                                                                233 bytes (SPEC.md)
export const PROMISE_BYTES = 1 + 8 + ENVELOPES_PER_BURST * HASH_BYTES + 64;
const VERSION = 1;

export interface BurstPromise {
  readonly by: number;
  readonly leaves: readonly Uint8Array[];
}

/** @param key of the log `letters`; note text cannot contain the label's NUL, so no checkpoint can pass for a promise */
export function signPromise(
  promise: BurstPromise,
  origin: string,
  key: SigningKey,
  ed25519: Ed25519Sign = sign,
): Uint8Array<ArrayBuffer> {
  const unsigned = concat(uint8(VERSION), uint64(promise.by), ...promise.leaves);
  return concat(unsigned, ed25519(concat(label("promise", origin), unsigned), key));
}

/** Leaf hashes of a burst's envelopes, in its order. */
export function leavesOfBurst(burst: Uint8Array, sha256?: Sha256): Uint8Array[] {
  return splitBurst(burst).map((envelope) => leafHash(letterEntry(envelope, sha256), sha256));
}

/**
 * @param publicKey Ed25519 of the log `letters`
 * @throws ProtocolError `malformed`, `needs_newer_version`, `bad_signature`, or `inconsistent` for another burst's promise
 */
export function openPromise(bytes: Uint8Array, burst: Uint8Array, origin: string, publicKey: Uint8Array): BurstPromise {
  const reader = new Reader(bytes);
  if (reader.uint(1) !== VERSION) throw new ProtocolError("needs_newer_version", "an unknown version of promise");
  const by = reader.uint64();
  const leaves = Array.from({ length: ENVELOPES_PER_BURST }, () => reader.take(HASH_BYTES));
  const signature = reader.take(64);
  reader.end();
  if (!verify(signature, concat(label("promise", origin), bytes.subarray(0, -64)), publicKey)) {
    throw new ProtocolError("bad_signature", "a promise that the log did not sign");
  }
  const posted = leavesOfBurst(burst);
  if (!posted.every((leaf, i) => equalBytes(leaf, leaves[i] ?? new Uint8Array(0)))) {
    throw new ProtocolError("inconsistent", "a promise for something else");
  }
  return { by, leaves };
}
