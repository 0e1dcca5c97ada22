// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { concat, Reader, uint8, utf8Decode } from "../wire/index.ts";
import { encodeHeldToken, HELD_TOKEN_BYTES, readHeldToken, type HeldToken } from "./held.ts";
import { AUTHENTICATOR_BYTES, NONCE_BYTES } from "./token-type.ts";

// struct {
//   uint8  version = 1;
//   opaque pass[289];                   key index 1 ‖ nonce 32 ‖ authenticator 256
//   opaque credential[289];             the ballot's; zeros if there is none
// } Pass;                                                                              579 bytes: the file (SPEC.md)
// In a QR code the same in Base45 (RFC 9285), 869 characters, which its alphanumeric mode holds without loss.
export const PASS_BYTES = 1 + 2 * HELD_TOKEN_BYTES;
const VERSION = 1;
const NONE: HeldToken = {
  keyIndex: 0,
  givenByDesk: false,
  nonce: new Uint8Array(NONCE_BYTES),
  authenticator: new Uint8Array(AUTHENTICATOR_BYTES),
};

export interface Pass {
  readonly pass: HeldToken;
  readonly credential: HeldToken | null;
}

export function encodePass({ pass, credential }: Pass): Uint8Array<ArrayBuffer> {
  return concat(uint8(VERSION), encodeHeldToken(pass), encodeHeldToken(credential ?? NONE));
}

const isZero = ({ keyIndex, nonce, authenticator }: HeldToken): boolean =>
  keyIndex === 0 && [...nonce, ...authenticator].every((byte) => byte === 0);

/** @throws ProtocolError `malformed`, or `needs_newer_version` */
export function decodePass(bytes: Uint8Array): Pass {
  const reader = new Reader(bytes);
  if (reader.uint(1) !== VERSION) throw new ProtocolError("needs_newer_version", "an unknown version of pass");
  const [pass, second] = [readHeldToken(reader), readHeldToken(reader)];
  reader.end();
  if (pass.givenByDesk || second.givenByDesk || isZero(pass)) throw new ProtocolError("malformed", "not a pass");
  return { pass, credential: isZero(second) ? null : second };
}

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/** Two bytes in three characters, least significant first; a last one in two. */
export function base45(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 2) {
    const isPair = i + 1 < bytes.length;
    let value = isPair ? (bytes[i] ?? 0) * 256 + (bytes[i + 1] ?? 0) : (bytes[i] ?? 0);
    for (let digit = 0; digit < (isPair ? 3 : 2); digit++) {
      text += ALPHABET.charAt(value % 45);
      value = Math.floor(value / 45);
    }
  }
  return text;
}

/** @throws ProtocolError `malformed`, also for a group of characters that stands for no bytes */
export function base45Decode(text: string): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i += 3) {
    const digits = Array.from(text.slice(i, i + 3), (character) => ALPHABET.indexOf(character));
    const value = digits.reduceRight((sum, digit) => sum * 45 + digit, 0);
    const limit = digits.length === 3 ? 65_536 : 256;
    if (digits.length < 2 || digits.includes(-1) || value >= limit) throw new ProtocolError("malformed", "not Base45");
    bytes.push(...(digits.length === 3 ? [value >> 8, value & 255] : [value]));
  }
  return Uint8Array.from(bytes);
}

/** What stands in the QR code of a pass. */
export const passText = (pass: Pass): string => base45(encodePass(pass));

/** Line ends are not of the code; a space is, also the first character. @throws ProtocolError as `decodePass` */
export const parsePassText = (text: string): Pass => decodePass(base45Decode(text.replaceAll(/[\r\n]/g, "")));

/** A file is the bytes; one that somebody made of the text in the QR code is read too. @throws ProtocolError as `decodePass` */
export function parsePassFile(bytes: Uint8Array): Pass {
  return bytes.length === PASS_BYTES && bytes[0] === VERSION ? decodePass(bytes) : parsePassText(utf8Decode(bytes));
}
