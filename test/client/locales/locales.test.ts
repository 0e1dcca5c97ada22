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

/** Whose texts stand apart, and the configuration that gathers them. */
const SUBMITTER = { folder: "client/locales", configuration: "lit-localize.json" };
const PUBLIC = { folder: "client/locales/public", configuration: "lit-localize.public.json" };
const THREAD = { folder: "client/locales/thread", configuration: "lit-localize.thread.json" };
const STAFF = { folder: "client/locales/staff", configuration: "lit-localize.staff.json" };
const DESK = { folder: "client/locales/desk", configuration: "lit-localize.desk.json" };
const CASE = { folder: "client/locales/case", configuration: "lit-localize.case.json" };
const KEYS = { folder: "client/locales/keys", configuration: "lit-localize.keys.json" };
type Pages = typeof SUBMITTER;
const ALL = [SUBMITTER, THREAD, PUBLIC, STAFF, DESK, CASE, KEYS];

/** Names, and words that are the same in both languages. */
const SAME: ReadonlySet<string> = new Set(["JavaScript", "Menu", "Privacy", "Teams", "team"]);

const xliffOf = ({ folder }: Pages): string => join(ROOT, folder, "en.xlf");

function committed(pages: Pages): Unit[] {
  const file = xliffOf(pages);
  if (!existsSync(file)) throw new Error(`${file} is not there: run \`npm run locales\` and translate it`);
  return readXliff(readFileSync(file, "utf8"));
}

const translated = (pages: Pages): (Unit & { readonly target: Content })[] =>
  committed(pages).flatMap((unit) => (unit.target === null ? [] : [{ ...unit, target: unit.target }]));
const wordsOf = ({ text }: Content): string => text.replaceAll(/\{\d+\}/g, "");

test.each(ALL)("locales: every text in $folder has an English one", (pages) => {
  const units = committed(pages);
  expect(units).not.toEqual([]);
  const isMissing = ({ source, target }: Unit): boolean =>
    target === null || (wordsOf(target).trim() === "" && wordsOf(source).trim() !== "");
  expect(units.filter(isMissing).map(({ source }) => source.text)).toEqual([]);
});

test.each(ALL)("locales: no text in $folder was left in Dutch", (pages) => {
  const isLeft = ({ source, target }: Unit): boolean =>
    target?.text === source.text && /\p{L}/u.test(wordsOf(source)) && !SAME.has(source.text);
  expect(
    translated(pages)
      .filter(isLeft)
      .map(({ source }) => source.text),
  ).toEqual([]);
});

test.each(ALL)("locales: a translation in $folder has the placeholders of its source, each once", (pages) => {
  const units = translated(pages);
  const placeholdersOf = (side: "source" | "target") =>
    units.map((unit) => [unit.source.text, unit[side].placeholders] as const);
  expect(placeholdersOf("target")).toEqual(placeholdersOf("source"));
});

test.each(ALL)("locales: a translation in $folder begins or ends with a blank only where its source does", (pages) => {
  const blanks = ({ text }: Content): boolean[] => [/^\s/.test(text), /\s$/.test(text)];
  for (const { source, target } of translated(pages)) {
    expect([target.text, ...blanks(target)]).toEqual([target.text, ...blanks(source)]);
  }
});

const byId = (units: readonly Unit[]): ReadonlyMap<string, Unit> => new Map(units.map((unit) => [unit.id, unit]));

test.each([THREAD, PUBLIC, STAFF, KEYS])(
  "locales: what pages of $folder and the submitter's show has one translation",
  (pages) => {
    const others = byId(committed(pages));
    const shared = committed(SUBMITTER).filter(({ id }) => others.has(id));
    expect(shared).not.toEqual([]);
    for (const unit of shared) expect(others.get(unit.id)).toEqual(unit);
  },
);

/** What `npm run locales` makes of the sources and translations as they are now. @returns a folder with `en.xlf` and `en.ts` */
function remade(pages: Pages): string {
  const folder = mkdtempSync(join(tmpdir(), "tegenspraak-locales-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const configuration = JSON.parse(readFileSync(join(ROOT, pages.configuration), "utf8")) as Record<string, object>;
  const { output, interchange, inputFiles } = configuration;
  const elsewhere = {
    ...configuration,
    tsConfig: join(ROOT, "client/tsconfig.json"),
    inputFiles: (inputFiles as string[]).map((file) => join(ROOT, file)),
    output: { ...output, outputDir: folder },
    interchange: { ...interchange, xliffDir: folder },
  };
  const file = join(folder, "lit-localize.json");
  writeFileSync(file, JSON.stringify(elsewhere));
  if (existsSync(xliffOf(pages))) cpSync(xliffOf(pages), join(folder, "en.xlf"));
  const program = join(ROOT, "node_modules/@lit/localize-tools/bin/lit-localize.js");
  for (const command of ["extract", "build"]) {
    execFileSync(process.execPath, [program, command, "--config", file], { stdio: "pipe" });
  }
  return folder;
}

test.each(ALL)(
  "locales: all texts of the pages of $folder are translated, no others, and pages load that",
  async (pages) => {
    const folder = remade(pages);
    const extracted = readXliff(readFileSync(join(folder, "en.xlf"), "utf8"));
    expect(byId(committed(pages))).toEqual(byId(extracted));
    const templates = join(ROOT, pages.folder, "en.ts");
    const options = await prettier.resolveConfig(templates);
    const formatted = await prettier.format(readFileSync(join(folder, "en.ts"), "utf8"), {
      ...options,
      filepath: templates,
    });
    expect(readFileSync(templates, "utf8")).toBe(formatted);
  },
);
