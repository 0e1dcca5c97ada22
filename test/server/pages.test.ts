// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { LightMyRequestResponse } from "fastify";
import { readdirSync, readFileSync } from "node:fs";
import { extname } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { Listener } from "../../server/listener.ts";
import { openBoard } from "./board.ts";

// What `npm run build` left, as browsers get it: compressed when the pages were built, and never by the server.

const BUILT = new URL("../../dist/client/", import.meta.url);
const COMPRESSED = new Set([".html", ".js", ".css", ".svg", ".wasm"]);
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
};
const DECODERS: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
  none: (bytes) => bytes,
};

const assets = readdirSync(new URL("assets", BUILT)).filter((name) => !/\.(?:br|gz)$/.test(name));
const fileAt = (path: string, home: string): string => (path === "/" ? home : path.slice(1));

/** Every address of a page or asset, with the file that is behind it. */
async function served(): Promise<{ listener: Listener; path: string; file: string }[]> {
  const { board, relay } = await openBoard();
  const paths = ["/", "/demo.html", ...assets.map((name) => `/assets/${name}`)];
  return Object.entries({ "desk.html": board, "index.html": relay }).flatMap(([home, listener]) =>
    paths.map((path) => ({ listener, path, file: fileAt(path, home) })),
  );
}

function get(listener: Listener, url: string, accepted?: string, more = {}): Promise<LightMyRequestResponse> {
  const headers = { ...(accepted === undefined ? {} : { "accept-encoding": accepted }), ...more };
  return listener.inject({ url, headers });
}

/** What is accepted, and what that makes of something that was compressed. */
const ACCEPTED: readonly (readonly [string | undefined, string])[] = [
  [undefined, "none"],
  ["identity", "none"],
  ["zstd", "none"],
  ["br", "br"],
  ["gzip", "gzip"],
  ["gzip, deflate, br, zstd", "br"],
  ["gzip, deflate", "gzip"],
  ["br;q=0, gzip", "gzip"],
  ["br;q=0, gzip;q=0", "none"],
];

test("pages: whatever encoding is asked for, the same bytes arrive, with their type", async () => {
  expect(new Set(assets.map((name) => extname(name)))).toEqual(new Set([".js", ".css", ".svg", ".wasm", ".woff2"]));
  for (const { listener, path, file } of await served()) {
    const extension = extname(file);
    const plain = readFileSync(new URL(file, BUILT));
    for (const [accepted, encoding] of ACCEPTED) {
      const expected = COMPRESSED.has(extension) ? encoding : "none";
      const answer = await get(listener, path, accepted);
      expect(answer.statusCode).toBe(200);
      expect([path, accepted, answer.headers["content-encoding"] ?? "none"]).toEqual([path, accepted, expected]);
      expect(answer.headers["content-type"]).toBe(TYPES[extension]);
      expect(String(answer.headers.vary).toLowerCase().split(/, */)).toContain("accept-encoding");
      expect(answer.headers["content-length"]).toBe(String(answer.rawPayload.length));
      expect(DECODERS[expected]?.(answer.rawPayload).equals(plain)).toBe(true);
    }
  }
});

test("pages: what is compressed is smaller, brotli smallest", () => {
  for (const file of assets.filter((name) => COMPRESSED.has(extname(name)))) {
    const size = (suffix: string): number => readFileSync(new URL(`assets/${file}${suffix}`, BUILT)).length;
    if (size("") < 1000) continue;
    expect(size(".gz")).toBeLessThan(size(""));
    expect(size(".br")).toBeLessThan(size(".gz"));
  }
});

test("pages: a copy is known by its encoding: one of them does not stand for another", async () => {
  const { relay } = await openBoard();
  const tags = new Map<string, string>();
  for (const encoding of ["identity", "br", "gzip"]) {
    tags.set(encoding, String((await get(relay, "/", encoding)).headers.etag));
  }
  expect(new Set(tags.values()).size).toBe(3);
  for (const [encoding, tag] of tags) {
    for (const asked of tags.keys()) {
      const answer = await get(relay, "/", asked, { "if-none-match": tag });
      expect([encoding, asked, answer.statusCode]).toEqual([encoding, asked, encoding === asked ? 304 : 200]);
      expect(String(answer.headers.vary).toLowerCase()).toContain("accept-encoding");
    }
  }
});

test("pages: caches keep what is compressed as long as what is not", async () => {
  const { relay } = await openBoard();
  const [script = ""] = assets.filter((name) => name.endsWith(".js"));
  for (const accepted of ["br", "gzip", "identity"]) {
    expect((await get(relay, "/", accepted)).headers["cache-control"]).toBe("no-cache");
    const { headers } = await get(relay, `/assets/${script}`, accepted);
    expect(headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  }
});

test("pages: nothing of the sources is among what was built", () => {
  const files = readdirSync(BUILT, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const others = files.filter(({ name }) => TYPES[extname(name.replace(/\.(?:br|gz)$/, ""))] === undefined);
  expect(others.map(({ name }) => name)).toEqual([]);
});
