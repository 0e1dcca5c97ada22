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
  openIssuerDatabase,
  OwnedElsewhere,
  startPostgres,
  type Database,
  type EmbeddedPostgres,
  type IssuerDatabase,
} from "./database/index.ts";
import { PagesMissing } from "./pages.ts";
import { localUrl } from "./part.ts";

const CONNECTIONS = 20;

interface Databases {
  database: Database | null;
  issuerDatabase: IssuerDatabase | null;
}

const UNUSABLE_FILE = new Set(["EACCES", "EPERM", "EEXIST", "EISDIR", "ENOTDIR", "EROFS", "ENOSPC", "ENAMETOOLONG"]);

/** What an operator can put right gets one line; anything else is a defect and keeps its stack. */
function oneLine(error: unknown): string | null {
  if (error instanceof ConfigError || error instanceof DatabaseUnusable) return error.message;
  if (error instanceof OwnedElsewhere || error instanceof PagesMissing) return error.message;
  const { code = "", port, syscall = "", path } = error as NodeJS.ErrnoException & { port?: number };
  if (code === "EADDRINUSE") return `PORT: ${port ?? "this port"} is in use; choose another`;
  if (/^(?:listen|bind|getaddrinfo)$/.test(syscall)) return `HOST or PORT: cannot listen there (${code})`;
  // Files of ours are in DATA_DIR, or are somebody's keys.
  if (UNUSABLE_FILE.has(code)) return `DATA_DIR or a file of keys: ${path ?? "a file there"} cannot be used (${code})`;
  return null;
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Closed in the reverse order of opening. */
const closers: (() => Promise<unknown>)[] = [];

async function closeAll(): Promise<void> {
  for (const close of closers.splice(0).reverse()) await close();
}

/** Started when the first database that has no address of its own is wanted; board and issuer share it, each with its own login. */
class Embedded {
  readonly #folder: string;
  #postgres: EmbeddedPostgres | undefined;

  constructor(dataDir: string) {
    this.#folder = join(dataDir, "postgres");
  }

  async urlOf(name: "board" | "issuer"): Promise<string> {
    if (this.#postgres === undefined) {
      const postgres = await startPostgres(this.#folder);
      closers.push(() => postgres.stop());
      this.#postgres = postgres;
    }
    return ensureDatabase(this.#postgres, this.#folder, name);
  }
}

async function openDatabases({ roles, dataDir, databaseUrl, issuerDatabaseUrl }: Config): Promise<Databases> {
  const embedded = new Embedded(dataDir);
  const databases: Databases = { database: null, issuerDatabase: null };
  if (roles.has("board")) {
    const database = await openDatabase(databaseUrl ?? (await embedded.urlOf("board")), CONNECTIONS);
    closers.push(() => database.destroy());
    databases.database = database;
  }
  if (roles.has("issuer")) {
    const url = issuerDatabaseUrl ?? (await embedded.urlOf("issuer"));
    const variable = roles.has("board") ? "ISSUER_DATABASE_URL" : "DATABASE_URL";
    const issuerDatabase = await openIssuerDatabase(url, CONNECTIONS, variable);
    closers.push(() => issuerDatabase.destroy());
    databases.issuerDatabase = issuerDatabase;
  }
  return databases;
}

/** Where people of the first role in this list find it. */
function addressOf(config: Config): string {
  const { roles, relayOrigin, boardOrigin, issuerOrigin } = config;
  if (roles.has("relay")) return relayOrigin;
  if (roles.has("board")) return boardOrigin;
  if (roles.has("issuer")) return issuerOrigin ?? "";
  return `${localUrl(config, roles.has("council") ? 4 : 5)}/witness`;
}

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const app = await buildApp({ config, ...(await openDatabases(config)), log: process.env["LOG"] !== "off" });
  closers.push(() => app.close());
  for (const { app: listener, port } of app.listeners) {
    closers.push(() => listener.close());
    await listener.listen({ host: config.host, port, listenTextResolver: () => "listening" });
  }
  const { identityProvider: provider } = app;
  if (provider !== null) {
    closers.push(() => provider.close());
    await provider.listen(config.host);
  }
  for (const key of app.witnessKeys) print(`witness ${key}`);
  if (app.demoMembers.length > 0) {
    print("This is a demo: nobody in it is real, and its secrets are printed here.");
    for (const { name, team, phrase } of app.demoMembers) print(`  ${name} (${team}): ${phrase}`);
    print(`  desk: ${config.boardOrigin}   making cards: ${config.boardOrigin}/council.html`);
    print(
      `  own keys: ${config.boardOrigin}/keys.html   signing the list of keys: ${config.boardOrigin}/ceremony.html`,
    );
    print(`  people, phrases and cards: ${config.relayOrigin}/demo.html`);
    if (config.issuerOrigin !== null) print(`  passes for staff, without a password: ${config.issuerOrigin}`);
  }
  print(`tegenspraak ready at ${addressOf(config)}`);
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
