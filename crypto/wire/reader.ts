// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";

/** Four bytes at a time: the padding of a message is thousands of them. */
function isZero(bytes: Uint8Array): boolean {
  const lead = Math.min(bytes.length, -bytes.byteOffset & 3);
  const count = (bytes.length - lead) >> 2;
  // No words also where too few bytes are left to reach an offset that words may have.
  const words = count === 0 ? new Uint32Array() : new Uint32Array(bytes.buffer, bytes.byteOffset + lead, count);
  let any = 0;
  for (const byte of bytes.subarray(0, lead)) any |= byte;
  for (const word of words) any |= word;
  for (const byte of bytes.subarray(lead + words.byteLength)) any |= byte;
  return any === 0;
}

/** Reads big-endian fields from front to back. Reading past the end is `malformed`; so is a leftover at `end()`. */
export class Reader {
  readonly #bytes: Uint8Array;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get remaining(): number {
    return this.#bytes.length - this.#offset;
  }

  /** A view, not a copy. */
  take(length: number): Uint8Array {
    if (length > this.remaining) throw new ProtocolError("malformed", "cut short");
    const part = this.#bytes.subarray(this.#offset, this.#offset + length);
    this.#offset += length;
    return part;
  }

  uint(width: 1 | 2 | 4): number {
    let value = 0;
    for (const byte of this.take(width)) value = value * 256 + byte;
    return value;
  }

  /** An eight-byte count. Over 2^53 - 1 is refused: no log or clock of ours gets there, and a double would round. */
  uint64(): number {
    const value = this.uint(4) * 2 ** 32 + this.uint(4);
    if (!Number.isSafeInteger(value)) throw new ProtocolError("malformed", "number too large");
    return value;
  }

  rest(): Uint8Array {
    return this.take(this.remaining);
  }

  end(): void {
    if (this.remaining !== 0) throw new ProtocolError("malformed", "trailing bytes");
  }

  /** Everything left must be zero: padding carries nothing. */
  zeros(): void {
    if (!isZero(this.rest())) throw new ProtocolError("malformed", "padding is not zero");
  }
}
