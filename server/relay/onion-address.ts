// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { hash } from "node:crypto";

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
/** 35 bytes in base32: an Ed25519 public key, two bytes of a hash over it, and the version. */
const ADDRESS = /^http:\/\/([a-z2-7]{56})\.onion$/;
const VERSION = 3;

function base32(text: string): Buffer {
  const values = Array.from(text, (letter) => BigInt(ALPHABET.indexOf(letter)));
  const bits = values.reduce((all, value) => (all << 5n) | value, 0n);
  return Buffer.from(bits.toString(16).padStart((text.length * 5) / 4, "0"), "hex");
}

/**
 * Whether this is the address of an onion service, written as a web origin: `http://`, 56 characters, `.onion`. One that was mistyped
 * is not (rend-spec-v3, "Encoding onion addresses"): it would lead people to nobody, or to somebody else.
 */
export function isOnionOrigin(value: string): boolean {
  const [, name = ""] = ADDRESS.exec(value) ?? [];
  if (name === "") return false;
  const decoded = base32(name);
  const [key, checksum, version] = [decoded.subarray(0, 32), decoded.subarray(32, 34), decoded[34]];
  const hashed = hash("sha3-256", Buffer.concat([Buffer.from(".onion checksum"), key, Buffer.of(VERSION)]), "buffer");
  return version === VERSION && hashed.subarray(0, 2).equals(checksum);
}
