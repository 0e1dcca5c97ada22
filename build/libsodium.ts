// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const wrappers = createRequire(import.meta.url).resolve("libsodium-wrappers-sumo");
const library = createRequire(wrappers).resolve("libsodium-sumo");

/** What `crypto/sodium.ts` imports, and what that calls; the library's other build holds it as JavaScript besides. */
export const readLibsodium = {
  ours: (): string => readFileSync(fileURLToPath(new URL("../crypto/sodium.ts", import.meta.url)), "utf8"),
  wrappers: (): string => readFileSync(join(dirname(wrappers), "../modules-sumo-esm/libsodium-wrappers.mjs"), "utf8"),
  commonJs: (): string => readFileSync(library, "utf8"),
};

/** Whether a module of a build is one of libsodium's files. */
export const isLibsodium = (id: string, file: "libsodium-wrappers.mjs" | "libsodium-sumo.mjs"): boolean =>
  id.split("?")[0]?.endsWith(file) === true;
