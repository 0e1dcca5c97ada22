// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { html, nothing, type TemplateResult } from "lit";
import { language, setLanguage, type Language } from "../locales/locale.ts";
import { PageElement } from "./page.ts";

const NAMES: Readonly<Record<Language, string>> = { nl: "Nederlands", en: "English" };
/** In the language that somebody wants to read. */
const FAILURES: Readonly<Record<Language, string>> = {
  nl: "Dat lukte niet. Controleer uw internet.",
  en: "That did not work. Check your internet.",
};

/** To the other language, in that language's own word. */
class LanguageSwitch extends PageElement {
  static override properties = { failed: { state: true } };
  declare private failed: Language | null;

  constructor() {
    super();
    this.failed = null;
  }

  async #change(chosen: Language): Promise<void> {
    this.failed = null;
    try {
      await setLanguage(chosen);
      document.documentElement.lang = chosen;
    } catch {
      this.failed = chosen;
    }
  }

  protected override render(): TemplateResult {
    const other = language() === "nl" ? "en" : "nl";
    const { failed } = this;
    return html`<button type="button" class="ts-link" lang=${other} @click=${() => void this.#change(other)}>
        ${NAMES[other]}
      </button>
      ${failed === null ? nothing : html`<span class="ts-small" role="alert" lang=${failed}>${FAILURES[failed]}</span>`}`;
  }
}

customElements.define("ts-language", LanguageSwitch);

export function languageSwitch(): TemplateResult {
  return html`<ts-language></ts-language>`;
}
