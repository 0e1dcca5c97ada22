// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { accept } from "./accept.ts";
import { browser } from "./browser.ts";
import { gateway } from "./gateway.ts";
import { formatTable, type Row } from "./row.ts";
import { sequence } from "./sequence.ts";
import { tokens } from "./tokens.ts";

// `npm run bench`, or some sections of it: `node test/bench/main.ts accept sequence`. `--large` adds a log of a million envelopes.

const SECTIONS: Readonly<Record<string, () => Promise<Row[]>>> = {
  accept,
  gateway,
  tokens: () => tokens(),
  sequence: () => sequence(process.argv.includes("--large")),
  browser,
};

const names = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const unknown = names.filter((name) => !(name in SECTIONS));
if (unknown.length > 0) {
  console.error(`no section ${unknown.join(", ")}; there are ${Object.keys(SECTIONS).join(", ")}`);
  process.exit(1);
}

const rows: Row[] = [];
for (const [name, measure] of Object.entries(SECTIONS)) {
  if (names.length > 0 && !names.includes(name)) continue;
  console.error(`${name} …`);
  rows.push(...(await measure()));
}
console.log(formatTable(rows));
