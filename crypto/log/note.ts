// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { sha256, sign, verify, type SigningKey } from "../sodium.ts";
import { base64, base64Decode, concat, equalBytes, hex, hexDecode, Reader, uint8, utf8 } from "../wire/index.ts";

// C2SP signed-note. Text that ends in a newline, an empty line, then lines `— <name> <base64(key id 4 ‖ signature)>`.

/** Signature types of C2SP: 01 Ed25519, 04 Ed25519 cosignature of a checkpoint. */
export type NoteKeyType = 1 | 4;

export interface VerifierKey {
  readonly name: string;
  readonly type: NoteKeyType;
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array;
}

/** More than any note of ours; longer ones are not looked at. */
const NOTE_BYTES = 1024 * 1024;
const SIGNATURES = 64;
/** Not empty, without Unicode spaces or plus signs. */
const NAME = /^[^\p{White_Space}+]+$/u;

/** SHA-256(name ‖ 0A ‖ type ‖ public key)[:4]. */
export function keyId({ name, type, publicKey }: VerifierKey): Uint8Array {
  return sha256(concat(utf8(`${name}\n`), uint8(type), publicKey)).subarray(0, 4);
}

/** `name+hex8+base64(type ‖ public key)`. */
export function formatVerifierKey(key: VerifierKey): string {
  return `${key.name}+${hex(keyId(key))}+${base64(concat(uint8(key.type), key.publicKey))}`;
}

/** @throws ProtocolError `malformed`, also where the id does not belong to the key */
export function parseVerifierKey(text: string): VerifierKey {
  // Base64 contains plus signs, names and hex do not: cut at the first two.
  const first = text.indexOf("+");
  const second = text.indexOf("+", first + 1);
  if (first < 0 || second < 0) throw new ProtocolError("malformed", "not a verifier key");
  const reader = new Reader(base64Decode(text.slice(second + 1)));
  const name = text.slice(0, first);
  const type = reader.uint(1);
  const publicKey = reader.take(32);
  reader.end();
  if (!NAME.test(name) || (type !== 1 && type !== 4)) throw new ProtocolError("malformed", "not a verifier key");
  const key: VerifierKey = { name, type, publicKey };
  if (!equalBytes(hexDecode(text.slice(first + 1, second)), keyId(key))) {
    throw new ProtocolError("malformed", "a verifier key with another key's id");
  }
  return key;
}

export interface NoteSignature {
  readonly name: string;
  /** 4 bytes. */
  readonly keyId: Uint8Array;
  /** Ed25519: 64 bytes; a cosignature: 72. */
  readonly signature: Uint8Array;
}

export interface Note {
  /** With its final newline: the bytes that are signed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

function parseSignature(line: string): NoteSignature {
  const match = /^\u2014 ([^ ]+) ([^ ]+)$/u.exec(line);
  if (match?.[1] === undefined || match[2] === undefined || !NAME.test(match[1])) {
    throw new ProtocolError("malformed", "not a signature line");
  }
  const reader = new Reader(base64Decode(match[2]));
  const id = reader.take(4);
  if (reader.remaining === 0) throw new ProtocolError("malformed", "an empty signature");
  return { name: match[1], keyId: id, signature: reader.rest() };
}

/** Control characters below U+0020 except newline, as the standard refuses them. */
function hasControl(source: string): boolean {
  for (let i = 0; i < source.length; i++) {
    const code = source.charCodeAt(i);
    if (code < 0x20 && code !== 0x0a) return true;
  }
  return false;
}

/** @throws ProtocolError `malformed` or `too_long` */
export function parseNote(source: string): Note {
  if (source.length > NOTE_BYTES) throw new ProtocolError("too_long", "a note over 1 MiB");
  const gap = source.lastIndexOf("\n\n");
  if (gap < 0 || !source.endsWith("\n") || hasControl(source) || !source.isWellFormed()) {
    throw new ProtocolError("malformed", "not a signed note");
  }
  const lines = source.slice(gap + 2, -1).split("\n");
  if (lines.length > SIGNATURES) throw new ProtocolError("too_long", "a note with too many signatures");
  return { text: source.slice(0, gap + 1), signatures: lines.map(parseSignature) };
}

/** Lines that say they are this key's: name *and* id are its own. */
export function signaturesBy({ signatures }: Note, key: VerifierKey): NoteSignature[] {
  const id = keyId(key);
  return signatures.filter(({ name, keyId: other }) => name === key.name && equalBytes(other, id));
}

/** How one type of key checks a signature of a text. @throws ProtocolError `malformed` for a witness's time over 2^53 - 1 */
export function holds(key: VerifierKey, text: string, signature: Uint8Array): boolean {
  if (key.type === 1) return verify(signature, utf8(text), key.publicKey);
  if (signature.length !== 72) return false;
  const seconds = new Reader(signature).uint64();
  return verify(signature.subarray(8), utf8(cosignedText(text, seconds)), key.publicKey);
}

/** What a cosignature signs: its time, and the whole checkpoint. */
export function cosignedText(text: string, seconds: number): string {
  return `cosignature/v1\ntime ${seconds}\n${text}`;
}

/**
 * Keys that signed. Unknown keys are ignored, also where only the name or only the id is known; a known key's bad signature
 * refuses the whole note, and so does a note that no known key signed.
 * @throws ProtocolError `bad_signature`; `malformed` for a known witness's time over 2^53 - 1
 */
export function verifyNote(note: Note, keys: readonly VerifierKey[]): VerifierKey[] {
  const signed = keys.filter((key) => {
    const own = signaturesBy(note, key);
    if (!own.every(({ signature }) => holds(key, note.text, signature))) {
      throw new ProtocolError("bad_signature", "a known key's signature does not verify");
    }
    return own.length > 0;
  });
  if (signed.length === 0) throw new ProtocolError("bad_signature", "no known key signed this");
  return signed;
}

export interface NoteSigner {
  readonly name: string;
  readonly key: SigningKey;
}

export const verifierKey = ({ name, key }: NoteSigner): VerifierKey => ({ name, type: 1, publicKey: key.publicKey });

export function formatSignature(name: string, id: Uint8Array, signature: Uint8Array): string {
  return `\u2014 ${name} ${base64(concat(id, signature))}\n`;
}

/** @param text ends in a newline and has no control character but newlines */
export function signNote(text: string, signers: readonly NoteSigner[]): string {
  if (!text.endsWith("\n") || hasControl(text)) throw new RangeError("not the text of a note");
  const lines = signers.map((signer) =>
    formatSignature(signer.name, keyId(verifierKey(signer)), sign(utf8(text), signer.key)),
  );
  return `${text}\n${lines.join("")}`;
}
