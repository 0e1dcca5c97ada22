// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readFileSync } from "node:fs";

export type Language = "nl" | "en";

/** A text of the pages, named by its Dutch, as it stands in one language. */
export type Speech = (dutch: string) => string;

const XLIFF = new URL("../../client/locales/en.xlf", import.meta.url);
const UNIT = /<trans-unit[^>]*>\s*<source>([^]*?)<\/source>\s*<target>([^]*?)<\/target>/g;

const plain = (xml: string): string =>
  xml.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");

function english(): ReadonlyMap<string, string> {
  const units = [...readFileSync(XLIFF, "utf8").matchAll(UNIT)];
  return new Map(units.map(([, source = "", target = ""]) => [plain(source), plain(target)]));
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
