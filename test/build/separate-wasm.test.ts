// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin, type Rolldown } from "vite";
import { expect, test } from "vitest";
import { separateWasm } from "../../build/separate-wasm.ts";

const MODULES = fileURLToPath(new URL("../../node_modules", import.meta.url));
const LIBSODIUM = join(MODULES, "libsodium-sumo/dist/modules-sumo-esm/libsodium-sumo.mjs");
const SOURCE = readFileSync(LIBSODIUM, "utf8");
/** Every WebAssembly in it as base64: `\0asm`, and whatever follows up to the end of the string. */
const embedded = SOURCE.match(/(?<=")AGFzb[^"]*(?=")/g) ?? [];

/** libsodium as it would be after some change, when the plugin gets it. */
const changed = (change: (code: string) => string): Plugin => ({
  name: "changed",
  enforce: "pre",
  transform: (code, id) => (id === LIBSODIUM ? { code: change(code), map: null } : null),
});

/** Builds libsodium with Vite, and keeps what it made out of every folder. */
async function built(...plugins: Plugin[]): Promise<Rolldown.RolldownOutput["output"]> {
  const result = await build({
    configFile: false,
    publicDir: false,
    logLevel: "silent",
    plugins,
    build: {
      target: "es2024",
      write: false,
      minify: false,
      assetsInlineLimit: 0,
      rolldownOptions: { input: LIBSODIUM, preserveEntrySignatures: "strict" },
    },
  });
  const first = Array.isArray(result) ? result[0] : result;
  if (first === undefined || !("output" in first)) throw new Error("nothing was built");
  return first.output;
}

function wasmIn(output: Rolldown.RolldownOutput["output"]): Buffer[] {
  return output.flatMap((file) =>
    file.type === "asset" && file.fileName.endsWith(".wasm") ? [Buffer.from(file.source)] : [],
  );
}

const codeOf = (output: Rolldown.RolldownOutput["output"]): string =>
  output.map((file) => (file.type === "chunk" ? file.code : "")).join("");

test("separate wasm: what is served beside the script is the WebAssembly that libsodium embeds, byte for byte", async () => {
  expect(embedded).toHaveLength(1);
  const [wasm, ...others] = wasmIn(await built(separateWasm()));
  expect(others).toEqual([]);
  expect(wasm?.equals(Buffer.from(embedded[0] ?? "", "base64"))).toBe(true);
  expect(WebAssembly.validate(Uint8Array.from(wasm ?? []))).toBe(true);
});

test("separate wasm: the script fetches that file and carries nothing of it any more", async () => {
  const output = await built(separateWasm());
  const file = output.find(({ fileName }) => fileName.endsWith(".wasm"))?.fileName ?? "none";
  const code = codeOf(output);
  expect(code).not.toContain("AGFzb");
  expect(code.match(/[A-Za-z0-9+/=]{1000,}/g)).toBeNull();
  expect(code.split(file.slice(file.lastIndexOf("/") + 1))).toHaveLength(2);
  // Without the plugin it is all in the script: what left is what the file holds.
  const whole = await built();
  expect(wasmIn(whole)).toEqual([]);
  expect(codeOf(whole)).toContain(embedded[0]);
  expect(Math.abs(codeOf(whole).length - (embedded[0] ?? "").length - code.length)).toBeLessThan(1000);
});

test("separate wasm: other modules are left alone, also with such text in them", async () => {
  const entry = "virtual:entry";
  const text = `(o??=(A=>{return E})("${"A".repeat(100_000)}"))`;
  const other: Plugin = {
    name: "other",
    enforce: "pre",
    resolveId: (id) => (id === LIBSODIUM ? entry : null),
    load: (id) => (id === entry ? `export const text = ${JSON.stringify(text)};` : null),
  };
  const output = await built(other, separateWasm());
  expect(wasmIn(output)).toEqual([]);
  expect(codeOf(output)).toContain("A".repeat(100_000));
});

test("separate wasm: where libsodium embeds it otherwise, the build stops", async () => {
  const refused = "libsodium embeds its WebAssembly otherwise";
  const at = SOURCE.indexOf("AGFzb");
  const expression = SOURCE.slice(SOURCE.lastIndexOf("(o??=", at), SOURCE.indexOf('")', at) + 2);
  const others: readonly ((code: string) => string)[] = [
    () => "export default {};",
    (code) => code.replace("(o??=", "(other??="),
    (code) => code.replace("AGFzb", "AGFz-b"),
    (code) => code.replace(/AGFzb[^"]*/, "AGFzbQ=="),
    (code) => `${code}\nlet o; export const again = ${expression});`,
  ];
  for (const change of others) {
    await expect(built(changed(change), separateWasm())).rejects.toThrow(refused);
  }
  await built(
    changed((code) => `${code}\n`),
    separateWasm(),
  );
});
