// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

/** What somebody is writing. Held by the page and nowhere else. */
export interface Draft {
  readonly title: string;
  readonly facts: string;
  readonly judgement: string;
  readonly team: string;
}

export type DraftField = "title" | "facts" | "judgement";

export interface DraftProblem {
  readonly field: DraftField;
  readonly message: string;
}

const REQUIRED: Readonly<Partial<Record<DraftField, string>>> = {
  title: "Schrijf in één zin waar het over gaat.",
  facts: "Schrijf op wat er gebeurde.",
};

/**
 * Characters that a text of ours cannot carry: controls but line feeds, halves of surrogate pairs, and invisible ones that
 * could hide something. They are taken out, and the page says so.
 */
export function withoutInvisible(text: string): string {
  return text
    .toWellFormed()
    .replaceAll("\r\n", "\n")
    .replaceAll(/[^\P{Cc}\n]|[\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFFD]/gu, "");
}

export function problemsOf(draft: Draft, fields: readonly DraftField[]): DraftProblem[] {
  return fields.flatMap((field) => {
    const message = REQUIRED[field];
    return message !== undefined && draft[field].trim() === "" ? [{ field, message }] : [];
  });
}
