// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { onlyCalled } from "../../build/used-wasm.ts";
import { sectionsOf } from "../../build/wasm-format.ts";
import { functionsIn, ID } from "../../build/wasm-functions.ts";

const main = createRequire(import.meta.url).resolve("libsodium-wrappers-sumo");
const wrappers = readFileSync(join(dirname(main), "../modules-sumo-esm/libsodium-wrappers.mjs"), "utf8");
const beside = dirname(createRequire(main).resolve("libsodium-sumo"));
const library = readFileSync(join(beside, "../modules-sumo-esm/libsodium-sumo.mjs"), "utf8");
const source = readFileSync(new URL("../../crypto/sodium.ts", import.meta.url), "utf8");

const wasmIn = (code: string): Buffer => Buffer.from(/"(AGFzb[^"]*)"/.exec(code)?.[1] ?? "", "base64");
const given = (code: string): Map<string, string> =>
  new Map([...code.matchAll(/\w\.(_\w+)=\w\.([\w$]+)/g)].map(([, name = "", short = ""]) => [name, short]));

const reduced = onlyCalled(library, wrappers, source);
const [before, after] = [library, reduced].map((code) => functionsIn(sectionsOf(wasmIn(code)))) as Pair;
type Pair = [ReturnType<typeof functionsIn>, ReturnType<typeof functionsIn>];

const EMPTY = Buffer.from([0x00, 0x00, 0x0b]);

test("used wasm: what the WebAssembly exports is its memory and what libsodium names, nothing else", () => {
  const names = given(reduced);
  expect(after.exports.map(({ name }) => name).toSorted()).toEqual(["e", ...names.values()].toSorted());
  for (const { name, kind, index } of after.exports) {
    expect(before.exports).toContainEqual({ name, kind, index });
  }
  // Of 709; none of what nobody here uses.
  expect(names.size).toBeLessThan(65);
  expect(
    [...names.keys()].filter((name) => /aegis|aes|auth|_box|ipcrypt|kdf|_kx|secretstream|stream/.test(name)),
  ).toEqual([]);
});

test("used wasm: every function that is left is libsodium's byte for byte, at its own index, and the others do nothing but stop", () => {
  expect(WebAssembly.validate(wasmIn(reduced))).toBe(true);
  expect(after.bodies).toHaveLength(before.bodies.length);
  const left = after.bodies.filter((body) => !EMPTY.equals(body));
  expect(left.length).toBeLessThan(170);
  expect(left.length).toBeGreaterThan(130);
  for (const [i, body] of after.bodies.entries()) {
    if (!EMPTY.equals(body)) expect(Buffer.compare(body, before.bodies[i] ?? EMPTY)).toBe(0);
  }
});

test("used wasm: types, table, memory, globals and data are as they were", () => {
  const others = (code: string): unknown[] =>
    sectionsOf(wasmIn(code))
      .filter(({ id }) => id !== ID.export && id !== ID.code)
      .map(({ id, content }) => [id, Buffer.from(content).toString("hex")]);
  expect(others(reduced)).toEqual(others(library));
  expect(others(reduced)).toHaveLength(9);
});

test("used wasm: what one function more needs is left when it is used", () => {
  const more = onlyCalled(library, wrappers, `${source} sodium.crypto_shorthash(a, b);`);
  expect([...given(more).keys()].filter((name) => !given(reduced).has(name)).toSorted()).toEqual([
    "_crypto_shorthash",
    "_crypto_shorthash_bytes",
    "_crypto_shorthash_keybytes",
  ]);
  expect(wasmIn(more).length).toBeGreaterThan(wasmIn(reduced).length);
});

test("used wasm: where libsodium does it otherwise, a build stops", () => {
  const changes: readonly (readonly [(code: string) => string, string])[] = [
    [(code) => code.replace("=A.exports)", "=A.instance.exports)"), "names its functions otherwise"],
    [(code) => `${code}\nlet _; (A=>{return function(A){e=A.e}(_=A.exports)});`, "names its functions otherwise"],
    [(code) => code.replace("g._malloc=A.lm", 'g["_malloc"]=A.lm'), "names its functions otherwise"],
    [(code) => code.replace("g._malloc=A.lm", "g._malloc=()=>A.lm()"), "names its functions otherwise"],
    [(code) => code.replace("g._crypto_pwhash=", "g._crypto_other="), "lacks a function"],
    [(code) => code.replace("export default", "A._malloc(1);export default"), "calls its functions itself"],
    [(code) => code.replace("AGFzb", "AGFz-b"), "embeds its WebAssembly otherwise"],
    [(code) => code.replace("AGFzb", "AGFzbAAAA"), "embeds its WebAssembly otherwise"],
    [(code) => code.replace("379996", "379997"), "embeds its WebAssembly otherwise"],
    [(code) => code.replace(/AGFzbQEAAAA/, "AGFzbQIAAAA"), "another version"],
    [(code) => code.replace("g._crypto_pwhash=A.", "g._crypto_pwhash=A.absent"), "an export is not there"],
  ];
  for (const [change, message] of changes) {
    const changed = change(library);
    expect(changed).not.toBe(library);
    expect(() => onlyCalled(changed, wrappers, source)).toThrow(message);
  }
  expect(() => onlyCalled(library, wrappers, `${source} sodium.crypto_absent();`)).toThrow("lacks a function");
});
