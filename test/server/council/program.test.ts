// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { formatVerifierKey } from "#crypto";
import { coverPhrase, readDemoSecrets } from "../../../server/demo/index.ts";
import { freshFolder } from "../board.ts";
import { startProgram, type Program } from "../program.ts";

// The node as a part of the program: beside the demo as npm start has it, and apart, as a works council runs it.

const TIMEOUT = { timeout: 80_000, interval: 200 };
/** The demo is founded as anywhere, with words that take a second each. */
const LONG = 240_000;
/** One slot a second, and a burst in one of four. */
const OFTEN = { SLOT_INTERVAL_MS: "1000", SEQUENCE_INTERVAL_MS: "1000", COVER_PER_HOUR: "900" };

const healthOf = async ({ council }: Program): Promise<unknown> => (await fetch(new URL("/health", council))).json();

async function lettersAt(board: string): Promise<number> {
  const note = await (await fetch(`${board}/v1/logs/letters/checkpoint`)).text();
  return Number(note.split("\n")[1]);
}

interface Line {
  readonly msg: string;
}

/** Log lines that no request was the cause of. */
const saidBy = (program: Program): Line[] =>
  program
    .output()
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as Line)
    .filter(({ msg }) => msg !== "answered" && msg !== "listening");

async function end(program: Program): Promise<void> {
  program.child.kill("SIGTERM");
  expect(await program.ended()).toBe(0);
  expect(program.errors()).toBe("");
}

test(
  "council: the node posts cover beside the demo, and apart with a file of six words, and says no more than that it does",
  async () => {
    const folder = freshFolder();
    const together = await startProgram({ environment: { DATA_DIR: folder, ...OFTEN } });
    await together.ready();
    await expect.poll(() => healthOf(together), TIMEOUT).toEqual({ status: "ok", cover: "works" });
    await expect.poll(() => lettersAt(together.board), TIMEOUT).toBeGreaterThan(0);
    await end(together);
    expect(saidBy(together)).toEqual([{ level: 30, msg: "cover works" }]);

    const words = coverPhrase(readDemoSecrets(folder)).join(" ");
    expect(together.output()).not.toContain(words);
    const file = join(freshFolder(), "words");
    writeFileSync(file, ` ${words.toUpperCase()}\n`, { mode: 0o400 });
    const board = await startProgram({ environment: { DATA_DIR: folder, ...OFTEN, COVER_PER_HOUR: "0" } });
    await board.ready();
    expect(await healthOf(board)).toEqual({ status: "ok" });
    const before = await lettersAt(board.board);
    const { directoryKeys } = (await (await fetch(`${board.board}/v1/configuration`)).json()) as {
      directoryKeys: string[];
    };
    const apart = await startProgram({
      environment: {
        ...OFTEN,
        ROLES: "council",
        COUNCIL_NAME: "council.example.org/witness",
        // Logs of somebody else: as a witness it has nothing to do here.
        WITNESS_LOGS: formatVerifierKey({ name: "other.example/log", type: 1, publicKey: new Uint8Array(32) }),
        ORIGIN: "tegenspraak.localhost",
        BOARD_URL: board.board,
        RELAY_ORIGIN: board.relay,
        DIRECTORY_KEYS: directoryKeys.join(" "),
        COVER_PHRASE_FILE: file,
      },
    });
    await apart.ready();
    await expect.poll(() => lettersAt(board.board), TIMEOUT).toBeGreaterThan(before);
    await expect.poll(() => healthOf(apart), TIMEOUT).toEqual({ status: "ok", cover: "works" });
    await end(apart);
    await end(board);
    expect(saidBy(apart)).toEqual([{ level: 30, msg: "cover works" }]);
    expect(saidBy(board)).toEqual([]);
    expect(apart.output()).not.toContain(words);
  },
  LONG,
);
