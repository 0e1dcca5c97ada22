// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { namesCalled, namesUsed, withoutUncalled, withoutUnused } from "../../build/used-sodium.ts";

const main = createRequire(import.meta.url).resolve("libsodium-wrappers-sumo");
const code = readFileSync(join(dirname(main), "../modules-sumo-esm/libsodium-wrappers.mjs"), "utf8");
const used = namesUsed(readFileSync(new URL("../../crypto/sodium.ts", import.meta.url), "utf8"));

test("libsodium: of its wrappers a build lists those that are used, each beside its own function", () => {
  const kept = withoutUnused(code, used);
  const [, names = "", values = ""] = /var \w=(\["crypto_aead_[^\]]+\]),\w=\[([\w$,]+)\]/.exec(kept) ?? [];
  const listed = JSON.parse(names) as string[];
  const selfTest = ["crypto_secretbox_easy", "crypto_secretbox_open_easy", "randombytes_buf"];
  expect([...listed, "crypto_pwhash_ALG_ARGON2ID13"].toSorted()).toEqual([...used, ...selfTest].toSorted());
  for (const [i, name] of listed.entries()) {
    const wrapper = values.split(",")[i] ?? "";
    // What a wrapper of the name calls is the WebAssembly's function of the name.
    const body = kept.slice(kept.indexOf(`function ${wrapper}(`), kept.indexOf(`function ${wrapper}(`) + 4000);
    expect(body).toContain(`r._${name.replace(/_ietf_(en|de)crypt$/, "_ietf_$1crypt")}`);
  }
});

test("libsodium: what a build leaves starts, tests itself, and computes", () => {
  const folder = mkdtempSync(join(tmpdir(), "tegenspraak-sodium-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const wasm = createRequire(main).resolve("libsodium-sumo");
  const beside = pathToFileURL(join(dirname(wasm), "../modules-sumo-esm/libsodium-sumo.mjs"));
  const file = join(folder, "wrappers.mjs");
  writeFileSync(file, withoutUnused(code, used).replace('"libsodium-sumo"', JSON.stringify(beside)));
  const program = `const { default: sodium } = await import(process.argv[1]); await sodium.ready;
    process.stdout.write(sodium.crypto_hash_sha256("abc", "hex"));`;
  const arguments_ = ["--input-type=module", "--eval", program, pathToFileURL(file).href];
  // FIPS 180-4, appendix B.1.
  expect(execFileSync(process.execPath, arguments_, { stdio: "pipe" }).toString()).toBe(
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
});

test("libsodium: of the library a build names what those wrappers call, and nothing else", () => {
  const wasm = createRequire(main).resolve("libsodium-sumo");
  const library = readFileSync(join(dirname(wasm), "../modules-sumo-esm/libsodium-sumo.mjs"), "utf8");
  const called = namesCalled(withoutUnused(code, used));
  const named = (text: string): string[] => [...text.matchAll(/\bg\.(_\w+)=A\.\w+/g)].map(([, name = ""]) => name);
  const left = named(withoutUncalled(library, called));
  expect(left).toEqual(named(library).filter((name) => called.has(name)));
  expect(left).toContain("_crypto_pwhash");
  expect(left).not.toContain("_crypto_box_easy");
  expect(named(library).length).toBeGreaterThan(10 * left.length);
  expect(() => withoutUncalled(library.replaceAll(/\bg\._/g, "g['_"), called)).toThrow("otherwise");
});

test("libsodium: a build stops where the lists have another form, or something that is used is not there", () => {
  expect(() => withoutUnused(code.replace('["crypto_aead_', '["other_'), used)).toThrow("otherwise");
  expect(() => withoutUnused(code, new Set([...used, "crypto_absent"]))).toThrow("lacks");
});
