// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { UnknownWasm, WasmReader, type Section } from "./wasm-format.ts";

export const ID = { type: 1, import: 2, function: 3, export: 7, element: 9, code: 10 } as const;
export const KIND = { function: 0, memory: 2 } as const;

export interface Export {
  readonly name: string;
  readonly kind: number;
  readonly index: number;
}

export interface Functions {
  /** How many come from outside; they have the lowest indices. */
  readonly imported: number;
  /** Of each function, by its index: the same text for the same type. */
  readonly types: readonly string[];
  /** Of each function of the module's own: locals and instructions. */
  readonly bodies: readonly Uint8Array[];
  /** Indices of those in the table, which nothing changes: it is neither imported nor exported, nor written by an instruction. */
  readonly elements: readonly number[];
  /** Text of each type that an instruction may name. */
  readonly named: readonly string[];
  readonly exports: readonly Export[];
}

function expect(reader: WasmReader, byte: number, otherwise: string): void {
  if (reader.byte() !== byte) throw new UnknownWasm(otherwise);
}

function typeIn(reader: WasmReader): string {
  expect(reader, 0x60, "a type that is no function's");
  return [reader.sized(), reader.sized()].map((values) => Buffer.from(values).toString("hex")).join();
}

function importIn(reader: WasmReader): number {
  reader.sized();
  reader.sized();
  expect(reader, KIND.function, "an import that is no function");
  return reader.number();
}

function exportIn(reader: WasmReader): Export {
  const [name, kind, index] = [reader.sized(), reader.byte(), reader.number()];
  if (kind !== KIND.function && kind !== KIND.memory)
    throw new UnknownWasm("an export that is no function and no memory");
  return { name: Buffer.from(name).toString(), kind, index };
}

function elementsIn(reader: WasmReader): number[] {
  const otherwise = "a table that is not filled from a constant place on";
  expect(reader, 0x00, otherwise);
  expect(reader, 0x41, otherwise);
  reader.skipNumber();
  expect(reader, 0x0b, otherwise);
  return reader.vector(() => reader.number());
}

function itemsOf<T>(sections: readonly Section[], id: number, item: (reader: WasmReader) => T): T[] {
  return sections.flatMap((section) => {
    if (section.id !== id) return [];
    const reader = new WasmReader(section.content);
    const items = reader.vector(() => item(reader));
    reader.end();
    return items;
  });
}

/** @throws UnknownWasm where something else than an export and the table could lead to a function */
export function functionsIn(sections: readonly Section[]): Functions {
  // From types to data, without a start (8); 12 counts the data. Others, of names or made by later versions, are unknown.
  if (sections.some(({ id }) => id < 1 || id > 12 || id === 8)) throw new UnknownWasm("a section");
  const named = itemsOf(sections, ID.type, typeIn);
  const imported = itemsOf(sections, ID.import, importIn);
  const own = itemsOf(sections, ID.function, (reader) => reader.number());
  return {
    imported: imported.length,
    types: [...imported, ...own].map((type) => named[type] ?? "none"),
    bodies: itemsOf(sections, ID.code, (reader) => reader.sized()),
    elements: itemsOf(sections, ID.element, elementsIn).flat(),
    named,
    exports: itemsOf(sections, ID.export, exportIn),
  };
}
