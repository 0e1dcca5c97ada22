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

export function problemsOf(draft: Draft, fields: readonly DraftField[]): DraftProblem[] {
  return fields.flatMap((field) => {
    const message = REQUIRED[field];
    return message !== undefined && draft[field].trim() === "" ? [{ field, message }] : [];
  });
}
