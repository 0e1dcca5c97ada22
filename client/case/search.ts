// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { folded } from "./plain-text.ts";

// Searching what is open on a page. Nothing of it leaves the page.

/** A piece of a text, for showing what was found in it. */
export interface Piece {
  readonly text: string;
  readonly isMatch: boolean;
}

/** Something that can be searched, and what it is. */
export interface Text<Where> {
  readonly where: Where;
  readonly text: string;
}

export interface Match<Where> {
  readonly title: readonly Piece[];
  /** A little around what was found elsewhere; null where the title says all. */
  readonly excerpt: { readonly where: Where; readonly pieces: readonly Piece[] } | null;
}

interface Folded {
  readonly text: string;
  /** Where each of its code units began in the original, and after the last where that ends. */
  readonly from: readonly number[];
}

/** Without accents and capitals, one character after another: each still knows where it came from. */
function foldEach(text: string): Folded {
  const units: string[] = [];
  const from: number[] = [];
  let at = 0;
  for (const character of text) {
    const [plain, begin] = [folded(character), at];
    units.push(plain);
    from.push(...Array.from({ length: plain.length }, () => begin));
    at += character.length;
  }
  return { text: units.join(""), from: [...from, text.length] };
}

/** What was typed, word by word. */
export function searchWords(typed: string): string[] {
  return folded(typed)
    .split(/\s+/u)
    .filter((word) => word !== "");
}

type Range = readonly [start: number, end: number];

/** Where the words stand in the original, from the left and without overlaps. */
function rangesOf({ text, from }: Folded, words: readonly string[]): Range[] {
  const found: Range[] = [];
  for (const word of words) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      found.push([from[at] ?? 0, endOf(from, at + word.length)]);
    }
  }
  const joined: Range[] = [];
  for (const [start, end] of found.sort(([a], [b]) => a - b)) {
    const last = joined.at(-1);
    if (last === undefined || start > last[1]) joined.push([start, end]);
    else joined.splice(-1, 1, [last[0], Math.max(last[1], end)]);
  }
  return joined;
}

/** A character that folds to several ends where the next one begins. */
function endOf(from: readonly number[], at: number): number {
  const before = from[at - 1];
  return from.slice(at).find((start) => start !== before) ?? from.at(-1) ?? 0;
}

function piecesOf(text: string, ranges: readonly Range[]): Piece[] {
  const pieces: Piece[] = [];
  let rest = 0;
  for (const [start, end] of ranges) {
    pieces.push({ text: text.slice(rest, start), isMatch: false }, { text: text.slice(start, end), isMatch: true });
    rest = end;
  }
  return [...pieces, { text: text.slice(rest), isMatch: false }].filter((piece) => piece.text !== "");
}

/** Characters before what was found, and after it. */
const BEFORE = 24;
const AFTER = 72;

/** On one line, cut at blanks where there are any. */
function excerptOf(text: string, words: readonly string[]): Piece[] {
  const line = text.replaceAll(/\s+/gu, " ").trim();
  const [first] = rangesOf(foldEach(line), words);
  const start = first?.[0] ?? 0;
  const from = start <= BEFORE ? 0 : line.indexOf(" ", start - BEFORE) + 1;
  const end = line.length <= start + AFTER ? line.length : line.lastIndexOf(" ", start + AFTER);
  const shown = line.slice(Math.min(from, start), Math.max(end, first?.[1] ?? 0)).toWellFormed();
  const pieces = piecesOf(shown, rangesOf(foldEach(shown), words));
  const [before, after] = [Math.min(from, start) > 0 ? "… " : "", end < line.length ? " …" : ""];
  return [{ text: before, isMatch: false }, ...pieces, { text: after, isMatch: false }].filter(
    (piece) => piece.text !== "",
  );
}

/** What can be searched of one thing: folding takes longer than looking, and a whole text folds faster than its characters. */
export class Searchable<Where> {
  readonly #title: string;
  readonly #titleFolded: Folded;
  readonly #others: readonly (Text<Where> & { readonly folded: string })[];

  constructor(title: string, others: readonly Text<Where>[]) {
    this.#title = title;
    this.#titleFolded = foldEach(title);
    this.#others = others.map((other) => ({ ...other, folded: folded(other.text) }));
  }

  /** @returns null where one of the words stands nowhere in it */
  match(words: readonly string[]): Match<Where> | null {
    const elsewhere = words.filter((word) => !this.#titleFolded.text.includes(word));
    if (!elsewhere.every((word) => this.#others.some((other) => other.folded.includes(word)))) return null;
    const title = piecesOf(this.#title, rangesOf(this.#titleFolded, words));
    const found = this.#others.find((other) => elsewhere.some((word) => other.folded.includes(word)));
    const excerpt = found === undefined ? null : { where: found.where, pieces: excerptOf(found.text, words) };
    return { title, excerpt };
  }
}
