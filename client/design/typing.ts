// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { plainText } from "../case/plain-text.ts";

/** What is typed, cleaned. What was taken out leaves the field at once, with the cursor where it was. */
export function typeInto(field: HTMLTextAreaElement, typed: string): string {
  const text = plainText(typed);
  if (text !== field.value) {
    const cursor = plainText(field.value.slice(0, field.selectionStart)).length;
    field.value = text;
    field.setSelectionRange(cursor, cursor);
  }
  return text;
}
