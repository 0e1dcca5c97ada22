// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { CODE_BYTES, CODE_WORDS, codeWords, parseCode, type WordList } from "../codename/index.ts";
import { ProtocolError } from "../errors.ts";
import { randomBytes, sha256, sign, verify, type SigningKey } from "../sodium.ts";
import { compareBytes, concat, label, Reader, uint16, uint8 } from "../wire/index.ts";

// A card is a code of 80 bits, printed as eight words (crypto/codename/code-words.ts).
export const CARD_BYTES = CODE_BYTES;
export const CARD_WORDS = CODE_WORDS;

export function drawCard(): Uint8Array {
  return randomBytes(CARD_BYTES);
}

export function cardWords(code: Uint8Array, list: WordList, origin: string): string[] {
  return codeWords(code, "card-check", list, origin);
}

/**
 * @param typed eight words, as somebody typed them or as they stand in a QR code
 * @returns the code, 10 bytes
 * @throws ProtocolError `malformed` (not eight), `unknown_word` or `wrong_check_word`
 */
export function parseCard(typed: string, list: WordList, origin: string): Uint8Array {
  return parseCode(typed, "card-check", list, origin);
}

/** All that the board knows of a card before somebody gives it in: SHA-256(L("card") ‖ code). */
export function cardHash(code: Uint8Array, origin: string): Uint8Array<ArrayBuffer> {
  return sha256(concat(label("card", origin), code));
}

// struct {
//   uint8  version = 1;
//   uint16 lane;                        of the council's member in the directory
//   uint16 year;                        in which the cards are handed out
//   uint16 count;                       1 to 10,000
//   opaque hash[count][32];             strictly rising: their order tells nothing of that of the sheets
//   opaque signature[64];               Ed25519 by that member over L("cards") ‖ all above
// } CardSheet;                                                                                              (SPEC.md)
const VERSION = 1;
export const CARDS_MAXIMUM = 10_000;
export const CARD_SHEET_BYTES = 1 + 2 + 2 + 2 + CARDS_MAXIMUM * 32 + 64;

export interface CardSheet {
  readonly lane: number;
  readonly year: number;
  readonly hashes: readonly Uint8Array[];
}

export function signCardSheet(
  { lane, year, hashes }: CardSheet,
  origin: string,
  key: SigningKey,
): Uint8Array<ArrayBuffer> {
  const sorted = [...hashes].sort(compareBytes);
  const unsigned = concat(uint8(VERSION), uint16(lane), uint16(year), uint16(sorted.length), ...sorted);
  return concat(unsigned, sign(concat(label("cards", origin), unsigned), key));
}

/** @throws ProtocolError `malformed`, or `needs_newer_version` */
export function decodeCardSheet(bytes: Uint8Array): CardSheet {
  const reader = new Reader(bytes);
  if (reader.uint(1) !== VERSION) throw new ProtocolError("needs_newer_version", "an unknown version of cards");
  const [lane, year, count] = [reader.uint(2), reader.uint(2), reader.uint(2)];
  if (count < 1 || count > CARDS_MAXIMUM) throw new ProtocolError("malformed", "1 to 10,000 cards");
  const hashes = Array.from({ length: count }, () => reader.take(32));
  reader.take(64);
  reader.end();
  if (hashes.some((hash, i) => i > 0 && compareBytes(hashes[i - 1] ?? hash, hash) >= 0))
    throw new ProtocolError("malformed", "cards out of order");
  return { lane, year, hashes };
}

/** Whether the member with this key signed it. */
export function isSignedCardSheet(bytes: Uint8Array, origin: string, publicKey: Uint8Array): boolean {
  return verify(bytes.subarray(-64), concat(label("cards", origin), bytes.subarray(0, -64)), publicKey);
}
