// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { UnknownWasm, WasmReader } from "./wasm-format.ts";

/** What one function calls. */
export interface Calls {
  /** Indices of functions. */
  readonly functions: ReadonlySet<number>;
  /** Indices of the types of those that it calls through the table. */
  readonly types: ReadonlySet<number>;
}

// Instructions from one opcode to another, both included, and how many numbers follow them (section 5.4). Left out are those whose
// numbers call or are counted, and everything about references: what could call by another way than `call` and the table is unknown.
const FOLLOWED: readonly (readonly [from: number, to: number, numbers: number])[] = [
  [0x00, 0x01, 0], // unreachable, nop
  [0x02, 0x04, 1], // block, loop, if: a type
  [0x05, 0x05, 0], // else
  [0x0c, 0x0d, 1], // br, br_if
  [0x0f, 0x0f, 0], // return
  [0x1a, 0x1b, 0], // drop, select
  [0x20, 0x24, 1], // of locals and globals
  [0x28, 0x3e, 2], // load, store: alignment and offset
  [0x3f, 0x40, 1], // memory.size, memory.grow
  [0x41, 0x42, 1], // i32.const, i64.const
  [0x45, 0xc4, 0], // arithmetic
];
/** The same for those behind 0xfc. */
const FOLLOWED_LONG: typeof FOLLOWED = [
  [0x00, 0x07, 0], // arithmetic
  [0x0a, 0x0a, 2], // memory.copy
  [0x0b, 0x0b, 1], // memory.fill
];

const END = 0x0b;

function skipNumbers(reader: WasmReader, opcode: number, followed: typeof FOLLOWED): void {
  const row = followed.find(([from, to]) => from <= opcode && opcode <= to);
  if (row === undefined) throw new UnknownWasm(`an instruction 0x${opcode.toString(16)}`);
  for (let left = row[2]; left > 0; left--) reader.skipNumber();
}

/**
 * @param body locals and instructions
 * @throws UnknownWasm for an instruction that is not known here
 */
export function callsOf(body: Uint8Array): Calls {
  const [functions, types] = [new Set<number>(), new Set<number>()];
  const reader = new WasmReader(body);
  reader.vector(() => [reader.number(), reader.byte()]);
  let depth = 1;
  while (depth > 0) {
    const opcode = reader.byte();
    if (opcode >= 0x02 && opcode <= 0x04) depth++;
    if (opcode === END) depth--;
    else if (opcode === 0x10) functions.add(reader.number());
    else if (opcode === 0x11) {
      types.add(reader.number());
      if (reader.number() !== 0) throw new UnknownWasm("a second table");
    } else if (opcode === 0x0e) {
      reader.vector(() => reader.skipNumber());
      reader.skipNumber();
    } else if (opcode === 0x43) reader.take(4);
    else if (opcode === 0x44) reader.take(8);
    else if (opcode === 0xfc) skipNumbers(reader, reader.number(), FOLLOWED_LONG);
    else skipNumbers(reader, opcode, FOLLOWED);
  }
  reader.end();
  return { functions, types };
}
