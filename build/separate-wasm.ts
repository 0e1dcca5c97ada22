// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Plugin } from "vite";

// libsodium decodes its WebAssembly from base64 in its own source, in an expression like
//   (o ??= (A => { for (…) …; return E })("AGFzbQ…"))
const EMBEDDED = /\(o\?\?=\(A=>\{[^]{0,400}?return E\}\)\("([A-Za-z0-9+/=]{100000,})"\)/g;

/**
 * Serves libsodium's WebAssembly as a file of its own: gzip makes a quarter less of it than of base64. Stops the build where a
 * newer libsodium embeds it in another way.
 */
export function separateWasm(): Plugin {
  return {
    name: "separate-wasm",
    enforce: "pre",
    apply: "build",
    transform(code, id) {
      if (!id.split("?")[0]?.endsWith("libsodium-sumo.mjs")) return null;
      const [embedded, ...others] = code.matchAll(EMBEDDED);
      if (embedded?.[1] === undefined || others.length > 0)
        throw new Error("libsodium embeds its WebAssembly otherwise");
      const source = Buffer.from(embedded[1], "base64");
      const file = this.emitFile({ type: "asset", name: "libsodium.wasm", source });
      const bytes = `(o??=new Uint8Array(await(await fetch(import.meta.ROLLUP_FILE_URL_${file})).arrayBuffer())`;
      return { code: code.replace(embedded[0], () => bytes), map: null };
    },
  };
}
