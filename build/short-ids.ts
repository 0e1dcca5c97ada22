// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Plugin } from "vite";

const TRANSLATIONS = /\/client\/locales\/(?:(?:staff|public)\/)?en\.ts$/;
const KEY = /^(\s*)([sh][0-9a-f]{16}):/gm;

/** Characters of an id that are kept: a letter and 28 bits, which tell a thousand texts apart. */
export const SHORT_ID = 8;

/** @throws Error where two ids begin alike */
export function shortenIds(source: string): string {
  const ids = [...source.matchAll(KEY)].map(([, , id = ""]) => id.slice(0, SHORT_ID));
  if (ids.length === 0) throw new Error("lit-localize writes its ids otherwise");
  if (new Set(ids).size !== ids.length) throw new Error("two texts whose short ids are the same: keep more of them");
  return source.replaceAll(KEY, (_, blanks: string, id: string) => `${blanks}${id.slice(0, SHORT_ID)}:`);
}

/**
 * Translations are found by a hash of 16 digits each, which nothing can compress: half of it is enough.
 * client/locales/locale.ts looks them up by the same half.
 */
export function shortIds(): Plugin {
  return {
    name: "short-ids",
    enforce: "pre",
    apply: "build",
    transform: (code, id) => (TRANSLATIONS.test(id) ? { code: shortenIds(code), map: null } : null),
  };
}
