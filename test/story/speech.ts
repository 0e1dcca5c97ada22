// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readFileSync } from "node:fs";
import { readXliff } from "../client/locales/xliff.ts";

export type Language = "nl" | "en";

/** A text of the pages, named by its Dutch, as it stands in one language. */
export type Speech = (dutch: string) => string;

const XLIFFS = [
  "en.xlf",
  "thread/en.xlf",
  "public/en.xlf",
  "staff/en.xlf",
  "desk/en.xlf",
  "case/en.xlf",
  "keys/en.xlf",
].map((file) => new URL(`../../client/locales/${file}`, import.meta.url));
function english(): ReadonlyMap<string, string> {
  const units = XLIFFS.flatMap((file) => readXliff(readFileSync(file, "utf8")));
  return new Map(units.flatMap(({ source, target }) => (target === null ? [] : [[source.text, target.text]])));
}

/** Texts without anything filled in. */
export function speechOf(language: Language): Speech {
  if (language === "nl") return (dutch) => dutch;
  const texts = english();
  return (dutch) => {
    const text = texts.get(dutch);
    if (text === undefined) throw new Error(`no English for “${dutch}”`);
    return text;
  };
}
