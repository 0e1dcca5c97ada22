// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { namesCalled } from "./sodium-called.ts";
import { namesUsed, withoutUnused } from "./used-sodium.ts";
import { withoutUncalled } from "./wasm-called.ts";

/** The one file that uses libsodium (crypto/sodium.ts), and the wrappers that it imports. */
const SOURCE = fileURLToPath(new URL("../crypto/sodium.ts", import.meta.url));
const COMMON_JS = createRequire(import.meta.url).resolve("libsodium-wrappers-sumo");
const WRAPPERS = join(dirname(COMMON_JS), "../modules-sumo-esm/libsodium-wrappers.mjs");

// libsodium takes its functions out of the WebAssembly, whose exports have short names, and looks at some that are not there:
//   return function(A){g._crypto_aead_aegis128l_keybytes=A.f,g._…=A.g,…,A.dynCall_iiiji,…,e=A.e,…}(_=A.exports)
const TAKEN = /return function\((\w)\)\{([^{}]+)\}\(\w=\1\.exports\)/g;
const NAMED = /^(?:\w\.(_\w+)|\w)=\w\.([\w$]+)$/;
const LOOKED_AT = /^\w\.[\w$]+$/;
// Before that it decodes the WebAssembly, whose base64 has as many letters and stands for as many bytes as the code says:
//   (o ??= (A => { for (…, Q=379996, E=new Uint8Array(284997-("="==A[379994])-("="==A[379995])); …) …; return E })("AGFzbQ…"))
const EMBEDDED = /(\w=\d+,\w=new Uint8Array\([^]{1,300}?\}\)\()"(AGFzb[A-Za-z0-9+/=]+)"/g;
const SIZE = /\d{4,}/g;

function only(code: string, pattern: RegExp, otherwise: string): RegExpExecArray {
  const [match, ...others] = code.matchAll(pattern);
  if (match === undefined || others.length > 0) throw new Error(otherwise);
  return match;
}

/** As they stand in the code: letters, bytes before those that `=` takes away, and where that can be. */
const sizesOf = (base64: string): number[] => [
  base64.length,
  (base64.length / 4) * 3,
  base64.length - 2,
  base64.length - 1,
];

function withChanged(library: string, change: (wasm: Uint8Array) => Uint8Array): string {
  const otherwise = "libsodium embeds its WebAssembly otherwise";
  const [whole, decoder = "", before = ""] = only(library, EMBEDDED, otherwise);
  if (decoder.match(SIZE)?.join() !== sizesOf(before).join()) throw new Error(otherwise);
  const after = Buffer.from(change(Buffer.from(before, "base64"))).toString("base64");
  const sizes = sizesOf(after);
  return library.replace(whole, () => `${decoder.replace(SIZE, () => String(sizes.shift()))}"${after}"`);
}

/**
 * Leaves of libsodium what its wrappers call for us: of its WebAssembly, and of the names that it gives to what is in there.
 * @param library libsodium-sumo.mjs
 * @param wrappers libsodium-wrappers.mjs
 * @param source what uses the wrappers
 * @throws Error where a newer libsodium does it in another way, or lacks something that is used
 */
export function onlyCalled(library: string, wrappers: string, source: string): string {
  const otherwise = "libsodium names its functions otherwise";
  const used = namesUsed(source);
  const called = namesCalled(withoutUnused(wrappers, used));
  const [whole, , list = ""] = only(library, TAKEN, otherwise);
  if (/\._\w/.test(library.replace(whole, ""))) throw new Error("libsodium calls its functions itself");
  const exports = new Map<string, string>();
  const kept = list.split(",").filter((text) => {
    const [named, name = "", short = ""] = NAMED.exec(text) ?? [];
    if (named === undefined && !LOOKED_AT.test(text)) throw new Error(otherwise);
    const isKept = named !== undefined && (name === "" || called.has(name));
    if (isKept) exports.set(short, name);
    return isKept;
  });
  const names = new Set(exports.values());
  if (![...used].every((name) => names.has(`_${name.toLowerCase()}`)))
    throw new Error("libsodium lacks a function that is used");
  const named = library.replace(whole, () => whole.replace(list, () => kept.join()));
  return withChanged(named, (wasm) => withoutUncalled(wasm, new Set(exports.keys())));
}

/** Leaves out of a build two thirds of libsodium's functions, which nothing calls. Stands before what takes the WebAssembly apart. */
export function usedWasm(): Plugin {
  return {
    name: "used-wasm",
    enforce: "pre",
    apply: "build",
    transform(code, id) {
      if (!id.split("?")[0]?.endsWith("libsodium-sumo.mjs")) return null;
      return { code: onlyCalled(code, readFileSync(WRAPPERS, "utf8"), readFileSync(SOURCE, "utf8")), map: null };
    },
  };
}
