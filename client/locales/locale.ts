// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { configureLocalization, type LocaleModule } from "@lit/localize";

// Texts stand in Dutch where they are used; an `en.xlf` translates them, and `npm run locales` makes an `en.ts` of it: one for each
// kind of page, and for each part of a page that is fetched later.

export type Language = "nl" | "en";

type Templates = LocaleModule["templates"];

/** Fetches the English of a page. */
export type Texts = () => Promise<{ readonly templates: Templates }>;

/** Of every module that a page named, those that came. */
const known: Record<string, Templates[string]> = {};
const named = new Set<Texts>();

/** A build keeps this many characters of each id (build/short-ids.ts). */
const SHORT_ID = 8;

const english = async (): Promise<LocaleModule> => {
  for (const { templates } of await Promise.all([...named].map((texts) => texts()))) Object.assign(known, templates);
  const find = (kept: Templates, id: string): unknown => kept[id] ?? kept[id.slice(0, SHORT_ID)];
  return { templates: new Proxy(known, { get: (kept, id) => find(kept, String(id)) }) };
};

const { getLocale, setLocale } = configureLocalization({
  sourceLocale: "nl",
  targetLocales: ["en"],
  loadLocale: english,
});

export function language(): Language {
  return getLocale() === "en" ? "en" : "nl";
}

/** All elements change at once, and nothing that was typed is lost. Remembered for as long as the page is open. */
export async function setLanguage(chosen: Language): Promise<void> {
  try {
    await setLocale(chosen);
  } catch (error) {
    // A loading that failed is remembered, and would be what the next attempt gets, until another locale is asked for.
    await setLocale(language());
    throw error;
  }
}

/**
 * Fetches both languages, also for who never changes: nobody is to be told by which they read. Where it fails, a switch fetches
 * it again and says what is wrong.
 * @param own texts of this page
 */
export function fetchLanguages(own: Texts): void {
  fetchTexts(own).catch(() => undefined);
}

/** The same for a part of a page that is fetched later. Rejects where they do not come. */
export async function fetchTexts(own: Texts): Promise<void> {
  named.add(own);
  await english();
}
