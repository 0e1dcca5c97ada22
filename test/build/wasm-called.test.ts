// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import { withoutUncalled } from "../../build/wasm-called.ts";
import { callsOf } from "../../build/wasm-calls.ts";
import { moduleOf, number, sectionsOf, sized, vector, WasmReader } from "../../build/wasm-format.ts";
import { functionsIn, ID } from "../../build/wasm-functions.ts";

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const text = (name: string): Uint8Array => sized(Buffer.from(name));
/** Locals and instructions. */
const body = (...instructions: number[]): Uint8Array => bytes(0, ...instructions, 0x0b);
const EMPTY = body(0x00);

/** () → () and () → i32. */
const TYPES = [bytes(0x60, 0, 0), bytes(0x60, 0, 1, 0x7f)];
const CALL = (index: number): number[] => [0x10, index];
const CALL_TABLE = (type: number, place: number): number[] => [0x41, place, 0x11, type, 0];
const DROP = 0x1a;

interface Parts {
  readonly types: readonly number[];
  readonly bodies: readonly Uint8Array[];
  readonly exports: Readonly<Record<string, number>>;
  readonly table?: readonly number[];
}

/** Its function 0 is imported. */
function moduleWith({ types, bodies, exports, table = [] }: Parts): Uint8Array {
  const exported = Object.entries(exports).map(([name, index]) => Buffer.concat([text(name), bytes(0, index)]));
  return moduleOf([
    { id: ID.type, content: vector(TYPES) },
    { id: ID.import, content: vector([Buffer.concat([text("a"), text("b"), bytes(0, 0)])]) },
    { id: ID.function, content: vector(types.map((type) => bytes(type))) },
    { id: 4, content: vector([bytes(0x70, 0, table.length)]) },
    { id: ID.export, content: vector(exported) },
    { id: ID.element, content: vector([bytes(0, 0x41, 0, 0x0b, table.length, ...table)]) },
    { id: ID.code, content: vector(bodies.map(sized)) },
  ]);
}

/** Which of a module's functions are left. */
const left = (module: Uint8Array, ...kept: string[]): number[] => {
  const reduced = withoutUncalled(module, new Set(kept));
  expect(WebAssembly.validate(module) && WebAssembly.validate(reduced)).toBe(true);
  const { bodies, imported } = functionsIn(sectionsOf(reduced));
  return bodies.flatMap((part, i) => (Buffer.compare(part, EMPTY) === 0 ? [] : [imported + i]));
};

test("called wasm: what an export calls is left, and what that calls; the rest has no body", () => {
  const bodies = [body(...CALL(2)), body(...CALL(0), ...CALL(1)), body(...CALL(4)), body(0x01)];
  const module = moduleWith({ types: [0, 0, 0, 0], bodies, exports: { a: 1, b: 3, c: 4 } });
  expect(left(module, "a")).toEqual([1, 2]);
  expect(left(module, "b")).toEqual([3, 4]);
  expect(left(module, "c")).toEqual([4]);
  expect(left(module, "a", "b", "c")).toEqual([1, 2, 3, 4]);
  expect(left(module)).toEqual([]);
});

test("called wasm: of the table, what has the type that is called through it is left", () => {
  const bodies = [body(...CALL_TABLE(0, 0)), body(...CALL(4)), body(0x41, 7), body(0x01), body(0x01)];
  const module = moduleWith({ types: [0, 0, 1, 0, 0], bodies, exports: { a: 1, b: 2 }, table: [2, 3] });
  expect(left(module, "a")).toEqual([1, 2, 4]);
  expect(left(module, "b")).toEqual([2, 4]);
  // A call through the table out of what is called through the table.
  const further = [body(...CALL_TABLE(0, 0)), body(...CALL_TABLE(1, 1), DROP), body(0x41, 7), body(0x01)];
  const twice = moduleWith({ types: [0, 0, 1, 0], bodies: further, exports: { a: 1 }, table: [2, 3] });
  expect(left(twice, "a")).toEqual([1, 2, 3]);
});

test("called wasm: two types that are written twice are one", () => {
  const module = moduleWith({
    types: [0, 2],
    bodies: [body(...CALL_TABLE(0, 0)), body(0x01)],
    exports: { a: 1 },
    table: [2],
  });
  const again = sectionsOf(module).map((section) =>
    section.id === ID.type ? { ...section, content: vector([...TYPES, bytes(0x60, 0, 0)]) } : section,
  );
  expect(left(moduleOf(again), "a")).toEqual([1, 2]);
});

test("called wasm: calls are found between all that may stand around them", () => {
  const calls = callsOf(
    bytes(
      ...[2, 3, 0x7f, 0x80, 0x01, 0x7e], // locals: three of i32, 128 of i64
      ...[0x02, 0x40, 0x03, 0x7f, 0x10, 0x81, 0x01, 0x0b, 0x0b], // block, loop: call 129
      ...[0x41, 0x90, 0x90, 0x90, 0x10], // i32.const, whose bytes look like calls
      ...[0x42, 0x90, 0x90, 0x90, 0x90, 0x90, 0x90, 0x90, 0x90, 0x90, 0x00],
      ...[0x43, 0x10, 0x10, 0x10, 0x10, 0x44, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10], // f32.const, f64.const
      ...[0x28, 0x02, 0x10, 0x36, 0x02, 0x10], // i32.load, i32.store
      ...[0x04, 0x40, 0x10, 0x05, 0x05, 0x11, 0x06, 0x00, 0x0b], // if: call 5; else: through the table, type 6
      ...[0x0e, 0x02, 0x10, 0x10, 0x10], // br_table
      ...[0xfc, 0x0a, 0x00, 0x00, 0xfc, 0x0b, 0x00, 0xfc, 0x04], // memory.copy, memory.fill, i64.trunc_sat
      ...[0xc4, 0x20, 0x10, 0x21, 0x10, 0x3f, 0x00, 0x40, 0x00, 0x0f, 0x0b],
    ),
  );
  expect([...calls.functions]).toEqual([129, 5]);
  expect([...calls.types]).toEqual([6]);
});

test("called wasm: an instruction that is not known, a second table and a body that is cut or too long are refused", () => {
  const refused = [
    [0xd2, 0x01], // ref.func
    [0x12, 0x01], // return_call
    [0x26, 0x00], // table.set
    [0xfc, 0x0c, 0x00, 0x00], // table.init
    [0xfd, 0x00], // SIMD
    [0xfe, 0x00], // atomics
    [0x11, 0x00, 0x01],
    [0x02, 0x40],
    [0x0b],
  ];
  for (const instructions of refused) expect(() => callsOf(body(...instructions))).toThrow("is otherwise");
  expect(() => callsOf(bytes(0, 0x41))).toThrow("cut short");
});

test("called wasm: a module in which something else could lead to a function is refused", () => {
  const module = moduleWith({ types: [0], bodies: [body(0x01)], exports: { a: 1 }, table: [1] });
  const changed = (id: number, content: Uint8Array): Uint8Array =>
    moduleOf(sectionsOf(module).map((section) => (section.id === id ? { id, content } : section)));
  const refused = [
    changed(ID.export, vector([Buffer.concat([text("a"), bytes(1, 0)])])), // the table
    changed(ID.import, vector([Buffer.concat([text("a"), text("b"), bytes(1, 0x70, 0, 0)])])),
    changed(ID.element, vector([bytes(1, 0, 1, 1)])), // passive
    changed(ID.element, vector([bytes(0, 0x23, 0, 0x0b, 1, 1)])), // from a global on
    changed(ID.type, vector([bytes(0x5f, 0)])), // a struct
    changed(ID.code, bytes(...vector([sized(body(0x01))]), 0)),
    moduleOf([...sectionsOf(module), { id: 8, content: bytes(1) }]), // a start
    moduleOf([...sectionsOf(module), { id: 0, content: text("name") }]),
    Buffer.concat([bytes(0), module]),
    module.subarray(0, -1),
  ];
  for (const other of refused) expect(() => withoutUncalled(other, new Set(["a"]))).toThrow("is otherwise");
  expect(() => withoutUncalled(module, new Set(["a", "b"]))).toThrow("an export is not there");
  expect(left(module, "a")).toEqual([1]);
});

test("called wasm: a number is read as it was written, and of more than 32 bits refused", () => {
  fc.assert(
    fc.property(fc.nat({ max: 2 ** 32 - 1 }), (value) => {
      const reader = new WasmReader(number(value));
      expect(reader.number()).toBe(value);
      reader.end();
    }),
  );
  expect([...number(0)]).toEqual([0]);
  expect([...number(624_485)]).toEqual([0xe5, 0x8e, 0x26]);
  expect(() => new WasmReader(bytes(0xff, 0xff, 0xff, 0xff, 0x10)).number()).toThrow("32 bits");
  expect(() => new WasmReader(bytes(0x80, 0x80, 0x80, 0x80, 0x80, 0)).number()).toThrow("32 bits");
});
