// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { createCipheriv, createDecipheriv, type CipherGCM, type DecipherGCM } from "node:crypto";
import { AES_128_GCM, concat, type Aead, type AeadId } from "../../crypto/index.ts";

const TAG_BYTES = 16;
const TAG = { authTagLength: TAG_BYTES } as const;
const nameOf = (aead: AeadId): "aes-128-gcm" => (aead === AES_128_GCM ? "aes-128-gcm" : ("chacha20-poly1305" as never));

/** OpenSSL's: several times as fast as in WebAssembly, and the only AES here. */
export const opensslAead: Aead = {
  seal(aead, { key, nonce }, plaintext) {
    const cipher: CipherGCM = createCipheriv(nameOf(aead), key, nonce, TAG);
    return concat(cipher.update(plaintext), cipher.final(), cipher.getAuthTag());
  },
  open(aead, { key, nonce }, sealed) {
    // OpenSSL throws for a tag that is cut short before anything is opened.
    if (sealed.length < TAG_BYTES) return null;
    const decipher: DecipherGCM = createDecipheriv(nameOf(aead), key, nonce, TAG);
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    try {
      return concat(decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final());
    } catch {
      return null;
    }
  },
};
