// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as prettier from "prettier";
import { expect, onTestFinished, test } from "vitest";
import { readXliff, type Content, type Unit } from "./xliff.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const XLIFF = join(ROOT, "client/locales/en.xlf");
const TEMPLATES = join(ROOT, "client/locales/en.ts");

/** Names, and words that are the same in both languages. */
const SAME: ReadonlySet<string> = new Set(["JavaScript", "Menu", "Privacy"]);

function committed(): Unit[] {
  if (!existsSync(XLIFF)) throw new Error("client/locales/en.xlf is not there: run `npm run locales` and translate it");
  return readXliff(readFileSync(XLIFF, "utf8"));
}

const translated = (): (Unit & { readonly target: Content })[] =>
  committed().flatMap((unit) => (unit.target === null ? [] : [{ ...unit, target: unit.target }]));
const wordsOf = ({ text }: Content): string => text.replaceAll(/\{\d+\}/g, "");

test("locales: every text has an English one", () => {
  const units = committed();
  expect(units).not.toEqual([]);
  const isMissing = ({ source, target }: Unit): boolean =>
    target === null || (wordsOf(target).trim() === "" && wordsOf(source).trim() !== "");
  expect(units.filter(isMissing).map(({ source }) => source.text)).toEqual([]);
});

test("locales: no text was left in Dutch", () => {
  const isLeft = ({ source, target }: Unit): boolean =>
    target?.text === source.text && /\p{L}/u.test(wordsOf(source)) && !SAME.has(source.text);
  expect(
    translated()
      .filter(isLeft)
      .map(({ source }) => source.text),
  ).toEqual([]);
});

test("locales: a translation has the placeholders of its source, each once and in any order", () => {
  for (const { source, target } of translated()) {
    expect([source.text, target.placeholders]).toEqual([source.text, source.placeholders]);
  }
});

test("locales: a translation begins or ends with a blank only where its source does", () => {
  const blanks = ({ text }: Content): boolean[] => [/^\s/.test(text), /\s$/.test(text)];
  for (const { source, target } of translated()) {
    expect([target.text, ...blanks(target)]).toEqual([target.text, ...blanks(source)]);
  }
});

/** What `npm run locales` makes of the sources and translations as they are now. @returns a folder with `en.xlf` and `en.ts` */
function remade(): string {
  const folder = mkdtempSync(join(tmpdir(), "tegenspraak-locales-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const configuration = JSON.parse(readFileSync(join(ROOT, "lit-localize.json"), "utf8")) as Record<string, object>;
  const { output, interchange } = configuration;
  const elsewhere = {
    ...configuration,
    tsConfig: join(ROOT, "client/tsconfig.json"),
    output: { ...output, outputDir: folder },
    interchange: { ...interchange, xliffDir: folder },
  };
  const file = join(folder, "lit-localize.json");
  writeFileSync(file, JSON.stringify(elsewhere));
  if (existsSync(XLIFF)) cpSync(XLIFF, join(folder, "en.xlf"));
  const program = join(ROOT, "node_modules/@lit/localize-tools/bin/lit-localize.js");
  for (const command of ["extract", "build"]) {
    execFileSync(process.execPath, [program, command, "--config", file], { stdio: "pipe" });
  }
  return folder;
}

const byId = (units: readonly Unit[]): ReadonlyMap<string, Unit> => new Map(units.map((unit) => [unit.id, unit]));

test("locales: all texts of the pages are translated, no others, and pages load what was made of that", async () => {
  const folder = remade();
  const extracted = readXliff(readFileSync(join(folder, "en.xlf"), "utf8"));
  expect(byId(committed())).toEqual(byId(extracted));
  const options = await prettier.resolveConfig(TEMPLATES);
  const formatted = await prettier.format(readFileSync(join(folder, "en.ts"), "utf8"), {
    ...options,
    filepath: TEMPLATES,
  });
  expect(readFileSync(TEMPLATES, "utf8")).toBe(formatted);
});
