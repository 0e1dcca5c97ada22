// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { concat, Reader, uint8 } from "../wire/index.ts";
import { AUTHENTICATOR_BYTES, NONCE_BYTES } from "./token-type.ts";

/** A token or credential as its holder keeps it: the board's challenge and the directory say the rest. */
export interface HeldToken {
  /** Place of its key in the directory's `tokens`, below 128. */
  readonly keyIndex: number;
  /** Given by the desk, which knows it: spent on replies to it only. */
  readonly givenByDesk: boolean;
  /** 32 bytes. */
  readonly nonce: Uint8Array;
  /** 256 bytes. */
  readonly authenticator: Uint8Array;
}

// key index 1 (top bit: given by the desk) ‖ nonce 32 ‖ authenticator 256
export const HELD_TOKEN_BYTES = 1 + NONCE_BYTES + AUTHENTICATOR_BYTES;

export function encodeHeldToken({ keyIndex, givenByDesk, nonce, authenticator }: HeldToken): Uint8Array<ArrayBuffer> {
  if (keyIndex > 0x7f || nonce.length !== NONCE_BYTES || authenticator.length !== AUTHENTICATOR_BYTES)
    throw new RangeError("not a token");
  return concat(uint8(keyIndex | (givenByDesk ? 0x80 : 0)), nonce, authenticator);
}

export function readHeldToken(reader: Reader): HeldToken {
  const first = reader.uint(1);
  return {
    keyIndex: first & 0x7f,
    givenByDesk: first > 0x7f,
    nonce: reader.take(NONCE_BYTES),
    authenticator: reader.take(AUTHENTICATOR_BYTES),
  };
}

/** @throws ProtocolError `malformed` */
export function decodeHeldToken(bytes: Uint8Array): HeldToken {
  const reader = new Reader(bytes);
  const token = readHeldToken(reader);
  reader.end();
  return token;
}
