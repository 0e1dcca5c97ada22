// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

// What a first visit loads, gzip, in kB: the page's scripts and styles, and every script that one imports without being asked.

const BUILT = fileURLToPath(new URL("../dist/client", import.meta.url));

/** kB of 1,000 bytes: what was measured on 26 November 2026 with some eight to spare, so that no gain is lost unseen. The bars are 45 and
 * 270. All have both languages; the others add the Worker with all cryptography and the words. */
const BUDGETS = [
  { name: "home page", page: "index.html", also: [/^en-/], limit: 45 },
  {
    name: "writing page with all cryptography",
    page: "index.html",
    also: [/^en-/, /^pages/, /^worker/, /^thread-session/, /^libsodium/, /^words-/],
    limit: 235,
  },
  {
    // As Tor Browser's level "Safer" has it: libsodium and Argon2id in JavaScript, which nobody else fetches.
    name: "writing page without WebAssembly",
    page: "index.html",
    also: [/^en-/, /^pages/, /^worker/, /^thread-session/, /^_plain-sodium-/, /^plain-argon2id-/, /^words-/],
    limit: 315,
  },
  // Both of these come a few seconds after the page, for everybody alike.
  {
    name: "writing page with the decoder of QR codes",
    page: "index.html",
    also: [/^en-/, /^pages/, /^worker/, /^thread-session/, /^libsodium/, /^words-/, /^decoder-/],
    limit: 255,
  },
  {
    name: "writing page with what shows a thread",
    page: "index.html",
    also: [/^en-/, /^pages/, /^worker/, /^thread-session/, /^libsodium/, /^words-/, /^thread-view-/, /^thread-en-/],
    limit: 250,
  },
  {
    name: "desk page with all cryptography",
    page: "desk.html",
    also: [/^desk-en-/, /^staff-(?!en-)/, /^sign-in-calls-/, /^worker/, /^libsodium/, /^words-/],
    limit: 235,
  },
  {
    // Comes while somebody signs in; the queue needs none of it.
    name: "desk page with a case",
    page: "desk.html",
    also: [
      /^desk-en-/,
      /^staff-(?!en-)/,
      /^sign-in-calls-/,
      /^worker/,
      /^libsodium/,
      /^words-/,
      /^pane-view-/,
      /^case-en-/,
    ],
    limit: 255,
  },
  {
    name: "pass page with all cryptography",
    page: "pass.html",
    also: [/^staff-en-/, /^pass-calls-/, /^worker/, /^libsodium/, /^words-/],
    limit: 210,
  },
  {
    name: "council's page with all cryptography",
    page: "council.html",
    also: [/^staff-en-/, /^sign-in-calls-/, /^council-calls-/, /^worker/, /^libsodium/, /^words-/],
    limit: 225,
  },
  {
    name: "signers' page with all cryptography",
    page: "ceremony.html",
    also: [/^keys-en-/, /^worker/, /^libsodium/, /^words-/, /^sign-in-calls-/, /^ceremony-calls/],
    limit: 245,
  },
  {
    // Comes when somebody changes something; who only signs needs none of it.
    name: "signers' page with its forms",
    page: "ceremony.html",
    also: [/^keys-en-/, /^worker/, /^libsodium/, /^words-/, /^sign-in-calls-/, /^ceremony-calls/, /^forms-/],
    limit: 255,
  },
  {
    name: "keys page with all cryptography",
    page: "keys.html",
    also: [/^keys-en-/, /^keys-calls-/, /^sign-in-calls-/, /^worker/, /^libsodium/, /^words-/],
    limit: 235,
  },
] as const;

const IMPORT = /(?:from|import)\s*"(\.[^"]+\.js)"/g;
const REFERENCE = /(?:src|href)="\.?(\/?assets\/[^"]+\.(?:js|css))"/g;

function withImports(file: string, found: Set<string>): void {
  if (found.has(file)) return;
  found.add(file);
  if (!file.endsWith(".js")) return;
  const source = readFileSync(join(BUILT, file), "utf8");
  for (const [, path = ""] of source.matchAll(IMPORT)) withImports(normalize(join(dirname(file), path)), found);
}

const assets = readdirSync(join(BUILT, "assets"));
let isOver = false;
for (const { name, page, also, limit } of BUDGETS) {
  const files = new Set<string>();
  const html = readFileSync(join(BUILT, page), "utf8");
  for (const [, path = ""] of html.matchAll(REFERENCE)) withImports(path.replace(/^\//, ""), files);
  for (const pattern of also) {
    const matching = assets.filter((asset) => pattern.test(asset) && /\.(?:js|css|wasm)$/.test(asset));
    if (matching.length === 0) throw new Error(`${name}: no file like ${String(pattern)} was built`);
    for (const asset of matching) withImports(`assets/${asset}`, files);
  }
  const kilobytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(BUILT, file))).length, 0) / 1000;
  const verdict = kilobytes <= limit ? "within" : "OVER";
  console.log(`${name}: ${kilobytes.toFixed(1)} kB gzip in ${files.size} files, ${verdict} ${limit}`);
  isOver ||= kilobytes > limit;
}
if (isOver) process.exit(1);
