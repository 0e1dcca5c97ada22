// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

// One line of the table. A benchmark prints figures; nothing here passes or fails a test.

export interface Row {
  readonly what: string;
  /** The figure with its unit, and what it was made of. */
  readonly measured: string;
  /** Bounds of the same figure; null where there is none and the line is only there to explain the others. */
  readonly goal: Goal | null;
}

export interface Goal {
  readonly value: number;
  readonly bar: number;
  readonly moonshot: number;
  readonly unit: string;
  readonly isBetter: "lower" | "higher";
}

/** A line without a bar. */
export const note = (what: string, measured: string): Row => ({ what, measured, goal: null });

function verdictOf({ value, bar, moonshot, isBetter }: Goal): string {
  const reaches = (bound: number): boolean => (isBetter === "lower" ? value <= bound : value >= bound);
  if (reaches(moonshot)) return "moonshot";
  return reaches(bar) ? "bar" : "SHORT";
}

function cellsOf({ what, measured, goal }: Row): string[] {
  if (goal === null) return [what, measured, "", "", ""];
  const bound = (value: number): string => `${value.toLocaleString("en")}${goal.unit === "" ? "" : ` ${goal.unit}`}`;
  return [what, measured, bound(goal.bar), bound(goal.moonshot), verdictOf(goal)];
}

/** The table in Markdown, columns aligned, so that it reads in a terminal and can go into docs/benchmarks.md as it is. */
export function formatTable(rows: readonly Row[]): string {
  const lines = [["what", "measured", "bar", "moonshot", "verdict"], ...rows.map(cellsOf)];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  const shown = lines.map((cells) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |`);
  const rule = `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`;
  return [...shown.slice(0, 1), rule, ...shown.slice(1)].join("\n");
}

/** Of an even number of values the upper one of the middle two. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** @param fraction from 0 to 1 */
export function quantile(values: readonly number[], fraction: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * fraction))] ?? NaN;
}

export const whole = (value: number): string => Math.round(value).toLocaleString("en");
export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;
export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;
