// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { asFile, goldenFile, LISTS } from "./files.ts";
import { deterministic, madeOnce } from "./formats.ts";
import { gatewayDeterministic, gatewayMadeOnce } from "./gateway.ts";
import { handsDeterministic, handsMadeOnce } from "./hands.ts";

// Writes golden files that are missing. One that exists is what people's envelopes look like: a format never changes in place,
// it gets a new version and new files beside these.
const files = Object.entries({
  ...deterministic(LISTS),
  ...handsDeterministic(),
  ...gatewayDeterministic(),
  ...(await madeOnce()),
  ...(await handsMadeOnce()),
  ...(await gatewayMadeOnce()),
});
// Secrets belong to the envelope they were made with, and answers to their request: these come together or not at all.
const TOGETHER = ["envelope/envelope.base64", "envelope/shared-secret.hex"];
const OPENING = ["thread/opening.base64", "thread/opening-shared-secret.hex"];
const EXCHANGE = ["oblivious/request.base64", "oblivious/response.base64"];
const STOCK_EXCHANGE = ["oblivious/stock-request.base64", "oblivious/stock-response.base64"];
const isThere = (name: string): boolean => existsSync(goldenFile(name));
for (const pair of [TOGETHER, OPENING, EXCHANGE, STOCK_EXCHANGE]) {
  if (pair.some(isThere) && !pair.every(isThere)) throw new Error(`only one of ${pair.join(" and ")} is there`);
}
for (const [name, text] of files.filter(([file]) => !isThere(file))) {
  const path = fileURLToPath(goldenFile(name));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, asFile(text), { flag: "wx" });
  process.stdout.write(`${name}\n`);
}
