// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

// WebAssembly's binary format (https://www.w3.org/TR/wasm-core-2/, chapter 5), as far as libsodium's goes:
//   module = `\0asm` ‖ version (4 bytes) ‖ section…     section = id (1 byte) ‖ sized content
//   sized x = length ‖ x     vector = count ‖ item…     number = LEB128: seven bits a byte, the lowest first, and whether more follow

/** Where a module holds what is not known here. */
export class UnknownWasm extends Error {
  constructor(what: string) {
    super(`libsodium's WebAssembly is otherwise: ${what}`);
  }
}

/** Reads from front to back. Reading past the end is refused; so is a leftover at `end()`. */
export class WasmReader {
  readonly #bytes: Uint8Array;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#offset === this.#bytes.length;
  }

  /** A view, not a copy. */
  take(length: number): Uint8Array {
    if (length > this.#bytes.length - this.#offset) throw new UnknownWasm("cut short");
    const part = this.#bytes.subarray(this.#offset, this.#offset + length);
    this.#offset += length;
    return part;
  }

  byte(): number {
    return this.take(1)[0] ?? 0;
  }

  number(): number {
    let value = 0;
    for (let place = 1; place <= 2 ** 28; place *= 128) {
      const byte = this.byte();
      value += (byte & 127) * place;
      if (byte < 128 && value < 2 ** 32) return value;
    }
    throw new UnknownWasm("a number of more than 32 bits");
  }

  /** Past a number of up to 64 bits, with a sign or without. */
  skipNumber(): void {
    for (let length = 1; this.byte() >= 128; length++) {
      if (length === 10) throw new UnknownWasm("a number of more than 64 bits");
    }
  }

  sized(): Uint8Array {
    return this.take(this.number());
  }

  vector<T>(item: () => T): T[] {
    return Array.from({ length: this.number() }, item);
  }

  end(): void {
    if (!this.isAtEnd) throw new UnknownWasm("something is left over");
  }
}

export interface Section {
  readonly id: number;
  readonly content: Uint8Array;
}

const HEAD = Buffer.from("\0asm\x01\0\0\0", "latin1");

export function sectionsOf(module: Uint8Array): Section[] {
  const reader = new WasmReader(module);
  if (!HEAD.equals(reader.take(HEAD.length))) throw new UnknownWasm("another version");
  const sections: Section[] = [];
  while (!reader.isAtEnd) sections.push({ id: reader.byte(), content: reader.sized() });
  return sections;
}

/** Up to 32 bits. */
export function number(value: number): Uint8Array {
  const rest = Math.floor(value / 128);
  return rest === 0 ? Uint8Array.of(value) : Buffer.concat([Uint8Array.of((value % 128) + 128), number(rest)]);
}

export function sized(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([number(bytes.length), bytes]);
}

export function vector(items: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat([number(items.length), ...items]);
}

export function moduleOf(sections: readonly Section[]): Uint8Array {
  return Buffer.concat([HEAD, ...sections.flatMap(({ id, content }) => [Uint8Array.of(id), sized(content)])]);
}
