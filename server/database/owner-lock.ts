// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Another live process uses this folder; starting would share its database and later stop it. */
export class OwnedElsewhere extends Error {
  override readonly name = "OwnedElsewhere";
}

/** When a process started, in clock ticks since boot: a pid that was used again has another one. Empty where there is no /proc. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}

function isAlive(pid: number, start: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM" && startOf(pid) === start;
  }
  return startOf(pid) === start;
}

/**
 * Makes this process the one owner of a folder. A lock left by a process that is gone is taken over.
 * @returns gives the folder up
 * @throws OwnedElsewhere
 */
export function takeOwnership(folder: string): () => void {
  const path = join(folder, "owner");
  const draft = join(folder, `owner.${process.pid}`);
  writeFileSync(draft, `${process.pid} ${startOf(process.pid)}`, { mode: 0o600 });
  try {
    claim(draft, path, folder);
  } finally {
    rmSync(draft, { force: true });
  }
  return () => rmSync(path, { force: true });
}

/** A hard link appears whole or not at all, so no reader ever sees a lock that is half written. */
function claim(draft: string, path: string, folder: string): void {
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      linkSync(draft, path);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const [pid, start] = readFileSync(path, "utf8").split(" ");
    if (isAlive(Number(pid), start ?? "")) {
      throw new OwnedElsewhere(
        `${folder} is in use by process ${pid ?? "?"}: stop it first, or choose another DATA_DIR`,
      );
    }
    rmSync(path, { force: true });
  }
  throw new OwnedElsewhere(`${folder} is being started by another process: try again`);
}
