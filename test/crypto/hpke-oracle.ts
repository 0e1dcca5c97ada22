// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { createCipheriv, createDecipheriv, webcrypto } from "node:crypto";
import { AeadId, CipherSuite, HkdfSha256, KemId, type AeadInterface, type KemInterface } from "@hpke/core";
import { opensslXWing } from "./openssl-x-wing.ts";

// @hpke/core's key schedule with OpenSSL's X-Wing and ChaCha20-Poly1305: nothing of it is ours or libsodium's.

type Source = ArrayBufferLike | ArrayBufferView;

export const bytes = (source: Source): Uint8Array =>
  ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);

const buffer = (...parts: Uint8Array[]): ArrayBuffer => Uint8Array.from(Buffer.concat(parts)).buffer;

const OPTIONS = { authTagLength: 16 } as const;

export const chacha20Poly1305: AeadInterface = {
  id: AeadId.Chacha20Poly1305,
  keySize: 32,
  nonceSize: 12,
  tagSize: 16,
  createEncryptionContext: (key) => ({
    seal(iv, data, aad) {
      const cipher = createCipheriv("chacha20-poly1305", bytes(key), bytes(iv), OPTIONS);
      cipher.setAAD(bytes(aad), { plaintextLength: data.byteLength });
      return Promise.resolve(buffer(cipher.update(bytes(data)), cipher.final(), cipher.getAuthTag()));
    },
    open(iv, data, aad) {
      const sealed = bytes(data);
      const decipher = createDecipheriv("chacha20-poly1305", bytes(key), bytes(iv), OPTIONS);
      decipher.setAAD(bytes(aad), { plaintextLength: sealed.length - 16 });
      decipher.setAuthTag(sealed.subarray(-16));
      return Promise.resolve(buffer(decipher.update(sealed.subarray(0, -16)), decipher.final()));
    },
  }),
};

const absent = (): Promise<never> => Promise.reject(new Error("the oracle does not need this"));

/** A KEM with one key, whoever is named as the recipient, and one encapsulation. */
export function xwingOf(seed: Uint8Array, encapsulation?: { enc: Uint8Array; sharedSecret: Uint8Array }): KemInterface {
  return {
    id: KemId.XWing,
    secretSize: 32,
    encSize: 1120,
    publicKeySize: 1216,
    privateKeySize: 32,
    serializePublicKey: absent,
    deserializePublicKey: absent,
    serializePrivateKey: absent,
    deserializePrivateKey: absent,
    importKey: absent,
    generateKeyPair: absent,
    deriveKeyPair: absent,
    encap: () =>
      encapsulation === undefined
        ? absent()
        : Promise.resolve({ enc: buffer(encapsulation.enc), sharedSecret: buffer(encapsulation.sharedSecret) }),
    decap: ({ enc }) => Promise.resolve(buffer(opensslXWing(seed).decapsulate(bytes(enc)))),
  };
}

/** What @hpke/core asks for and the KEM above ignores. */
export const { publicKey: anyKey } = await webcrypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, false, [
  "deriveBits",
]);

function suite(kem: KemInterface): CipherSuite {
  return new CipherSuite({ kem, kdf: new HkdfSha256(), aead: chacha20Poly1305 });
}

export async function oracleOpen(
  seed: Uint8Array,
  enc: Uint8Array,
  info: Uint8Array,
  aad: Uint8Array,
  ciphertext: Uint8Array,
): Promise<Uint8Array> {
  return bytes(await suite(xwingOf(seed)).open({ recipientKey: anyKey, enc, info }, ciphertext, aad));
}

export async function oracleSeal(
  encapsulation: { enc: Uint8Array; sharedSecret: Uint8Array },
  info: Uint8Array,
  aad: Uint8Array,
  plaintext: Uint8Array,
): Promise<Uint8Array> {
  const kem = xwingOf(new Uint8Array(32), encapsulation);
  const { ct } = await suite(kem).seal({ recipientPublicKey: anyKey, info }, plaintext, aad);
  return bytes(ct);
}
