// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ensureDatabase, openDatabase, OwnedElsewhere, startPostgres } from "../../../server/database/index.ts";
import { cleanUp, freshFolder } from "../board.ts";
import { startProgram, type Program } from "../program.ts";
import { execute } from "../sql.ts";

/** Not the demo: its people take seconds to make, and nothing here needs them. */
const BOARD = { ROLES: "board,relay", ORIGIN: "dissent.example.org", LOG: "off" };
const isRoot = process.getuid?.() === 0;

const start = (DATA_DIR: string, through: readonly string[] = []): Promise<Program> =>
  startProgram({ environment: { ...BOARD, DATA_DIR }, through });

/** Processes whose command line mentions a folder. */
function processesOf(folder: string): number[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const commandOf = (pid: string): string => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8");
    } catch {
      return "";
    }
  };
  return pids.filter((pid) => commandOf(pid).includes(folder)).map(Number);
}

/** The postmaster of a DATA_DIR, by the file that PostgreSQL writes. */
function postmasterOf(dataDir: string): number {
  return Number(readFileSync(join(dataDir, "postgres", "database", "data", "postmaster.pid"), "utf8").split("\n")[0]);
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    // A child that nobody has waited for is not alive.
    return !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
  } catch {
    return false;
  }
};

/** A folder that the account PostgreSQL runs as can walk to. */
function walkable(): string {
  const folder = freshFolder();
  chmodSync(folder, 0o755);
  return folder;
}

async function answers(program: Program): Promise<void> {
  expect((await fetch(`${program.board}/ready`)).status).toBe(200);
}

test.skipIf(!isRoot)("database: it starts as root with a umask of 077", async () => {
  const folder = walkable();
  const shell = ["/bin/sh", "-c", 'umask 077; exec "$@"', "sh"];
  const program = await start(join(folder, "data"), shell);
  await program.ready();
  await answers(program);
  program.child.kill("SIGTERM");
  expect(await program.ended()).toBe(0);
});

test.skipIf(!isRoot)("database: it starts as root below a folder that only root may enter, and again", async () => {
  const folder = freshFolder();
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  const data = join(folder, "data");
  const places = new Set<string>();
  const startIn = async (environment: Readonly<Record<string, string>>): Promise<void> => {
    const program = await startProgram({ environment: { ...BOARD, DATA_DIR: data, ...environment } });
    await program.ready();
    await answers(program);
    for (const place of placesElsewhere()) places.add(place);
    program.child.kill("SIGTERM");
    expect(await program.ended()).toBe(0);
  };
  const before = placesElsewhere();
  cleanUp(() => {
    for (const place of places) if (!before.includes(place)) rmSync(place, { recursive: true });
  });
  await startIn({});
  await startIn({});
  expect(places.size - before.length).toBe(1);
  // A temporary folder that only root may enter, too.
  await startIn({ TMPDIR: folder });
  expect(places.size - before.length).toBe(1);
  // Whoever removes the folder starts anew: what lies elsewhere belonged to the one that is gone.
  rmSync(data, { recursive: true });
  await startIn({});
  expect(places.size - before.length).toBe(2);
});

test("database: where PostgreSQL's account can walk to it, everything is in DATA_DIR", async () => {
  const folder = walkable();
  const program = await start(join(folder, "new", "data"));
  await program.ready();
  expect(existsSync(join(folder, "new", "data", "postgres", "database", "data", "PG_VERSION"))).toBe(true);
});

/** Clusters that could not be where they were asked for. */
const placesElsewhere = (): string[] =>
  readdirSync("/var/tmp")
    .filter((name) => name.startsWith("tegenspraak-"))
    .map((name) => join("/var/tmp", name))
    .filter((place) => existsSync(join(place, "database")));

/** Somebody who is nobody in particular, and may read and run what is here. */
function asNobody(folder: string): readonly string[] | null {
  if (!isRoot) return [];
  const through = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] as const;
  const [command, ...args] = [...through, process.execPath, "--version"] as const;
  if (spawnSync(command, args).status !== 0) return null;
  chownSync(folder, 65_534, 65_534);
  return through;
}

test("database: it starts as a user who is not root", async ({ skip }) => {
  const folder = walkable();
  const through = asNobody(folder);
  if (through === null) {
    process.stderr.write("SKIPPED database: as a user who is not root: nobody may not run this Node\n");
    skip();
    return;
  }
  const program = await start(join(folder, "data"), through);
  await program.ready();
  await answers(program);
  if (isRoot) expect(statSync(`/proc/${postmasterOf(join(folder, "data"))}`).uid).toBe(65_534);
  program.child.kill("SIGTERM");
  expect(await program.ended()).toBe(0);
});

test("database: files with its passwords and contents are for one reader", async () => {
  const folder = walkable();
  const postgres = await startPostgres(folder);
  cleanUp(() => postgres.stop());
  await ensureDatabase(postgres, folder, "board");
  for (const file of ["password", "board.password", "postgres.log", "owner"]) {
    expect(`${file} ${(statSync(join(folder, file)).mode & 0o777).toString(8)}`).toBe(`${file} 600`);
  }
});

test("database: a second start on the same folder is refused in one line and does not disturb the first", async () => {
  const folder = walkable();
  const first = await start(folder);
  await first.ready();
  const postmaster = postmasterOf(folder);
  const second = await start(folder);
  expect(await second.ended()).toBe(1);
  expect(second.errors()).toMatch(/^\S+ is in use by process \d+: stop it first, or choose another DATA_DIR\n$/);
  expect(second.errors()).toContain(String(first.child.pid));
  expect(isAlive(postmaster)).toBe(true);
  await answers(first);
  await expect(startPostgres(join(folder, "postgres"))).rejects.toThrow(OwnedElsewhere);
  await answers(first);
});

test("database: of several starts at once one wins", async () => {
  const folder = walkable();
  const programs = await Promise.all([start(folder), start(folder), start(folder)]);
  const outcomes = await Promise.all(
    programs.map((program) =>
      program.ready().then(
        () => "ready",
        () => "refused",
      ),
    ),
  );
  expect(outcomes.sort()).toEqual(["ready", "refused", "refused"]);
});

test("database: it ends with its parent, in whatever way that dies, and the next start finds everything", async () => {
  const folder = walkable();
  const first = await start(folder);
  await first.ready();
  const postmaster = postmasterOf(folder);
  first.child.kill("SIGKILL");
  expect(await first.ended()).toBe("SIGKILL");
  await expect.poll(() => isAlive(postmaster), { timeout: 10_000 }).toBe(false);
  const second = await start(folder);
  await second.ready();
  await answers(second);
});

test("database: one that outlived its parent is ended, and its contents are there", async () => {
  const folder = walkable();
  const first = await startPostgres(folder);
  const url = await ensureDatabase(first, folder, "board");
  await execute(url, "create table kept (x int); insert into kept values (42)");
  const data = join(folder, "database", "data");
  const orphan = Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]);
  // Whoever owned the folder is gone without stopping anything: only its lock is left, of a process that is no more.
  const gone = spawnSync("/bin/true").pid;
  execFileSync("/bin/sh", ["-c", `printf '%s 1' ${gone} > ${join(folder, "owner")}`]);
  const second = await startPostgres(folder);
  cleanUp(() => second.stop());
  expect(isAlive(orphan)).toBe(false);
  const rows = await execute<{ x: number }>(await ensureDatabase(second, folder, "board"), "select x from kept");
  expect(rows).toEqual([{ x: 42 }]);
});

test("database: a cluster that was being made when the process died is made again", async () => {
  const folder = walkable();
  mkdirSync(join(folder, "database", "data.draft", "base"), { recursive: true });
  const postgres = await startPostgres(folder);
  cleanUp(() => postgres.stop());
  expect(existsSync(join(folder, "database", "data.draft"))).toBe(false);
  await execute(postgres.urlOf("postgres"), "create role board login");
  // Dying between the role and the database leaves the role.
  const url = await ensureDatabase(postgres, folder, "board");
  const database = await openDatabase(url, 1);
  await database.destroy();
});

test.for(["SIGINT", "SIGTERM"] as const)(
  "database: after %s nothing is left running and the code is 0",
  async (signal) => {
    const folder = walkable();
    const program = await start(folder);
    await program.ready();
    const postmaster = postmasterOf(folder);
    const sockets = execFileSync("/bin/sh", ["-c", `tr '\\0' '\\n' < /proc/${postmaster}/cmdline`]).toString();
    const [, socketFolder = ""] = /-k\n([^\n]+)/.exec(sockets) ?? [];
    expect(existsSync(socketFolder)).toBe(true);
    // An answer under way and a connection that stays open do not hold it up.
    const open = await fetch(`${program.board}/health`);
    expect(open.status).toBe(200);
    process.kill(-(program.child.pid ?? 0), signal);
    expect(await program.ended()).toBe(0);
    expect(program.errors()).toBe("");
    expect(isAlive(postmaster)).toBe(false);
    expect(processesOf(folder)).toEqual([]);
    expect(existsSync(socketFolder)).toBe(false);
    expect(existsSync(join(folder, "postgres", "owner"))).toBe(false);
  },
);

test("database: no statement, parameter or connection is in PostgreSQL's own log", async () => {
  const folder = walkable();
  const postgres = await startPostgres(folder);
  cleanUp(() => postgres.stop());
  const url = await ensureDatabase(postgres, folder, "board");
  await execute(url, "create table canary_table (canary_column int check (canary_column < 5))");
  for (const statement of [
    "select 'canary' from nowhere",
    "insert into canary_table values (77777)",
    "select canary_syntax",
    "select 1/0 as canary",
    "do $$ begin raise warning 'canary'; end $$",
    "do $$ begin raise log 'canary'; end $$",
  ]) {
    await execute(url, statement).catch(() => undefined);
  }
  const log = readFileSync(join(folder, "postgres.log"), "utf8");
  expect(log).not.toMatch(/canary|77777|statement|connection/i);
});
