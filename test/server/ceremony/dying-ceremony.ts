// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readFileSync } from "node:fs";
import { base64urlDecode } from "#crypto";
import { readBoardKeys } from "../../../server/board-keys.ts";
import { accept, publishDirectory, type CeremonyBoard } from "../../../server/ceremony/index.ts";
import { openDatabase } from "../../../server/database/index.ts";
import { changePhrase } from "../../../server/desk/phrases.ts";
import { InForce } from "../../../server/directory/index.ts";
import { afterStatement } from "../log/statements.ts";

// A process that does one deed of a ceremony and dies by SIGKILL after the statement of it that it is told.

const [url = "", keysFile = "", origin = "", statement = "", deedFile = ""] = process.argv.slice(2);
const opened = await openDatabase(url, 1);
const database = afterStatement(opened, Number(statement), () => {
  process.kill(process.pid, "SIGKILL");
  return Promise.resolve();
});
const inForce = new InForce({ database, origin, trusted: null });
const { logs, gateway } = readBoardKeys(keysFile, origin);
const board: CeremonyBoard = {
  origin,
  database,
  logs,
  gateway: gateway.publicKey,
  inForce,
  trusted: null,
  now: Date.now,
};

const [deed, given] = JSON.parse(readFileSync(deedFile, "utf8")) as [string, Readonly<Record<string, string>>];
const bytes = (name: string): Uint8Array => base64urlDecode(given[name] ?? "");
const [loginKey, keyring] =
  deed === "publish" ? [new Uint8Array(0), new Uint8Array(0)] : [bytes("loginKey"), bytes("keyring")];
if (deed === "accept") {
  const acceptance = { id: bytes("id"), box: bytes("box"), tag: bytes("tag"), loginKey, keyring };
  await accept(database, origin, acceptance, new Date().toISOString().slice(0, 10));
}
if (deed === "phrase")
  await changePhrase(database, { identity: bytes("identity"), loginKey, keyring, replaces: bytes("replaces") });
if (deed === "publish") await publishDirectory(board, given["document"] ?? "");
await opened.destroy();
