// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { constants, createPublicKey, privateDecrypt, publicEncrypt, type KeyObject } from "node:crypto";
import { compareBytes, encodeTokenKey, MODULUS_BYTES, parseTokenKey, type TokenPublicKey } from "../../crypto/index.ts";
import { Problem } from "../problem.ts";

/** A key that signs blinded messages, and nothing else. */
export interface BlindSigner {
  readonly publicKey: TokenPublicKey;
  /** Whether it is a number that can be signed: 256 bytes, below the modulus. Asked before anything is spent on it. */
  canSign(blinded: Uint8Array): boolean;
  /**
   * BlindSign of RFC 9474, section 4.3.
   * @param blinded 256 bytes
   * @returns 256 bytes
   * @throws Problem `malformed` for a number that is not below the modulus
   */
  sign(blinded: Uint8Array): Buffer;
}

/** The modulus as the key's own bytes have it. */
export function publicPartOf(key: KeyObject): TokenPublicKey {
  const { n } = createPublicKey(key).export({ format: "jwk" });
  return parseTokenKey(encodeTokenKey(Buffer.from(n ?? "", "base64url")));
}

/** @param key RSA of 2,048 bits with the exponent 65,537, as rsaEncryption: OpenSSL refuses the raw operation to an RSASSA-PSS key */
export function blindSigner(key: KeyObject): BlindSigner {
  const publicKey = publicPartOf(key);
  const modulus = publicKey.encoded.subarray(-MODULUS_BYTES - 5, -5);
  const padding = constants.RSA_NO_PADDING;
  const verifying = createPublicKey(key);
  const canSign = (blinded: Uint8Array): boolean =>
    blinded.length === MODULUS_BYTES && compareBytes(blinded, modulus) < 0;
  return {
    publicKey,
    canSign,
    sign(blinded) {
      if (!canSign(blinded)) throw new Problem("malformed");
      const signature = privateDecrypt({ key, padding }, blinded);
      // One wrong signature made with half of the key right gives the key away (Boneh, DeMillo and Lipton).
      if (!publicEncrypt({ key: verifying, padding }, signature).equals(blinded))
        throw new Error("a signature that does not verify was not given out: this machine calculates wrongly");
      return signature;
    },
  };
}
