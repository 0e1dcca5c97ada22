// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { passes, type Filter } from "../case/queue.ts";
import { Searchable, searchWords, type Match, type Text } from "../case/search.ts";
import type { DeskThread, Said } from "../protocol/index.ts";
import { titleOf } from "./title.ts";

// What of the queue is shown. It lives in this page's memory and goes with it.

export interface Picked {
  readonly typed: string;
  readonly filters: ReadonlySet<Filter>;
}

export const EVERYTHING: Picked = { typed: "", filters: new Set() };

export type Where = "signal" | "message" | "note" | "name";

export interface Shown {
  readonly thread: DeskThread;
  /** Null while nothing is searched. */
  readonly match: Match<Where> | null;
}

export interface Picking {
  readonly shown: readonly Shown[];
  /** How many are left out. */
  readonly hidden: number;
}

function textOf({ words }: Said): string {
  if (words.what === "seen") return "";
  return words.what === "closed" ? words.reasons : words.text;
}

function textsOf({ signal, conversation, side }: DeskThread): Text<Where>[] {
  const written =
    signal === null
      ? []
      : [
          signal.decision,
          signal.facts,
          signal.judgement,
          ...signal.answers.map(({ text }) => text),
          signal.alternative,
          signal.tried,
          signal.asked,
          signal.risk,
          signal.up,
          signal.unit ?? "",
        ];
  const answered = conversation.map((said) => said.answered?.text ?? "");
  const names = [
    ...conversation.map(({ name }) => name ?? ""),
    ...side.notes.map(({ name }) => name ?? ""),
    side.triages?.name ?? "",
    ...side.supports.map(({ name }) => name),
  ];
  const all: readonly (readonly [Where, readonly string[]])[] = [
    ["signal", written],
    ["message", [...conversation.map(textOf), ...answered]],
    ["note", side.notes.map(({ text }) => text)],
    ["name", [...new Set(names)]],
  ];
  return all.flatMap(([where, texts]) => texts.filter((text) => text !== "").map((text) => ({ where, text })));
}

const searchables = new WeakMap<DeskThread, Searchable<Where>>();

/** Made when a case is searched first; a reading brings others. */
function searchableOf(thread: DeskThread): Searchable<Where> {
  const made = searchables.get(thread) ?? new Searchable(titleOf(thread), textsOf(thread));
  searchables.set(thread, made);
  return made;
}

/** In the order of the queue. @param member id of who looks */
export function pick(threads: readonly DeskThread[], { typed, filters }: Picked, member: string): Picking {
  const words = searchWords(typed);
  const shown = threads.flatMap((thread): Shown[] => {
    if (!passes(thread, filters, member)) return [];
    if (words.length === 0) return [{ thread, match: null }];
    const match = searchableOf(thread).match(words);
    return match === null ? [] : [{ thread, match }];
  });
  return { shown, hidden: threads.length - shown.length };
}
