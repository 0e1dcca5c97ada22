// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

export * from "./burst/index.ts";
export * from "./ceremony/index.ts";
export * from "./codename/index.ts";
export * from "./directory/index.ts";
export * from "./envelope/index.ts";
export { ProtocolError, type ProtocolErrorCode } from "./errors.ts";
export * from "./keyring/index.ts";
export {
  AES_128_GCM,
  CHACHA20_POLY1305,
  DHKEM_X25519,
  X_WING,
  type AeadId,
  type AeadKey,
  type KemId,
} from "./key-schedule.ts";
export * from "./log/index.ts";
export * from "./oblivious/index.ts";
export { prf, type PrfName } from "./prf.ts";
export {
  randomBytes,
  sha256,
  signingKey,
  xwingKey,
  type Argon2id,
  type SigningKey,
  type XWingKey,
  type Ed25519Sign,
  type HmacSha256,
  type Sha256,
} from "./sodium.ts";
export * from "./thread/index.ts";
export * from "./token/index.ts";
export * from "./wire/index.ts";
