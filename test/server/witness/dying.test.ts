// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { formatVerifierKey } from "#crypto";
import { letters } from "../../crypto/log/fixture.ts";
import { cleanUp, freshFolder } from "../board.ts";
import { OwnLog, startWitness, submit } from "./witness.ts";

const DYING = fileURLToPath(new URL("dying-witness.ts", import.meta.url));
const log = new OwnLog(letters, 300);

interface Death {
  /** What was answered before; null where nothing was. */
  readonly status: number | null;
  readonly isDead: boolean;
}

/** Asks for size 300 from 8, of a witness that dies before a step of writing. */
async function askDying(dataDir: string, step: number): Promise<Death> {
  const files = [join(dataDir, "key.json"), join(dataDir, "state")];
  const child = spawn(process.execPath, [DYING, ...files, formatVerifierKey(log.key), String(step)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  cleanUp(() => child.kill("SIGKILL"));
  const ended = once(child, "exit").then(([, signal]) => signal as unknown);
  const [said] = (await once(child.stdout, "data")) as [Buffer];
  const answer = await submit(`${said.toString().trim()}/witness`, log.request(8, 300)).catch(() => null);
  const isDead = answer === null;
  if (!isDead) child.kill("SIGKILL");
  expect(await ended).toBe("SIGKILL");
  return { status: answer?.status ?? null, isDead };
}

test("witness: killed at any step of writing, it has signed nothing that it does not hold", async () => {
  const held: number[] = [];
  for (let step = 1, isDead = true; isDead; step++) {
    const dataDir = freshFolder();
    const first = await startWitness({ logs: [log.key], dataDir });
    await submit(first.url, log.request(0, 8));
    await first.close();
    const death = await askDying(dataDir, step);
    isDead = death.isDead;
    const { url } = await startWitness({ logs: [log.key], dataDir });
    const latest = Number(await (await submit(url, log.request(0, 300))).text());
    held.push(latest);
    // Whoever was answered was answered by what is on disk; and whoever was not asks again.
    expect(death.status).toBe(isDead ? null : 200);
    if (!isDead) expect(latest).toBe(300);
    expect((await submit(url, log.request(latest, 300))).status).toBe(200);
  }
  // Open, half, whole, sync, before the name | after it, folder, sync; and the one that lived.
  expect(held).toEqual([8, 8, 8, 8, 8, 300, 300, 300, 300]);
});
