// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname, join, matchesGlob, relative } from "node:path";
import { fileURLToPath } from "node:url";

// REUSE 3.3: every file says whose it is and under which licence, in its own head or through REUSE.toml, and every licence's text
// is in LICENSES. `--write` adds the heads that are missing; without it they are named, and so is everything else that is wrong.

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const ANNOTATIONS = readFileSync(join(ROOT, "REUSE.toml"), "utf8");
const NOT_OURS = new Set([".git", ".tsbuild", "coverage", "data", "dist", "node_modules", "secrets"]);

// REUSE-IgnoreStart
const TAGS = [
  "SPDX-FileCopyrightText: 2026 The Tegenspraak contributors",
  "SPDX-License-Identifier: EUPL-1.2",
] as const;
const LICENCES = /SPDX-License-Identifier\W+([\w.-]+)/g;
// REUSE-IgnoreEnd

const slashes = `${TAGS.map((tag) => `// ${tag}\n`).join("")}\n`;
const HEADS: Readonly<Record<string, string>> = {
  ".ts": slashes,
  ".js": slashes,
  ".sql": slashes.replaceAll("//", "--"),
  ".css": `/*\n${TAGS.map((tag) => ` * ${tag}\n`).join("")} */\n\n`,
  ".html": `<!--\n${TAGS.map((tag) => `${tag}\n`).join("")}-->\n`,
};
/** What has to stay in front of a head. */
const FIRST_LINE = /^(?:#!.*|<!doctype html>)\n/i;

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return entry.isFile() && !NOT_OURS.has(entry.name) ? [relative(ROOT, path)] : [];
    return NOT_OURS.has(entry.name) ? [] : filesIn(path);
  });
}

/** The patterns of `path` in REUSE.toml, which are strings or arrays of strings. */
function annotatedPatterns(): string[] {
  const paths = [...ANNOTATIONS.matchAll(/^path = (\[[^\]]*\]|".*")$/gm)];
  return paths.flatMap(([, value = ""]) => [...value.matchAll(/"([^"]+)"/g)].map(([, pattern = ""]) => pattern));
}

function addHead(file: string, head: string): void {
  const source = readFileSync(join(ROOT, file), "utf8");
  const [first = ""] = FIRST_LINE.exec(source) ?? [];
  writeFileSync(join(ROOT, file), first + head + source.slice(first.length));
}

function hasHead(file: string): boolean {
  const start = readFileSync(join(ROOT, file), "utf8").slice(0, 1_000);
  return TAGS.every((tag) => start.includes(tag));
}

const patterns = annotatedPatterns();
const files = filesIn(ROOT).filter((file) => file !== "LICENSE" && !file.startsWith("LICENSES"));
const isCovered = (file: string): boolean => hasHead(file) || patterns.some((pattern) => matchesGlob(file, pattern));
const headless = files.filter((file) => extname(file) in HEADS && !isCovered(file));
if (process.argv.includes("--write")) {
  for (const file of headless.splice(0)) addHead(file, HEADS[extname(file)] ?? "");
}

const uncovered = files.filter((file) => !(extname(file) in HEADS) && !isCovered(file));
const unused = patterns.filter((pattern) => !files.some((file) => matchesGlob(file, pattern)));
const used = new Set([...`${ANNOTATIONS}\n${TAGS.join("\n")}`.matchAll(LICENCES)].map(([, id = ""]) => `${id}.txt`));
const texts = new Set(readdirSync(join(ROOT, "LICENSES")));

const findings = [
  ...headless.map((file) => `${file}: no licence head; node test/licence-headers.ts --write adds it`),
  ...uncovered.map((file) => `${file}: no licence; add it to REUSE.toml`),
  ...unused.map((pattern) => `REUSE.toml: no file is like ${pattern}`),
  ...[...used].filter((text) => !texts.has(text)).map((text) => `LICENSES/${text}: not there, and used`),
  ...[...texts].filter((text) => !used.has(text)).map((text) => `LICENSES/${text}: not used`),
];
for (const finding of findings) process.stderr.write(`${finding}\n`);
process.stdout.write(`licences: ${files.length} files, ${findings.length} findings\n`);
if (findings.length > 0) process.exit(1);
