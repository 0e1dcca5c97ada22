// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { argon2Sync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import fc from "fast-check";
import { build } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hex, hexDecode, utf8 } from "#crypto";
import { usedSodium } from "../../build/used-sodium.ts";
import { usedWasm } from "../../build/used-wasm.ts";
import * as whole from "../../crypto/sodium.ts";
import { answer, CASES, NAMES, outcomeOf, type Name, type Outcome, type Sodium } from "./sodium-inputs.ts";

const folder = mkdtempSync(join(tmpdir(), "tegenspraak-wasm-"));
const file = join(folder, "sodium.mjs");
/** crypto/sodium.ts with what a build leaves of libsodium, to be held against the same with all of it. */
let reduced: Sodium;

beforeAll(async () => {
  await build({
    configFile: false,
    publicDir: false,
    logLevel: "silent",
    plugins: [usedWasm(), usedSodium()],
    build: {
      target: "es2024",
      outDir: folder,
      rolldownOptions: {
        input: fileURLToPath(new URL("../../crypto/sodium.ts", import.meta.url)),
        preserveEntrySignatures: "strict",
        output: { entryFileNames: "sodium.mjs" },
      },
    },
  });
  reduced = (await import(pathToFileURL(file).href)) as Sodium;
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Asks both the same, and gives what came of it. */
function compare(name: Name, numRuns: number): Outcome[] {
  const outcomes = new Set<Outcome>();
  const inputs = CASES[name][0] as fc.Arbitrary<readonly unknown[]>;
  fc.assert(
    fc.property(inputs, (given) => {
      const expected = answer(whole, name, given);
      expect(answer(reduced, name, given)).toEqual(expected);
      outcomes.add(outcomeOf(expected));
    }),
    { numRuns },
  );
  return [...outcomes].sort();
}

test("used wasm: all of crypto/sodium.ts is held against the whole of libsodium", () => {
  const functions = Object.entries(whole).flatMap(([name, value]) => (typeof value === "function" ? [name] : []));
  expect([...NAMES, "randomBytes"].sort()).toEqual(functions.sort());
  expect(readFileSync(file, "utf8").length).toBeLessThan(260_000);
});

test.each(NAMES)("used wasm: %s answers and refuses what it does with the whole of libsodium", (name) => {
  const [, ...outcomes] = CASES[name];
  expect(compare(name, 100)).toEqual(outcomes);
});

test("used wasm: the known answers of FIPS 180-4 (B.1) and RFC 8032 (7.1, test 1)", () => {
  expect(hex(reduced.sha256(utf8("abc")))).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  const key = reduced.signingKey(hexDecode("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
  expect(hex(key.publicKey)).toBe("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  expect(hex(reduced.sign(new Uint8Array(0), key))).toBe(
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
  );
});

test("used wasm: memory grows for Argon2id as OpenSSL computes it, and everything else answers as before", () => {
  const password = utf8("appel boom citroen dorp ezel fiets");
  for (const mebibytes of [1, 64, 160]) {
    const expected = argon2Sync("argon2id", {
      message: password,
      nonce: Buffer.alloc(16, 7),
      parallelism: 1,
      tagLength: 32,
      memory: mebibytes * 1024,
      passes: 1,
    });
    expect(hex(reduced.argon2id(password, new Uint8Array(16).fill(7), 1, mebibytes))).toBe(expected.toString("hex"));
    for (const name of NAMES) compare(name, 5);
  }
});
