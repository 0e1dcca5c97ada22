// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

// libsodium-wrappers puts each of its functions in one object by two lists that run alike,
//   var e=["crypto_aead_…", …],a=[C, …],_=0; … t[e[_]]=a[_]
// and its constants by a third, `var n=["SODIUM_…", …]`. Nothing can leave out what stands in a list.
const FUNCTIONS = /var (\w)=(\["crypto_aead_[^\]]+\]),(\w)=\[([\w$,]+)\]/g;
const CONSTANTS = /var (\w)=(\["SODIUM_LIBRARY_VERSION_MAJOR"[^\]]+\])/g;
const USE = /\bsodium\.(crypto_\w+)/g;
/** Of the wrappers themselves: a test at their start. What they call of the WebAssembly begins with an underscore. */
const OWN_USE = /\b\w\.((?:crypto|randombytes)_\w+)/g;

/** The one file that uses libsodium (crypto/sodium.ts). */
const SOURCE = fileURLToPath(new URL("../crypto/sodium.ts", import.meta.url));

const namesIn = (source: string, use: RegExp): string[] => [...source.matchAll(use)].map(([, name = ""]) => name);

export function namesUsed(source: string): Set<string> {
  return new Set(namesIn(source, USE));
}

function only(matches: RegExpStringIterator<RegExpExecArray>): RegExpExecArray {
  const [first, ...others] = matches;
  if (first === undefined || others.length > 0) throw new Error("libsodium lists its functions otherwise");
  return first;
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
  const list = (strings: readonly string[]): string => JSON.stringify(strings);
  return code
    .replace(
      functions,
      () => `var ${e}=${list(kept.map(([name]) => name))},${a}=[${kept.map(([, value]) => value).join()}]`,
    )
    .replace(constants, () => `var ${n}=${list(keptInts)}`);
}

/** Leaves out of a build what of libsodium's wrappers nothing uses: nine tenths. */
export function usedSodium(): Plugin {
  return {
    name: "used-sodium",
    enforce: "pre",
    apply: "build",
    transform(code, id) {
      if (!id.split("?")[0]?.endsWith("libsodium-wrappers.mjs")) return null;
      return { code: withoutUnused(code, namesUsed(readFileSync(SOURCE, "utf8"))), map: null };
    },
  };
}
