// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { configureLocalization, type LocaleModule } from "@lit/localize";

// Texts stand in Dutch where they are used; `en.xlf` translates them, and `npm run locales` makes `en.ts` of it.

export type Language = "nl" | "en";

/** A build keeps this many characters of each id (build/short-ids.ts). */
const SHORT_ID = 8;

const english = async (): Promise<LocaleModule> => {
  const templates: LocaleModule["templates"] = (await import("./en.ts")).templates;
  const find = (kept: typeof templates, id: string): unknown => kept[id] ?? kept[id.slice(0, SHORT_ID)];
  return { templates: new Proxy(templates, { get: (kept, id) => find(kept, String(id)) }) };
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
 */
export function fetchLanguages(): void {
  english().catch(() => undefined);
}
