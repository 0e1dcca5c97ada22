// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { parseSync } from "vite";

interface Words {
  readonly names: string[];
  readonly strings: string[];
}

/** @param part of a syntax tree */
function wordsIn(part: unknown, words: Words = { names: [], strings: [] }): Words {
  if (typeof part !== "object" || part === null) return words;
  const { type, name, value } = part as { readonly type?: unknown; readonly name?: unknown; readonly value?: unknown };
  if (type === "Identifier" && typeof name === "string") words.names.push(name);
  if (type === "Literal" && typeof value === "string") words.strings.push(value);
  for (const inner of Object.values(part)) wordsIn(inner, words);
  return words;
}

/**
 * Names that libsodium's wrappers may call it by, among others that are none: every name with an underscore before it, and with one
 * put before it every string, of those that list functions (`r["_"+e[_]]`) and constants (`r["_"+n[_].toLowerCase()]`). A function
 * at the top counts where a name that counts could mean it.
 * @param wrappers without what nothing uses in their lists
 */
export function namesCalled(wrappers: string): Set<string> {
  const { program, errors } = parseSync("libsodium-wrappers.mjs", wrappers);
  if (errors.length > 0) throw new Error("libsodium's wrappers are no module");
  const top = program.body;
  const functions = new Map(
    top.flatMap((node) => (node.type === "FunctionDeclaration" && node.id !== null ? [[node.id.name, node]] : [])),
  );
  const called = new Set<string>();
  const waiting: unknown[] = top.filter((node) => node.type !== "FunctionDeclaration");
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    const { names, strings } = wordsIn(part);
    for (const name of names.filter((other) => other.startsWith("_"))) called.add(name);
    for (const text of strings) called.add(`_${text}`).add(`_${text.toLowerCase()}`);
    for (const name of names) {
      const named = functions.get(name);
      if (named !== undefined && functions.delete(name)) waiting.push(named);
    }
  }
  return called;
}
