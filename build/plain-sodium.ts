// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { isLibsodium, readLibsodium } from "./libsodium.ts";
import { GIVEN, namesCalled, namesUsed, withoutUncalled, withoutUnused } from "./used-sodium.ts";

// libsodium's CommonJS build holds the library twice, as WebAssembly and translated to JavaScript; its ESM build only the first.
// The translation stands in a function that fills a second object and copies that over the first, `o`:
//   C.useBackupModule=function(){return new Promise(function(A,I){(g={}).onAbort=I,g.getRandomValue=o.getRandomValue,
//     g.onRuntimeInitialized=function(){Object.keys(o).forEach(…delete…),Object.keys(g).forEach(…o[A]=g[A]…),A()}; … })};var g,C=…
const BEGINS = ".useBackupModule=";
const ENDS = "})};var ";
const FIRST = /\.getRandomValue=(\w)\.getRandomValue,/;
// A copy misses the library's memory when it grows, so the second object itself is handed out.
const COPIED =
  /Object\.keys\((\w)\)\.forEach\(function\(\w\)\{[^}]{1,60}\}\),Object\.keys\((\w)\)\.forEach\(function\((\w)\)\{\1\[\3\]=\2\[\3\]\}\),(\w)\(\)/;
const ON_NODE = 'globalThis.process?.versions?.node&&"renderer"!=globalThis.process?.type';

const DEFAULT = /export default (\w+);\s*$/;
const PROBE = fileURLToPath(new URL("../client/worker/web-assembly.ts", import.meta.url));
const NAME = "plain-sodium";
const ID = `\0${NAME}.js`;

class Otherwise extends Error {
  override readonly message = "libsodium holds its JavaScript otherwise";
}

function captured(pattern: RegExp, code: string): readonly string[] {
  const [, ...names] = pattern.exec(code) ?? [];
  if (names.length === 0) throw new Otherwise();
  return names;
}

// Where the translation returns its functions, by their short names: return{e:Object.create(…),f:function(){},g:AQ,…}
const RETURNED = "return{e:Object.create(Object.prototype,{grow:";

/** What stands between the commas of an object literal that begins here. There are no strings in it, nor comments. */
function members(code: string): string[] {
  const found: string[] = [];
  let [from, depth] = [0, 0];
  for (let at = 0; at < code.length; at++) {
    const letter = code.charAt(at);
    if ("}])".includes(letter) && depth-- === 0) return [...found, code.slice(from, at)];
    if ("{[(".includes(letter)) depth++;
    if (letter !== "," || depth > 0) continue;
    found.push(code.slice(from, at));
    from = at + 1;
  }
  throw new Otherwise();
}

/** Drops functions by their short names from where the translation returns them: what only they call goes when it is minified. */
function withoutReturned(code: string, names: ReadonlySet<string>): string {
  const [, after, ...others] = code.split(RETURNED);
  if (after === undefined || others.length > 0) throw new Otherwise();
  const all = members(`${RETURNED.slice("return{".length)}${after}`);
  const kept = all.filter((member) => !names.has(member.slice(0, member.indexOf(":"))));
  return code.replace(all.join(), () => kept.join());
}

const shortNames = (code: string): Set<string> => new Set([...code.matchAll(GIVEN)].map(([, , short = ""]) => short));

/**
 * A module that has what libsodium's ESM build has, a function that promises the library, without WebAssembly.
 * @param commonJs libsodium's CommonJS build
 * @param called names that something calls
 * @throws Error where a newer libsodium holds it in another way
 */
export function plainModule(commonJs: string, called: ReadonlySet<string>): string {
  const [, after = "", ...others] = commonJs.split(BEGINS);
  const [body = "", rest] = after.split(ENDS, 2);
  if (others.length > 0 || rest === undefined) throw new Otherwise();
  const [first = ""] = captured(FIRST, body);
  const [, library = "", , resolve = ""] = captured(COPIED, body);
  const whole = body.replace(COPIED, () => `${resolve}(${library})`).replaceAll(ON_NODE, "false");
  const few = withoutUncalled(whole, called);
  // What is left of Node are names, which a build would look for.
  const module = `export default (${first}, require, module, process) => (${few}})})();\n`;
  const left = shortNames(few);
  return withoutReturned(module, new Set([...shortNames(whole)].filter((name) => !left.has(name))));
}

/** Where WebAssembly cannot be used, libsodium is fetched as JavaScript; nobody else fetches that. */
export function plainSodium(): Plugin {
  return {
    name: "plain-sodium",
    enforce: "pre",
    apply: "build",
    resolveId: (id) => (id === NAME ? ID : null),
    load: (id) => {
      if (id !== ID) return null;
      const wrappers = withoutUnused(readLibsodium.wrappers(), namesUsed(readLibsodium.ours()));
      return plainModule(readLibsodium.commonJs(), namesCalled(wrappers));
    },
    transform(code, id) {
      if (!isLibsodium(id, "libsodium-sumo.mjs")) return null;
      const [compiled] = captured(DEFAULT, code);
      const choice = `async(o)=>await canUseWebAssembly()?${compiled}(o):(await import("${NAME}")).default(o)`;
      const probe = `import{canUseWebAssembly}from ${JSON.stringify(PROBE)};`;
      return { code: `${probe}${code.replace(DEFAULT, () => `export default ${choice};`)}`, map: null };
    },
  };
}
