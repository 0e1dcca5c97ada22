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

/** The PostgreSQL that a program started, and the folder of its cluster. */
function postmasterOf({ child }: Program): { pid: number; data: string; sockets: string } {
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    try {
      const [, parent] = readFileSync(`/proc/${name}/stat`, "utf8")
        .replace(/^.*\) /s, "")
        .split(" ");
      const command = readFileSync(`/proc/${name}/cmdline`, "utf8").split("\0");
      if (Number(parent) !== child.pid || !command[0]?.endsWith("postgres")) continue;
      const after = (option: string): string => command[command.indexOf(option) + 1] ?? "";
      return { pid: Number(name), data: after("-D"), sockets: after("-k") };
    } catch (error) {
      // Processes come and go while the list is read.
      if (!/^E(NOENT|SRCH|ACCES)$/.test((error as NodeJS.ErrnoException).code ?? "")) throw error;
    }
  }
  throw new Error("no PostgreSQL of this program is running");
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

async function answers(program: Program): Promise<void> {
  expect((await fetch(`${program.board}/ready`)).status).toBe(200);
}

test.skipIf(!isRoot)("database: it starts as root with a umask of 077", async () => {
  const folder = freshFolder();
  const shell = ["/bin/sh", "-c", 'umask 077; exec "$@"', "sh"];
  const program = await start(join(folder, "data"), shell);
  await program.ready();
  await answers(program);
  program.child.kill("SIGTERM");
  expect(await program.ended()).toBe(0);
});

test.skipIf(!isRoot)("database: it starts as root below a folder that only root may enter, and again", async () => {
  const folder = freshFolder();
  chmodSync(folder, 0o700);
  const data = join(folder, "data");
  const startIn = async (environment: Readonly<Record<string, string>>): Promise<string> => {
    const program = await startProgram({ environment: { ...BOARD, DATA_DIR: data, ...environment } });
    await program.ready();
    await answers(program);
    const cluster = postmasterOf(program).data;
    cleanUp(() => rmSync(join(cluster, "..", ".."), { recursive: true, force: true }));
    program.child.kill("SIGTERM");
    expect(await program.ended()).toBe(0);
    return cluster;
  };
  const first = await startIn({});
  expect(first.startsWith("/var/tmp/tegenspraak-")).toBe(true);
  // Again; with a temporary folder, too, that only root may enter.
  expect(await startIn({ TMPDIR: folder })).toBe(first);
  // Whoever removes the folder starts anew: what lies elsewhere belonged to the one that is gone.
  rmSync(data, { recursive: true });
  expect(await startIn({})).not.toBe(first);
});

test("database: where PostgreSQL's account can walk to it, everything is in DATA_DIR", async () => {
  const folder = freshFolder();
  const program = await start(join(folder, "new", "data"));
  await program.ready();
  expect(postmasterOf(program).data).toBe(join(folder, "new", "data", "postgres", "database", "data"));
});

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
  const folder = freshFolder();
  const through = asNobody(folder);
  if (through === null) {
    process.stderr.write("SKIPPED database: as a user who is not root: nobody may not run this Node\n");
    skip();
    return;
  }
  const program = await start(join(folder, "data"), through);
  await program.ready();
  await answers(program);
  if (isRoot) expect(statSync(`/proc/${postmasterOf(program).pid}`).uid).toBe(65_534);
  program.child.kill("SIGTERM");
  expect(await program.ended()).toBe(0);
});

test("database: files with its passwords and contents are for one reader", async () => {
  const folder = freshFolder();
  const postgres = await startPostgres(folder);
  cleanUp(() => postgres.stop());
  await ensureDatabase(postgres, folder, "board");
  for (const file of ["password", "board.password", "postgres.log", "owner"]) {
    expect(`${file} ${(statSync(join(folder, file)).mode & 0o777).toString(8)}`).toBe(`${file} 600`);
  }
});

test("database: a second start on the same folder is refused in one line and does not disturb the first", async () => {
  const folder = freshFolder();
  const first = await start(folder);
  await first.ready();
  const { pid: postmaster } = postmasterOf(first);
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
  const folder = freshFolder();
  const programs = await Promise.all([start(folder), start(folder), start(folder)]);
  const outcomes = await Promise.allSettled(programs.map((program) => program.ready()));
  const refusals = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [String(outcome.reason)] : []));
  const inUse: unknown = expect.stringContaining("is in use by process");
  expect(refusals).toEqual([inUse, inUse]);
});

test("database: it ends with its parent, in whatever way that dies, and the next start finds everything", async () => {
  const folder = freshFolder();
  const first = await start(folder);
  await first.ready();
  const { pid: postmaster } = postmasterOf(first);
  first.child.kill("SIGKILL");
  expect(await first.ended()).toBe("SIGKILL");
  await expect.poll(() => isAlive(postmaster), { timeout: 10_000 }).toBe(false);
  const second = await start(folder);
  await second.ready();
  await answers(second);
});

test("database: one that outlived its parent is ended, and its contents are there", async () => {
  const folder = freshFolder();
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
  const folder = freshFolder();
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
    const folder = freshFolder();
    const program = await start(folder);
    await program.ready();
    const { pid: postmaster, sockets: socketFolder } = postmasterOf(program);
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
  const folder = freshFolder();
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
  // And what a commit says is on the disk.
  for (const setting of ["fsync", "synchronous_commit", "full_page_writes"]) {
    expect(await execute(url, `show ${setting}`)).toEqual([{ [setting]: "on" }]);
  }
  const log = readFileSync(join(folder, "postgres.log"), "utf8");
  expect(log).not.toMatch(/canary|77777|statement|connection/i);
});
