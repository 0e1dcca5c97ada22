// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { mkdtempSync, rmSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";
import { ownPorts } from "../free-ports.ts";
import { Application } from "./application.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where demos are kept that stories begin with. */
    foundedFolder: string;
  }
}

/** For a whole run. */
export default function setup({ provide }: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), "tegenspraak-founded-"));
  provide("foundedFolder", folder);
  return () => rmSync(folder, { recursive: true, force: true });
}

/** A demo that was founded and stopped, and the ports that its directory names. */
export interface Founded {
  readonly port: number;
  readonly folder: string;
}

async function found(folder: string, worker: number): Promise<Founded> {
  const [making, made] = [join(folder, "making"), join(folder, "made")];
  await rm(folder, { recursive: true, force: true });
  await mkdir(making, { recursive: true });
  const application = new Application();
  await application.start({ port: await ownPorts(worker) });
  await application.end("SIGTERM");
  await application.copyTo(making);
  await application.close();
  await writeFile(join(folder, "port"), String(application.port));
  // What is there under this name is whole.
  await rename(making, made);
  return { port: application.port, folder: made };
}

/**
 * Founding derives twelve keys in 256 MiB each. Of the files that run side by side each does that once, and goes on with a copy: the
 * ports stay the same, for the directory names them. Some stories begin from nothing all the same.
 */
export async function foundedHere(): Promise<Founded> {
  const worker = Number(process.env["VITEST_POOL_ID"]);
  const folder = join(inject("foundedFolder"), String(worker));
  const port = Number(await readFile(join(folder, "port"), "utf8").catch(() => ""));
  return port === 0 ? found(folder, worker) : { port, folder: join(folder, "made") };
}
