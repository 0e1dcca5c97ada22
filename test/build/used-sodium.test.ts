// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { namesUsed, withoutUnused } from "../../build/used-sodium.ts";

const main = createRequire(import.meta.url).resolve("libsodium-wrappers-sumo");
const code = readFileSync(join(dirname(main), "../modules-sumo-esm/libsodium-wrappers.mjs"), "utf8");
const used = namesUsed(readFileSync(new URL("../../crypto/sodium.ts", import.meta.url), "utf8"));

test("libsodium: of its wrappers a build lists those that are used, each beside its own function", () => {
  const kept = withoutUnused(code, used);
  const [, names = "", values = ""] = /var \w=(\["crypto_aead_[^\]]+\]),\w=\[([\w$,]+)\]/.exec(kept) ?? [];
  const listed = JSON.parse(names) as string[];
  expect([...listed, "crypto_pwhash_ALG_ARGON2ID13"].toSorted()).toEqual([...used].toSorted());
  for (const [i, name] of listed.entries()) {
    const wrapper = values.split(",")[i] ?? "";
    // What a wrapper of the name calls is the WebAssembly's function of the name.
    const body = kept.slice(kept.indexOf(`function ${wrapper}(`), kept.indexOf(`function ${wrapper}(`) + 4000);
    expect(body).toContain(`r._${name.replace(/_ietf_(en|de)crypt$/, "_ietf_$1crypt")}`);
  }
});

test("libsodium: a build stops where the lists have another form, or something that is used is not there", () => {
  expect(() => withoutUnused(code.replace('["crypto_aead_', '["other_'), used)).toThrow("otherwise");
  expect(() => withoutUnused(code, new Set([...used, "crypto_absent"]))).toThrow("lacks");
});
