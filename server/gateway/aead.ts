// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { createCipheriv, createDecipheriv, createSecretKey, type CipherGCM, type DecipherGCM } from "node:crypto";
import { AES_128_GCM, concat, type Aead, type AeadId } from "../../crypto/index.ts";
import { release } from "../memory.ts";

const TAG_BYTES = 16;
const TAG = { authTagLength: TAG_BYTES } as const;
const nameOf = (aead: AeadId): "aes-128-gcm" => (aead === AES_128_GCM ? "aes-128-gcm" : ("chacha20-poly1305" as never));

/** OpenSSL's, with keys as objects, which saves a cipher half of its making: several times as fast as in WebAssembly, and the only AES here. */
export const opensslAead: Aead = {
  seal(aead, { key, nonce }, plaintext, before) {
    const cipher: CipherGCM = createCipheriv(nameOf(aead), createSecretKey(key), nonce, TAG);
    const sealed = cipher.update(plaintext);
    // Of a cipher without blocks nothing is left for the end.
    cipher.final();
    const joined = concat(before, sealed, cipher.getAuthTag());
    release(sealed);
    return joined;
  },
  open(aead, { key, nonce }, sealed) {
    // OpenSSL throws for a tag that is cut short before anything is opened.
    if (sealed.length < TAG_BYTES) return null;
    const decipher: DecipherGCM = createDecipheriv(nameOf(aead), createSecretKey(key), nonce, TAG);
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    const opened = decipher.update(sealed.subarray(0, -TAG_BYTES));
    try {
      decipher.final();
      return new Uint8Array(opened.buffer, opened.byteOffset, opened.length);
    } catch {
      return null;
    }
  },
};
