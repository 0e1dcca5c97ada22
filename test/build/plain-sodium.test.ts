// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readLibsodium } from "../../build/libsodium.ts";
import { plainModule, plainSodium } from "../../build/plain-sodium.ts";
import { namesCalled, namesUsed, usedSodium, withoutUnused } from "../../build/used-sodium.ts";
import { answers } from "./sodium-answers.ts";

const called = namesCalled(withoutUnused(readLibsodium.wrappers(), namesUsed(readLibsodium.ours())));
const folder = mkdtempSync(join(tmpdir(), "tegenspraak-plain-"));

// All that crypto/sodium.ts does, built as the Worker is.
beforeAll(async () => {
  await build({
    configFile: false,
    publicDir: false,
    logLevel: "silent",
    plugins: [plainSodium(), usedSodium()],
    build: {
      target: "es2024",
      outDir: folder,
      rolldownOptions: {
        input: fileURLToPath(new URL("sodium-answers.ts", import.meta.url)),
        preserveEntrySignatures: "strict",
        output: { entryFileNames: "answers.mjs" },
      },
    },
  });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/**
 * @param before what somebody did to the engine
 * @param mebibytes of memory for Argon2id
 */
function answered(before: string, mebibytes: number): unknown {
  const program = `${before}; const { answers } = await import(process.argv[1]);
    process.stdout.write(JSON.stringify(answers(${mebibytes})));`;
  const module = pathToFileURL(join(folder, "answers.mjs")).href;
  return JSON.parse(execFileSync(process.execPath, ["--input-type=module", "--eval", program, module]).toString());
}

const NO_WASM = "delete globalThis.WebAssembly";
const REFUSING = "WebAssembly.instantiate = () => Promise.reject(new WebAssembly.CompileError('refused'))";

test.each([
  ["with WebAssembly", ""],
  ["where there is no WebAssembly", NO_WASM],
  ["where every module is refused", REFUSING],
])("plain libsodium: %s a build answers what libsodium answers", (_, before) => {
  expect(answered(before, 1)).toEqual(answers(1));
});

test("plain libsodium: its memory grows beyond the 80 MiB that it begins with", () => {
  expect(answered(NO_WASM, 84)).toEqual(answers(84));
});

test("plain libsodium: a build stops where the CommonJS build holds it in another way", () => {
  const commonJs = readLibsodium.commonJs();
  const changes: readonly ((code: string) => string)[] = [
    (code) => code.replace(".useBackupModule=", ".useOtherModule="),
    (code) => code.replace(".useBackupModule=", ".useBackupModule=0,x.useBackupModule="),
    (code) => code.replaceAll("})};var ", "})};let "),
    (code) => code.replace("getRandomValue=o.getRandomValue", "getRandomValue=0"),
    (code) => code.replace("Object.keys(o)", "Object.entries(o)"),
    (code) => code.replaceAll("return{e:Object.create(", "return{e:Object.assign("),
    (code) => code.replaceAll("_crypto_pwhash=", "_crypto_other="),
  ];
  for (const change of changes) expect(() => plainModule(change(commonJs), called)).toThrow("otherwise");
  expect(plainModule(commonJs, called)).toContain("_crypto_pwhash=");
});
