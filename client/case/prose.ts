// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

// How text is laid out (crypto/thread/SPEC.md, "Events"): paragraphs, lists and strong words. Nothing in it is ever markup.

/** A run of one line. */
export interface Run {
  readonly text: string;
  readonly isStrong: boolean;
}

export type Line = readonly Run[];

export type Block =
  | { readonly kind: "paragraph"; readonly lines: readonly Line[] }
  | { readonly kind: "bullets"; readonly lines: readonly Line[] }
  | {
      readonly kind: "numbers";
      readonly lines: readonly Line[];
      /** Number of the first line, as it was written. */
      readonly start: number;
    };

const BULLET = /^\s*[-*•]\s+(?=\S)/u;
const NUMBER = /^\s*(\d{1,3})[.)]\s+(?=\S)/u;

const OPENING = /\*\*(?=\S)/gu;
const CLOSING = /(?<=\S)\*\*/gu;

/** Where `mark` first stands at or after `from`; -1 where it does not. */
function find(mark: RegExp, line: string, from: number): number {
  mark.lastIndex = from;
  return mark.exec(line)?.index ?? -1;
}

/** Strong words stand between two marks, without blanks beside them. In one pass: a line of 64 KiB may be all marks. */
function runsOf(line: string): Line {
  const runs: Run[] = [];
  let rest = 0;
  for (let open = find(OPENING, line, 0); open >= 0; open = find(OPENING, line, rest)) {
    // What closes nothing here closes nothing further on either.
    const close = find(CLOSING, line, open + 3);
    if (close < 0) break;
    runs.push({ text: line.slice(rest, open), isStrong: false }, { text: line.slice(open + 2, close), isStrong: true });
    rest = close + 2;
  }
  return [...runs, { text: line.slice(rest), isStrong: false }].filter(({ text }) => text !== "");
}

/** A line without the mark of a list that it began with. */
export interface Marked {
  readonly kind: Block["kind"];
  readonly text: string;
  readonly start: number;
}

export function mark(line: string): Marked {
  const bullet = BULLET.exec(line);
  if (bullet !== null) return { kind: "bullets", text: line.slice(bullet[0].length), start: 1 };
  const number = NUMBER.exec(line);
  if (number !== null) return { kind: "numbers", text: line.slice(number[0].length), start: Number(number[1]) };
  return { kind: "paragraph", text: line, start: 1 };
}

/** Lines that follow each other in one way are one block; a blank line ends it. */
export function blocksOf(text: string): Block[] {
  const blocks: { kind: Block["kind"]; lines: Line[]; start: number }[] = [];
  let isOpen = false;
  for (const line of text.split("\n")) {
    const { kind, text: rest, start } = mark(line);
    const last = blocks.at(-1);
    if (line.trim() === "") isOpen = false;
    else if (isOpen && last?.kind === kind) last.lines.push(runsOf(rest));
    else {
      blocks.push({ kind, lines: [runsOf(rest)], start });
      isOpen = true;
    }
  }
  return blocks.map(({ kind, lines, start }) => (kind === "numbers" ? { kind, lines, start } : { kind, lines }));
}
