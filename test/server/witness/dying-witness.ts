// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { parseVerifierKey } from "#crypto";
import { buildWitness, Witness } from "../../../server/witness/index.ts";

// A witness that, once it listens, dies by SIGKILL before the step of writing that it is told: what was written before stays.

const [keyFile = "", folder = "", log = "", step = ""] = process.argv.slice(2);
const witness = new Witness({
  config: { name: "authority.example/witness", keyFile, folder },
  logs: [parseVerifierKey(log)],
  now: Date.now,
});
const listener = await buildWitness(witness, false);
const address = await listener.listen({ host: "127.0.0.1", port: 0 });

let steps = 0;
const dieAt = (): void => {
  steps++;
  if (steps === Number(step)) process.kill(process.pid, "SIGKILL");
};
const { openSync, writeSync, fsyncSync, renameSync } = fs;
Object.assign(fs, {
  openSync: (...args: Parameters<typeof openSync>) => (dieAt(), openSync(...args)),
  writeSync: (file: number, text: string) => {
    dieAt();
    // Half of it, as a disk may have it.
    writeSync(file, text.slice(0, text.length / 2));
    dieAt();
    return writeSync(file, text.slice(text.length / 2));
  },
  fsyncSync: (file: number) => {
    dieAt();
    fsyncSync(file);
  },
  renameSync: (...args: Parameters<typeof renameSync>) => {
    dieAt();
    renameSync(...args);
    dieAt();
  },
});
syncBuiltinESMExports();
process.stdout.write(`${address}\n`);
