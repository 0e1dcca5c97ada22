// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { blocksOf, mark, type Block } from "../case/prose.ts";

// Marks that a reader lays out (crypto/thread/SPEC.md, "Events"), put in and taken out again as one types.

/** A field's text and what is selected in it, in UTF-16 code units. */
export interface Selection {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export type Mark = "strong" | Exclude<Block["kind"], "paragraph">;

const STRONG = /^\*\*(?=\S)(?:(?!\*\*).)+(?<=\S)\*\*$/u;
/** A list that has its mark and no words yet. */
const BARE = /^\s*(?:[-*•]|\d{1,3}[.)])\s*$/u;

/** Whether laying it out shows something else than what was typed. */
export function hasMarks(text: string): boolean {
  return blocksOf(text).some(({ kind, lines }) => kind !== "paragraph" || lines.flat().some((run) => run.isStrong));
}

function replaced({ text }: Selection, start: number, end: number, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}

/** What the strong words of a line can be: without the mark of a list, and without the spaces around. */
function coreOf(line: string, isWhole: boolean): readonly [before: string, core: string, after: string] {
  const rest = isWhole ? mark(line).text : line;
  const core = rest.trim();
  const from = line.length - rest.length + rest.indexOf(core);
  return [line.slice(0, from), core, line.slice(from + core.length)];
}

/** Strong words end with their line, so each line gets marks of its own. */
function toggleStrong(selection: Selection): Selection {
  const { text, start, end } = selection;
  if (start === end) return { text: replaced(selection, start, end, "****"), start: start + 2, end: start + 2 };
  const chosen = text.slice(start, end);
  const isInside = text.slice(start - 2, start) === "**" && text.slice(end, end + 2) === "**";
  if (isInside && start >= 2 && STRONG.test(`**${chosen}**`)) {
    return { text: replaced(selection, start - 2, end + 2, chosen), start: start - 2, end: end - 2 };
  }
  const beginsLine = start === 0 || text[start - 1] === "\n";
  const lines = chosen.split("\n").map((line, i) => coreOf(line, i > 0 || beginsLine));
  const isStrong = lines.every(([, core]) => core === "" || STRONG.test(core));
  const changed = lines.map(([before, core, after]) => {
    if (core === "") return before + core + after;
    const plain = core.replaceAll("**", "");
    return before + (isStrong ? plain : `**${plain}**`) + after;
  });
  const by = changed.join("\n");
  return { text: replaced(selection, start, end, by), start, end: start + by.length };
}

/** From the beginning of the first line that is touched to the end of the last. */
function linesAround({ text, start, end }: Selection): readonly [from: number, to: number] {
  const last = end > start && text[end - 1] === "\n" ? end - 1 : end;
  const to = text.indexOf("\n", last);
  return [start === 0 ? 0 : text.lastIndexOf("\n", start - 1) + 1, to === -1 ? text.length : to];
}

function toggleList(selection: Selection, kind: "bullets" | "numbers"): Selection {
  const [from, to] = linesAround(selection);
  const lines = selection.text.slice(from, to).split("\n");
  const marked = lines.map((line) => (BARE.test(line) ? { kind, text: "" } : mark(line)));
  const isBlank = (line: string): boolean => line.trim() === "";
  const isList = lines.every((line, i) => isBlank(line) || marked[i]?.kind === kind) && !lines.every(isBlank);
  let number = 0;
  const changed = marked.map(({ text }, i) => {
    if (isList) return text;
    if (lines.length > 1 && isBlank(lines[i] ?? "")) return "";
    return kind === "bullets" ? `- ${text}` : `${++number}. ${text}`;
  });
  const by = changed.join("\n");
  const text = replaced(selection, from, to, by);
  if (selection.start !== selection.end) return { text, start: from, end: from + by.length };
  const cursor = Math.max(from, selection.start + by.length - (to - from));
  return { text, start: cursor, end: cursor };
}

/** Puts the mark on what is selected, or takes it off where all of it has it already. */
export function toggleMark(selection: Selection, kind: Mark): Selection {
  return kind === "strong" ? toggleStrong(selection) : toggleList(selection, kind);
}

/** Puts a sentence in place of what is selected, apart from the words beside it; the cursor comes after it. */
export function insertSentence(selection: Selection, sentence: string): Selection {
  const { text, start, end } = selection;
  const before = start === 0 || /\s$/u.test(text.slice(0, start)) ? "" : " ";
  const after = /^(?:\s|$)/u.test(text.slice(end)) ? "" : " ";
  const cursor = start + before.length + sentence.length;
  return { text: replaced(selection, start, end, before + sentence + after), start: cursor, end: cursor };
}
