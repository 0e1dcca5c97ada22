// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Whom PostgreSQL runs as: it refuses to be root. Undefined: as whoever we are. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** As root: `postgres` where the system has it, else `nobody`. */
export function databaseAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of ["postgres", "nobody"]) {
    const [, , uid, gid] = accounts.find((line) => line.startsWith(`${name}:`))?.split(":") ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error("running as root needs a user called postgres or nobody, which PostgreSQL can run as");
}

/** Whether the account can use a program or folder, asked by doing it: modes, umask and mounts all have a say. */
function canUse(account: Account, path: string, isProgram: boolean): boolean {
  const [command, args] = isProgram ? [path, ["--version"]] : ["/bin/sh", ["-c", 'cd "$0"', path]];
  return spawnSync(command, args, { ...account, cwd: "/", stdio: "ignore" }).status === 0;
}

/** A place that everybody can walk to, the same for the same thing at every start. */
function reachablePlace(thing: string): string {
  const name = createHash("sha256").update(thing).digest("hex").slice(0, 16);
  const place = join("/var/tmp", `tegenspraak-${name}`);
  mkdirSync(place, { recursive: true });
  // In a folder where everybody may write, only a place that is root's own can be trusted.
  const { uid } = lstatSync(place);
  if (uid !== 0 || !lstatSync(place).isDirectory()) throw new Error(`${place} is somebody else's: remove it`);
  chmodSync(place, 0o711);
  return place;
}

/** Copies the binaries with modes that a umask of 077 at installation may have taken away. */
function copyReadable(from: string, to: string): void {
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  const open = (path: string): void => {
    const stat = lstatSync(path);
    if (stat.isSymbolicLink()) return;
    chmodSync(path, stat.isDirectory() || (stat.mode & 0o100) !== 0 ? 0o755 : 0o644);
    if (stat.isDirectory()) for (const name of readdirSync(path)) open(join(path, name));
  };
  open(to);
}

/** @returns the folder with `bin/`, where the account can run it */
export function reachableBinaries(native: string, account: Account | undefined, version: string): string {
  if (account === undefined || canUse(account, join(native, "bin", "postgres"), true)) return native;
  const copy = join(reachablePlace(native), version);
  if (!existsSync(join(copy, "bin", "postgres")) || !canUse(account, join(copy, "bin", "postgres"), true)) {
    copyReadable(native, copy);
  }
  return copy;
}

/**
 * @param identity tells one life of `folder` from the next: who removes it and starts again starts with nothing
 * @returns `folder` itself, or where the account can reach what belongs to it; exists and is the account's own
 */
export function reachableFolder(folder: string, account: Account | undefined, identity: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account === undefined) return folder;
  chownSync(folder, account.uid, account.gid);
  if (canUse(account, folder, false)) return folder;
  const place = join(reachablePlace(`${folder}\0${identity}`), "database");
  mkdirSync(place, { recursive: true, mode: 0o700 });
  chownSync(place, account.uid, account.gid);
  return place;
}

/** Longest address of a socket on Linux and macOS, less the name that PostgreSQL adds. */
const LONGEST_SOCKET_FOLDER = 103 - "/.s.PGSQL.5432".length;

/** @returns a new folder for the account's sockets; a temporary folder of root's own, or a long one, is no place for it */
export function socketFolder(account: Account | undefined): string {
  for (const parent of [tmpdir(), "/tmp", "/var/tmp"]) {
    if (!existsSync(parent)) continue;
    const folder = mkdtempSync(join(parent, "tegenspraak-"));
    chmodSync(folder, 0o700);
    if (account !== undefined) chownSync(folder, account.uid, account.gid);
    const isReachable = account === undefined || canUse(account, folder, false);
    if (isReachable && folder.length <= LONGEST_SOCKET_FOLDER) return folder;
    rmSync(folder, { recursive: true });
  }
  throw new Error("no temporary folder can hold PostgreSQL's socket: set TMPDIR to a short path");
}
