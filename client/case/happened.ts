// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

// What happened in a case, short enough to stand beside it.

interface Spoken {
  readonly by: "submitter" | "member";
  readonly name: string | null;
  readonly date: string;
  readonly words: { readonly what: string };
}

export interface Happening<Said> {
  readonly said: Said;
  /** How many messages of one writer on one day stand for each other here. */
  readonly times: number;
}

/** In order; messages that one wrote after each other on one day are one. */
export function happenings<Said extends Spoken>(conversation: readonly Said[]): Happening<Said>[] {
  const list: Happening<Said>[] = [];
  for (const said of conversation) {
    const last = list.at(-1);
    const isMore =
      last?.said.words.what === "message" &&
      said.words.what === "message" &&
      last.said.by === said.by &&
      last.said.name === said.name &&
      last.said.date === said.date;
    if (isMore) list.splice(-1, 1, { said, times: last.times + 1 });
    else list.push({ said, times: 1 });
  }
  return list;
}
