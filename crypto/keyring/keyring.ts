// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { prf } from "../prf.ts";
import {
  aeadOpen,
  aeadSeal,
  argon2id,
  blake2b,
  randomBytes,
  sign,
  signingKey,
  verify,
  type Argon2id,
  type SigningKey,
} from "../sodium.ts";
import { concat, hex, label, Reader, uint16, utf8, utf8Decode } from "../wire/index.ts";
import { formatKeyring, parseKeyring, type Keyring } from "./contents.ts";

// Keyring blob = nonce 12 ‖ ChaCha20-Poly1305(key, nonce, aad = L("keyring"), plaintext)                  (SPEC.md)
// plaintext = uint16 length ‖ JSON ‖ zeros: 4,068 bytes, so that a blob's size tells nothing about whose it is
export const KEYRING_BYTES = 4096;
const NONCE_BYTES = 12;
const PLAINTEXT_BYTES = KEYRING_BYTES - NONCE_BYTES - 16;

/** What a phrase gives: a key to sign in with and a key that opens the keyring. Neither tells the other. */
export interface PhraseKeys {
  /** Ed25519; the server knows its public half and nothing else of the phrase. */
  readonly login: SigningKey;
  /** 32 bytes. */
  readonly keyringKey: Uint8Array;
}

/** What Argon2id is given for a phrase: the six words joined by one space, 256 MiB, three passes. */
export function phraseInput(
  words: readonly string[],
  origin: string,
): { readonly message: Uint8Array; readonly salt: Uint8Array; readonly passes: number; readonly mebibytes: number } {
  return { message: utf8(words.join(" ")), salt: blake2b(16, label("keyring", origin)), passes: 3, mebibytes: 256 };
}

/** 32 bytes. Takes about a second. */
export function derivePhraseMaster(words: readonly string[], origin: string, argon2: Argon2id = argon2id): Uint8Array {
  const { message, salt, passes, mebibytes } = phraseInput(words, origin);
  return argon2(message, salt, passes, mebibytes);
}

export function phraseKeys(master: Uint8Array, origin: string): PhraseKeys {
  return { login: signingKey(prf(master, origin, "login")), keyringKey: prf(master, origin, "keyring") };
}

/** Under which a device may keep something for whoever has this X-Wing seed in their keyring: 64 characters that tell nobody else whose it is. */
export function shelfName(box: Uint8Array, origin: string): string {
  return hex(prf(box, origin, "shelf-name"));
}

/** Ed25519 by the login key over L("sign-in") ‖ challenge; 64 bytes. */
export function signChallenge(challenge: Uint8Array, origin: string, login: SigningKey): Uint8Array<ArrayBuffer> {
  return sign(concat(label("sign-in", origin), challenge), login);
}

export function verifyChallenge(
  signature: Uint8Array,
  challenge: Uint8Array,
  origin: string,
  login: Uint8Array,
): boolean {
  return verify(signature, concat(label("sign-in", origin), challenge), login);
}

const newPhrase = (challenge: Uint8Array, login: Uint8Array, origin: string): Uint8Array =>
  concat(label("new-phrase", origin), challenge, login);

/**
 * Ed25519 by the present login key over L("new-phrase") ‖ challenge ‖ public key of the new one: who has a session alone cannot put
 * words of their own in the place of somebody's.
 */
export function signNewPhrase(
  challenge: Uint8Array,
  login: Uint8Array,
  origin: string,
  present: SigningKey,
): Uint8Array<ArrayBuffer> {
  return sign(newPhrase(challenge, login, origin), present);
}

export function verifyNewPhrase(
  signature: Uint8Array,
  challenge: Uint8Array,
  login: Uint8Array,
  origin: string,
  present: Uint8Array,
): boolean {
  return verify(signature, newPhrase(challenge, login, origin), present);
}

/** @returns 4,096 bytes @throws ProtocolError as parseKeyring: what nobody could open again is not sealed */
export function sealKeyring(keyring: Keyring, origin: string, keyringKey: Uint8Array): Uint8Array<ArrayBuffer> {
  const source = formatKeyring(keyring);
  parseKeyring(source);
  const text = utf8(source);
  const plaintext = new Uint8Array(PLAINTEXT_BYTES);
  plaintext.set(concat(uint16(text.length), text));
  const nonce = randomBytes(NONCE_BYTES);
  return concat(nonce, aeadSeal(keyringKey, nonce, label("keyring", origin), plaintext));
}

/** @throws ProtocolError `cannot_open` (another phrase, or damaged), `malformed` or `needs_newer_version` */
export function openKeyring(blob: Uint8Array, origin: string, keyringKey: Uint8Array): Keyring {
  const reader = new Reader(blob);
  const nonce = reader.take(NONCE_BYTES);
  const plaintext = aeadOpen(keyringKey, nonce, label("keyring", origin), reader.rest());
  if (plaintext?.length !== PLAINTEXT_BYTES) throw new ProtocolError("cannot_open", "not the keyring of this phrase");
  const inner = new Reader(plaintext);
  const text = inner.take(inner.uint(2));
  inner.zeros();
  return parseKeyring(utf8Decode(text));
}
