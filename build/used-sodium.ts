// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { parseSync, type Plugin } from "vite";
import { isLibsodium, readLibsodium } from "./libsodium.ts";

// libsodium-wrappers puts each of its functions in one object by two lists that run alike,
//   var e=["crypto_aead_…", …],a=[C, …],_=0; … t[e[_]]=a[_]
// and its constants by a third, `var n=["SODIUM_…", …]`. Nothing can leave out what stands in a list.
const FUNCTIONS = /var (\w)=(\["crypto_aead_[^\]]+\]),(\w)=\[([\w$,]+)\]/g;
const CONSTANTS = /var (\w)=(\["SODIUM_LIBRARY_VERSION_MAJOR"[^\]]+\])/g;
const USE = /\bsodium\.(crypto_\w+)/g;
/** Of the wrappers themselves: a test at their start. What they call of the library begins with an underscore. */
const OWN_USE = /\b\w\.((?:crypto|randombytes)_\w+)/g;
const CALL = /\b\w\.(_\w+)/g;
/** The library puts each of its functions in one object too, out of one where they have short names: `g._crypto_…=A.f,`. */
export const GIVEN = /\b\w\.(_\w+)=\w\.(\w+),/g;

const namesIn = (source: string, use: RegExp): string[] => [...source.matchAll(use)].map(([, name = ""]) => name);

export function namesUsed(source: string): Set<string> {
  return new Set(namesIn(source, USE));
}

function only(matches: RegExpStringIterator<RegExpExecArray>): RegExpExecArray {
  const [first, ...others] = matches;
  if (first === undefined || others.length > 0) throw new Error("libsodium lists its functions otherwise");
  return first;
}

/** @param names of functions at the top of a module */
function withoutFunctions(code: string, names: ReadonlySet<string>): string {
  const dropped = parseSync("libsodium-wrappers.mjs", code).program.body.flatMap((node) =>
    node.type === "FunctionDeclaration" && node.id !== null && names.has(node.id.name) ? [node] : [],
  );
  return dropped.reduceRight((left, { start, end }) => left.slice(0, start) + left.slice(end), code);
}

/** @throws Error where a newer libsodium lists them in another way, or lacks one that is used */
export function withoutUnused(code: string, usedByUs: ReadonlySet<string>): string {
  const used = new Set([...usedByUs, ...namesIn(code, OWN_USE)]);
  const [functions, e = "", names = "", a = "", values = ""] = only(code.matchAll(FUNCTIONS));
  const [constants, n = "", ints = ""] = only(code.matchAll(CONSTANTS));
  const [all, wrappers] = [JSON.parse(names) as string[], values.split(",")];
  if (all.length !== wrappers.length) throw new Error("libsodium's two lists do not run alike");
  const kept = all.flatMap((name, i) => (used.has(name) ? [[name, wrappers[i] ?? ""] as const] : []));
  const keptInts = (JSON.parse(ints) as string[]).filter((name) => used.has(name));
  if (kept.length + keptInts.length !== used.size) throw new Error("libsodium lacks a function that is used");
  const keptWrappers = kept.map(([, value]) => value);
  const list = (strings: readonly string[]): string => JSON.stringify(strings);
  const dropped = new Set(wrappers.filter((wrapper) => !keptWrappers.includes(wrapper)));
  return withoutFunctions(code, dropped)
    .replace(functions, () => `var ${e}=${list(kept.map(([name]) => name))},${a}=[${keptWrappers.join()}]`)
    .replace(constants, () => `var ${n}=${list(keptInts)}`);
}

/** What wrappers without the unused ones call of the library: by its name, and by the names in their lists. */
export function namesCalled(wrappers: string): Set<string> {
  const lists = [...wrappers.matchAll(/var \w=(\["(?:crypto|randombytes)_[^\]]+\])/g)];
  const listed = lists.flatMap(([, names = ""]) => JSON.parse(names) as string[]);
  return new Set([...namesIn(wrappers, CALL), ...listed.flatMap((name) => [`_${name}`, `_${name.toLowerCase()}`])]);
}

/** @throws Error where a newer libsodium gives its functions in another way */
export function withoutUncalled(library: string, called: ReadonlySet<string>): string {
  const ownCalls = Map.groupBy(namesIn(library, CALL), (name) => name);
  const left = (name: string): boolean => called.has(name) || (ownCalls.get(name)?.length ?? 0) > 1;
  const given = new Set(namesIn(library, GIVEN));
  if (!["_malloc", "_crypto_pwhash", "_crypto_kem_xwing_enc_deterministic"].every((name) => given.has(name)))
    throw new Error("libsodium gives its functions otherwise");
  return library.replaceAll(GIVEN, (whole, name: string) => (left(name) ? whole : ""));
}

/** Leaves out of a build what of libsodium's wrappers nothing uses, nine tenths, and the names of what those would call. */
export function usedSodium(): Plugin {
  return {
    name: "used-sodium",
    enforce: "pre",
    apply: "build",
    transform(code, id) {
      const used = namesUsed(readLibsodium.ours());
      if (isLibsodium(id, "libsodium-wrappers.mjs")) return { code: withoutUnused(code, used), map: null };
      if (!isLibsodium(id, "libsodium-sumo.mjs")) return null;
      return { code: withoutUncalled(code, namesCalled(withoutUnused(readLibsodium.wrappers(), used))), map: null };
    },
  };
}
