// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import closeWithGrace from "close-with-grace";
import { join } from "node:path";
import { buildApp } from "./app.ts";
import { ConfigError, readConfig, type Config } from "./config.ts";
import {
  DatabaseUnusable,
  ensureDatabase,
  openDatabase,
  OwnedElsewhere,
  startPostgres,
  type Database,
} from "./database/index.ts";
import { PagesMissing } from "./pages.ts";

const CONNECTIONS = 20;

const UNUSABLE_FILE = new Set(["EACCES", "EPERM", "EEXIST", "EISDIR", "ENOTDIR", "EROFS", "ENOSPC", "ENAMETOOLONG"]);

/** What an operator can put right gets one line; anything else is a defect and keeps its stack. */
function oneLine(error: unknown): string | null {
  if (error instanceof ConfigError || error instanceof DatabaseUnusable) return error.message;
  if (error instanceof OwnedElsewhere || error instanceof PagesMissing) return error.message;
  const { code = "", port, syscall = "", path } = error as NodeJS.ErrnoException & { port?: number };
  if (code === "EADDRINUSE") return `PORT: ${port ?? "this port"} is in use; choose another`;
  if (/^(?:listen|bind|getaddrinfo)$/.test(syscall)) return `HOST or PORT: cannot listen there (${code})`;
  // Files of ours are in DATA_DIR, or are the board's keys.
  if (UNUSABLE_FILE.has(code)) return `DATA_DIR or BOARD_KEYS: ${path ?? "a file there"} cannot be used (${code})`;
  return null;
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Closed in the reverse order of opening. */
const closers: (() => Promise<unknown>)[] = [];

async function closeAll(): Promise<void> {
  for (const close of closers.splice(0).reverse()) await close();
}

async function openBoardDatabase(config: Config): Promise<Database | null> {
  if (!config.roles.has("board")) return null;
  let url = config.databaseUrl;
  if (url === null) {
    const folder = join(config.dataDir, "postgres");
    const postgres = await startPostgres(folder);
    closers.push(() => postgres.stop());
    url = await ensureDatabase(postgres, folder, "board");
  }
  const database = await openDatabase(url, CONNECTIONS);
  closers.push(() => database.destroy());
  return database;
}

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const database = await openBoardDatabase(config);
  const app = await buildApp({ config, database, log: process.env["LOG"] !== "off" });
  closers.push(() => app.close());
  for (const { app: listener, port } of app.listeners) {
    closers.push(() => listener.close());
    await listener.listen({ host: config.host, port, listenTextResolver: () => "listening" });
  }
  if (app.demoMembers.length > 0) {
    print("This is a demo: nobody in it is real, and its secrets are printed here.");
    for (const { name, team, phrase } of app.demoMembers) print(`  ${name} (${team}): ${phrase}`);
    print(`  desk: ${config.boardOrigin}   people and phrases: ${config.relayOrigin}/demo.html`);
  }
  print(`tegenspraak ready at ${config.roles.has("relay") ? config.relayOrigin : config.boardOrigin}`);
}

/** A signal may come while we start: what then breaks under the start's hands is no failure of it. */
const ending = new AbortController();

closeWithGrace({ delay: 10_000, logger: false }, async ({ err }) => {
  ending.abort();
  if (err !== undefined) process.stderr.write(`${err.stack ?? err.message}\n`);
  await closeAll();
});

try {
  await start();
} catch (error) {
  if (!ending.signal.aborted) {
    await closeAll();
    process.stderr.write(
      `${oneLine(error) ?? (error instanceof Error ? (error.stack ?? error.message) : "unknown error")}\n`,
    );
    process.exit(1);
  }
}
