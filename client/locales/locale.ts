// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { configureLocalization } from "@lit/localize";

// Texts stand in Dutch where they are used; `en.xlf` translates them, and `npm run locales` makes `en.ts` of it.

export type Language = "nl" | "en";

const english = () => import("./en.ts");

const { getLocale, setLocale } = configureLocalization({
  sourceLocale: "nl",
  targetLocales: ["en"],
  loadLocale: english,
});

export function language(): Language {
  return getLocale() === "en" ? "en" : "nl";
}

/** All pages change at once, and nothing that was typed is lost. Remembered for as long as the page is open. */
export async function setLanguage(chosen: Language): Promise<void> {
  await setLocale(chosen);
  document.documentElement.lang = chosen;
}

/**
 * Fetches both languages, also for who never changes: nobody is to be told by which they read. Without it a switch fetches it
 * itself and fails aloud, so its failure here changes nothing.
 */
export function fetchLanguages(): void {
  english().catch(() => undefined);
}
