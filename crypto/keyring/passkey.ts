// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { prf } from "../prf.ts";
import { aeadOpen, aeadSeal, randomBytes, sha256 } from "../sodium.ts";
import { concat, label, Reader } from "../wire/index.ts";

// A passkey in place of typing: what its PRF extension gives opens the phrase's master. The board keeps this beside the credential's id.
//   nonce 12 ‖ ChaCha20-Poly1305(PRF(output, "passkey"), nonce, aad = L("passkey"), master 32)                 60 bytes (SPEC.md)
export const WRAPPED_MASTER_BYTES = 60;
const NONCE_BYTES = 12;

/** What the authenticator is asked about, the same for everybody: SHA-256(L("passkey")). */
export function passkeySalt(origin: string): Uint8Array<ArrayBuffer> {
  return sha256(label("passkey", origin));
}

/** @param output of the PRF extension, 32 bytes @param master of `derivePhraseMaster` */
export function wrapMaster(master: Uint8Array, output: Uint8Array, origin: string): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(NONCE_BYTES);
  return concat(nonce, aeadSeal(prf(output, origin, "passkey"), nonce, label("passkey", origin), master));
}

/** @throws ProtocolError `cannot_open`, also for another passkey; `malformed` without a whole nonce */
export function unwrapMaster(wrapped: Uint8Array, output: Uint8Array, origin: string): Uint8Array {
  const reader = new Reader(wrapped);
  const nonce = reader.take(NONCE_BYTES);
  const master = aeadOpen(prf(output, origin, "passkey"), nonce, label("passkey", origin), reader.rest());
  if (master?.length !== 32) throw new ProtocolError("cannot_open", "not the passkey of this keyring");
  return master;
}
