// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext } from "playwright-core";
import {
  base64urlDecode,
  concat,
  decodeEntries,
  encodeEntries,
  leafHash,
  logName,
  randomBytes,
  rootOf,
  signCheckpoint,
  signingKey,
} from "#crypto";

const ORIGIN = "tegenspraak.localhost";

/** What an operator who holds the log's own key can serve to one visitor: another first entry, one more at the end, all of it signed. */
export async function serveRewrittenLog(context: BrowserContext, relay: string, dataFolder: string): Promise<void> {
  const source = readFileSync(join(dataFolder, "board-keys.json"), "utf8");
  const { letters } = JSON.parse(source) as { letters: string };
  const checkpoint = await (await fetch(`${relay}/v1/logs/letters/checkpoint`)).text();
  const size = Number(checkpoint.split("\n")[1]);
  const bundle = await fetch(`${relay}/v1/logs/letters/tile/entries/000.p/${size}`);
  const [, ...others] = decodeEntries(new Uint8Array(await bundle.arrayBuffer()), "letters");
  const entries = [randomBytes(48), ...others, randomBytes(48)];
  const name = logName(ORIGIN, "letters");
  const root = rootOf(entries.map((entry) => leafHash(entry)));
  const signer = { name, key: signingKey(base64urlDecode(letters)) };
  const note = signCheckpoint({ origin: name, size: entries.length, root }, signer);
  await context.route("**/v1/logs/letters/checkpoint", (route) => route.fulfill({ body: note }));
  await context.route("**/v1/logs/letters/tile/entries/**", (route) =>
    route.fulfill({ body: Buffer.from(concat(encodeEntries(entries))) }),
  );
}
