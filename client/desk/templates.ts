// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { insertSentence } from "./markup.ts";

interface Templates {
  readonly sentences: readonly string[];
  readonly onType: (text: string) => void;
}

/** Puts one in the field of the form that it stands in, where the cursor is. */
export function templatesView({ sentences, onType }: Templates): TemplateResult {
  const insert = (event: Event, sentence: string): void => {
    const field = (event.currentTarget as HTMLElement).closest("form")?.querySelector("textarea");
    if (!field) return;
    const { value, selectionStart, selectionEnd } = field;
    const { text, start } = insertSentence({ text: value, start: selectionStart, end: selectionEnd }, sentence);
    field.value = text;
    field.focus();
    field.setSelectionRange(start, start);
    onType(text);
  };
  return html`<details class="ts-details ts-templates">
    <summary>${msg("Zinnen om mee te beginnen")}</summary>
    <p class="ts-small ts-soft">
      ${msg("Een zin komt in uw tekst, waar uw cursor staat. U kunt hem daar veranderen.")}
    </p>
    <ul>
      ${sentences.map(
        (sentence) =>
          html`<li>
            <button
              type="button"
              class="ts-link"
              aria-controls="message"
              @click=${(event: Event) => insert(event, sentence)}
            >
              ${sentence}
            </button>
          </li>`,
      )}
    </ul>
  </details>`;
}
