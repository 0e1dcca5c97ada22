// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { html, type TemplateResult } from "lit";
import { language, setLanguage, type Language } from "../locales/locale.ts";

const NAMES: Readonly<Record<Language, string>> = { nl: "Nederlands", en: "English" };

async function change(chosen: Language): Promise<void> {
  await setLanguage(chosen);
  document.documentElement.lang = chosen;
}

/** To the other language, in that language's own word. */
export function languageSwitch(): TemplateResult {
  const other = language() === "nl" ? "en" : "nl";
  return html`<button type="button" class="ts-link" lang=${other} @click=${() => void change(other)}>
    ${NAMES[other]}
  </button>`;
}
