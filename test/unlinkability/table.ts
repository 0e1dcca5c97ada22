// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

// What `npm run test:unlinkability` prints: pair, what the adversary saw, verdict.

const rows: (readonly [string, string, string, string])[] = [["pair", "adversary", "saw", "verdict"]];

/** @param isAlike whether the worlds could not be told apart */
export function say(pair: string, adversary: string, saw: string, isAlike: boolean): void {
  rows.push([pair, adversary, saw, isAlike ? "alike" : "told apart"]);
}

export function printTable(): void {
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  process.stdout.write(`\n${lines.join("\n")}\n\n`);
  rows.splice(1);
}
