// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { callsOf } from "./wasm-calls.ts";
import { moduleOf, number, sectionsOf, sized, UnknownWasm, vector } from "./wasm-format.ts";
import { functionsIn, ID, KIND, type Export, type Functions } from "./wasm-functions.ts";

/** No locals, `unreachable`, `end`: a body for any type, which stops whoever comes there. */
const EMPTY = Uint8Array.of(0x00, 0x00, 0x0b);

/**
 * Indices of what some functions lead to. Through the table that is only what has the type which the call names: for any other the
 * call itself stops, and did before.
 */
function calledFrom(roots: readonly number[], functions: Functions): Set<number> {
  const [called, types] = [new Set<number>(), new Set<string>()];
  const waiting = [...roots];
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    if (called.has(index)) continue;
    called.add(index);
    if (index < functions.imported) continue;
    const body = functions.bodies[index - functions.imported];
    if (body === undefined) throw new UnknownWasm("a call of nothing");
    const calls = callsOf(body);
    waiting.push(...calls.functions);
    for (const type of calls.types) {
      const name = functions.named[type] ?? "none";
      if (!types.has(name)) waiting.push(...functions.elements.filter((element) => functions.types[element] === name));
      types.add(name);
    }
  }
  return called;
}

const encoded = ({ name, kind, index }: Export): Uint8Array =>
  Buffer.concat([sized(Buffer.from(name)), Uint8Array.of(kind), number(index)]);

/**
 * A module of which a few exports are left, and the functions that those lead to, each byte for byte as it was and with the index
 * that it had. The bodies of the others are empty: where one were called all the same the module would stop, and never answer wrongly.
 * @throws UnknownWasm where the module lacks one of the exports, or calls in a way that is not known here
 */
export function withoutUncalled(module: Uint8Array, kept: ReadonlySet<string>): Uint8Array {
  const sections = sectionsOf(module);
  const functions = functionsIn(sections);
  const exports = functions.exports.filter(({ name }) => kept.has(name));
  if (exports.length !== kept.size) throw new UnknownWasm("an export is not there");
  const roots = exports.flatMap(({ kind, index }) => (kind === KIND.function ? [index] : []));
  const called = calledFrom(roots, functions);
  const bodies = functions.bodies.map((body, i) => (called.has(functions.imported + i) ? body : EMPTY));
  return moduleOf(
    sections.map(({ id, content }) => {
      if (id === ID.export) return { id, content: vector(exports.map(encoded)) };
      if (id === ID.code) return { id, content: vector(bodies.map(sized)) };
      return { id, content };
    }),
  );
}
