// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  createCipheriv,
  createDecipheriv,
  hkdfSync,
  randomBytes,
  webcrypto,
  type CipherGCM,
  type DecipherGCM,
} from "node:crypto";
import { Aes128Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256, type EncryptionContext } from "@hpke/core";
import { AES_128_GCM, CHACHA20_POLY1305, X_WING, type AeadId, type KeyConfiguration } from "#crypto";
import { anyKey, bytes, chacha20Poly1305, xwingOf } from "../hpke-oracle.ts";

// RFC 9458 as somebody else would write it: HPKE of @hpke/core, the rest of OpenSSL, and nothing of ours but the numbers.

const AEADS = {
  [AES_128_GCM]: { ofHpke: () => new Aes128Gcm(), name: "aes-128-gcm", keyBytes: 16, nonceBytes: 16 },
  [CHACHA20_POLY1305]: { ofHpke: () => chacha20Poly1305, name: "chacha20-poly1305", keyBytes: 32, nonceBytes: 32 },
} as const;

const infoOf = (header: Uint8Array): Buffer => Buffer.concat([Buffer.from("message/bhttp request\0"), header]);

/** Section 4.4. */
async function responseKey(
  context: EncryptionContext,
  enc: Uint8Array,
  nonce: Uint8Array,
  aead: AeadId,
): Promise<{ readonly name: "aes-128-gcm"; readonly key: Uint8Array; readonly iv: Uint8Array }> {
  const { name, keyBytes, nonceBytes } = AEADS[aead];
  const secret = await context.export(Buffer.from("message/bhttp response"), nonceBytes);
  const derive = (info: string, length: number): Uint8Array =>
    new Uint8Array(hkdfSync("sha256", Buffer.from(secret), Buffer.concat([enc, nonce]), info, length));
  // Node's types have one overload for each AEAD.
  return { name: name as "aes-128-gcm", key: derive("key", keyBytes), iv: derive("nonce", 12) };
}

export interface StockRequest {
  readonly bytes: Uint8Array;
  /** Rejects what is no answer to it. */
  openResponse(response: Uint8Array): Promise<Uint8Array>;
}

/** A client with any X25519 configuration. */
export async function sealAsStock(
  { keyId, publicKey }: KeyConfiguration,
  aead: AeadId,
  message: Uint8Array,
): Promise<StockRequest> {
  const [kem, kdf] = [new DhkemX25519HkdfSha256(), new HkdfSha256()];
  const suite = new CipherSuite({ kem, kdf, aead: AEADS[aead].ofHpke() });
  const header = Buffer.from([keyId, 0, 0x20, 0, 1, 0, aead]);
  const recipientPublicKey = await webcrypto.subtle.importKey("raw", Buffer.from(publicKey), "X25519", true, []);
  const context = await suite.createSenderContext({ recipientPublicKey, info: infoOf(header) });
  const enc = bytes(context.enc);
  return {
    bytes: Buffer.concat([header, enc, bytes(await context.seal(message))]),
    async openResponse(response) {
      const { nonceBytes } = AEADS[aead];
      const { name, key, iv } = await responseKey(context, enc, response.subarray(0, nonceBytes), aead);
      const decipher: DecipherGCM = createDecipheriv(name, key, iv, { authTagLength: 16 });
      decipher.setAuthTag(response.subarray(-16));
      return Buffer.concat([decipher.update(response.subarray(nonceBytes, -16)), decipher.final()]);
    },
  };
}

/** A gateway with X-Wing of OpenSSL. @param seed of its key, 32 bytes */
export async function openAsStock(
  seed: Uint8Array,
  request: Uint8Array,
): Promise<{ readonly message: Uint8Array; sealResponse(message: Uint8Array): Promise<Uint8Array> }> {
  const [header, enc, sealed] = [request.subarray(0, 7), request.subarray(7, 1127), request.subarray(1127)];
  if (Buffer.from(header).readUInt16BE(1) !== X_WING) throw new Error("another KEM");
  const suite = new CipherSuite({ kem: xwingOf(seed), kdf: new HkdfSha256(), aead: chacha20Poly1305 });
  const context = await suite.createRecipientContext({ recipientKey: anyKey, enc, info: infoOf(header) });
  return {
    message: bytes(await context.open(sealed)),
    async sealResponse(message) {
      const nonce = randomBytes(32);
      const { name, key, iv } = await responseKey(context, enc, nonce, CHACHA20_POLY1305);
      const cipher: CipherGCM = createCipheriv(name, key, iv, { authTagLength: 16 });
      return Buffer.concat([nonce, cipher.update(message), cipher.final(), cipher.getAuthTag()]);
    },
  };
}
