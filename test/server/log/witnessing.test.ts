// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { ServerResponse } from "node:http";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { expect, test, vi } from "vitest";
import {
  cosignatureLines,
  logName,
  LOGS,
  openCheckpoint,
  parseNote,
  verifierKey,
  vouching,
  type AddCheckpoint,
  type LogShortName,
  type Note,
} from "#crypto";
import { Witnessing } from "../../../server/log/index.ts";
import type { WitnessAddress } from "../../../server/witness/index.ts";
import { anyBurst, cleanUp, freshFolder, openBoard, ORIGIN, postAccepted, sequenceNow, type Board } from "../board.ts";
import { execute } from "../sql.ts";
import { startWitness } from "../witness/witness.ts";
import { sayConflict, ScriptedWitness } from "./scripted-witness.ts";

const nowSeconds = (): number => Math.floor(Date.now() / 1000);

interface Said {
  readonly log?: string;
  readonly witness?: string;
  readonly error?: string;
  readonly message: string;
}

interface Asking {
  readonly witnessing: Witnessing;
  readonly said: Said[];
  /** What was said since the last call, of the letters only: with the three logs all is said thrice. */
  readonly errors: () => string[];
  readonly clock: { aheadMs: number };
}

function asking(board: Board, witnesses: readonly WitnessAddress[]): Asking {
  const said: Said[] = [];
  const clock = { aheadMs: 0 };
  const witnessing = new Witnessing({
    database: board.database,
    witnesses,
    now: () => Date.now() + clock.aheadMs,
    errors: () => ({ error: (what, message) => said.push({ ...what, message }) }),
  });
  cleanUp(() => witnessing.stop());
  let heard = 0;
  const errors = (): string[] => {
    const fresh = said.slice(heard).filter(({ log }) => log === "letters");
    heard = said.length;
    return fresh.map(({ error }) => error ?? "");
  };
  return { witnessing, said, errors, clock };
}

async function served({ board }: Board, log: LogShortName = "letters"): Promise<Note> {
  const answer = await board.inject({ url: `/v1/logs/${log}/checkpoint` });
  expect(answer.statusCode).toBe(200);
  return parseNote(answer.body);
}

const scripted = (name = "council.example/witness", mark = 40): Promise<ScriptedWitness> =>
  new ScriptedWitness(name, mark).listen();

async function grow(board: Board, bursts = 1): Promise<void> {
  await Promise.all(Array.from({ length: bursts }, () => postAccepted(board, anyBurst())));
  await sequenceNow(board);
}

const logKeys = (board: Board) => LOGS.map((log) => verifierKey(board.keys.logs[log]));

test("witnessing: two witnesses vouch for each log, and the note that is served says so to a reader", async () => {
  const board = await openBoard();
  const witnesses = await Promise.all(
    ["council.example/witness", "authority.example/witness"].map((name) =>
      startWitness({ logs: logKeys(board), name }),
    ),
  );
  const { witnessing, said } = asking(board, witnesses);
  const keys = witnesses.map(({ key }) => key);
  expect(vouching(await served(board), keys, nowSeconds())).toEqual({ fresh: false, since: null });
  await witnessing.ask();
  for (const log of LOGS) {
    const note = await served(board, log);
    expect(vouching(note, keys, nowSeconds()).fresh).toBe(true);
    expect(note.signatures).toHaveLength(3);
  }
  // Over a full tile, so that the proof is of two levels.
  for (const bursts of [3, 50, 2]) {
    await grow(board, bursts);
    expect((await served(board)).signatures).toHaveLength(1);
    await witnessing.ask();
    expect(vouching(await served(board), keys, nowSeconds()).fresh).toBe(true);
  }
  const { body } = await board.board.inject({ url: "/v1/logs/letters/checkpoint" });
  expect(openCheckpoint(body, logName(ORIGIN, "letters"), board.letters).size).toBe(275);
  expect(said).toEqual([]);
});

test("witnessing: nothing is asked that is already said, until it grows old", async () => {
  const board = await openBoard();
  const witness = await scripted();
  const { witnessing, clock } = asking(board, [witness.address]);
  await witnessing.ask();
  await witnessing.ask();
  expect(witness.letters).toEqual([[0, 0]]);
  expect(witness.asked).toHaveLength(3);
  await grow(board);
  await witnessing.ask();
  expect(witness.letters).toEqual([
    [0, 0],
    [0, 5],
  ]);
  expect(witness.asked).toHaveLength(4);
  clock.aheadMs = 51 * 60_000;
  const later = nowSeconds() + 51 * 60;
  witness.answer = ({ note: { text } }, response) => response.end(witness.lineFor(text, later));
  await witnessing.ask();
  expect(witness.letters.at(-1)).toEqual([5, 5]);
  expect(cosignatureLines(await served(board), witness.key).map(({ seconds }) => seconds)).toEqual([later]);
});

test("witnessing: whoever asks while it asks is heard once more, not once each", async () => {
  const board = await openBoard();
  const witness = await scripted();
  const held: (() => void)[] = [];
  witness.answer = ({ note: { text } }, response) => held.push(() => response.end(witness.lineFor(text)));
  const { witnessing } = asking(board, [witness.address]);
  const first = witnessing.ask();
  await expect.poll(() => witness.letters).toHaveLength(1);
  await grow(board);
  const more = [witnessing.ask(), witnessing.ask(), witnessing.ask()];
  witness.answer = ({ note: { text } }, response) => response.end(witness.lineFor(text));
  await expect.poll(() => held).toHaveLength(3);
  for (const release of held) release();
  await Promise.all([first, ...more]);
  expect(witness.letters).toEqual([
    [0, 0],
    [0, 5],
  ]);
  expect((await served(board)).signatures).toHaveLength(2);
});

type Script = (request: AddCheckpoint, response: ServerResponse, witness: ScriptedWitness) => void;

const other = new ScriptedWitness("other.example/witness", 41);
const BAD: readonly (readonly [string, string, Script])[] = [
  ["answers garbage", "no_cosignature", (_, response) => response.end("\u0000\u0001garbage")],
  ["answers nothing", "no_cosignature", (_, response) => response.end()],
  ["answers bytes that are no text", "no_cosignature", (_, response) => response.end(Buffer.from([0xff, 0xfe, 10]))],
  ["answers somebody else's line", "no_cosignature", ({ note }, response) => response.end(other.lineFor(note.text))],
  [
    "answers another key's line under its own name",
    "no_cosignature",
    ({ note }, response, { name }) => response.end(new ScriptedWitness(name, 42).lineFor(note.text)),
  ],
  [
    "answers a line for another checkpoint",
    "no_cosignature",
    ({ note }, response, witness) => response.end(witness.lineFor(note.text.replace("\n5\n", "\n6\n"))),
  ],
  ["answers a line of time zero", "no_cosignature", ({ note }, response, it) => response.end(it.lineFor(note.text, 0))],
  [
    "answers a line of tomorrow",
    "untimely",
    ({ note }, response, it) => response.end(it.lineFor(note.text, nowSeconds() + 90_000)),
  ],
  [
    "answers a line of last week",
    "untimely",
    ({ note }, response, it) => response.end(it.lineFor(note.text, nowSeconds() - 7 * 86_400)),
  ],
  ["answers without end", "too_long", (_, response) => void pour(response)],
  ["breaks off", "no_answer", (_, response) => response.destroy()],
  ["sends on to somebody else", "refused", (_, response) => response.writeHead(307, { Location: "/elsewhere" }).end()],
  ["refuses", "refused", (_, response) => response.writeHead(403).end()],
  ["answers 500", "refused", (_, response) => response.writeHead(500).end("it broke")],
  ["says a size that is none", "refused", (_, response) => sayConflict(response, "many\n")],
  ["says a size without its end", "refused", (_, response) => sayConflict(response, "3")],
  ["says a size with another media type", "refused", (_, response) => sayConflict(response, "3\n", "text/plain")],
  ["says the size that it was asked from", "refused", ({ old }, response) => sayConflict(response, `${old}\n`)],
  ["never says the same size", "refused", ({ old }, response) => sayConflict(response, `${(old + 1) % 5}\n`)],
  ["says a larger size", "longer_log", (_, response) => sayConflict(response, "1000000\n")],
  ["says the largest size", "longer_log", (_, response) => sayConflict(response, "9007199254740991\n")],
  ["refuses the proof", "other_log", (_, response) => response.writeHead(422).end()],
];

/** Until the other side has enough. */
async function pour(response: ServerResponse): Promise<void> {
  function* endless(): Generator<string> {
    for (;;) yield "x".repeat(10_000);
  }
  await pipeline(Readable.from(endless()), response).catch(() => undefined);
}

test.for(BAD)("witnessing: one that %s is left out, and the other's line is served", async ([, error, script]) => {
  const board = await openBoard();
  await grow(board);
  const bad = await scripted();
  bad.answer = (request, response) => script(request, response, bad);
  const good = await startWitness({ logs: logKeys(board) });
  const { witnessing, said, errors } = asking(board, [bad.address, good]);
  await witnessing.ask();
  expect(errors()).toEqual([error]);
  for (const { witness, message } of said) {
    expect(witness).toBe(bad.name);
    expect(message).toMatch(/^a witness [a-z ;]+$/);
  }
  const note = await served(board);
  expect(note.signatures).toHaveLength(2);
  expect(cosignatureLines(note, good.key)).toHaveLength(1);
  // It comes to its senses, and is asked again.
  bad.answer = ({ note: { text } }, response) => response.end(bad.lineFor(text));
  await grow(board);
  await witnessing.ask();
  const isTooLong = error === "longer_log";
  expect(errors()).toEqual(isTooLong ? ["longer_log"] : []);
  expect((await served(board)).signatures).toHaveLength(isTooLong ? 2 : 3);
});

test("witnessing: a size is believed only as tlog-witness says it", async () => {
  const board = await openBoard();
  await grow(board);
  const witness = await scripted();
  const { witnessing } = asking(board, [witness.address]);
  for (const [body, type] of [
    ["3\n", "text/plain"],
    ["3", "text/x.tlog.size"],
    ["03\n", "text/x.tlog.size"],
    ["3\n\n", "text/x.tlog.size"],
  ] as const) {
    witness.answer = (_, response) => sayConflict(response, body, type);
    await witnessing.ask();
  }
  expect(witness.letters).toEqual(Array.from({ length: 4 }, () => [0, 5]));
  witness.answer = (_, response) => sayConflict(response, "3\n");
  await witnessing.ask();
  expect(witness.letters.slice(4)).toEqual([
    [0, 5],
    [3, 5],
  ]);
});

test("witnessing: one that is down or slow holds up neither the other nor the next checkpoint", async () => {
  const board = await openBoard();
  const slow = await scripted("slow.example/witness", 43);
  slow.answer = () => undefined;
  const good = await startWitness({ logs: logKeys(board) });
  const down = { key: other.key, url: "http://127.0.0.1:1/witness" };
  const { witnessing, said } = asking(board, [slow.address, down, good]);
  const all = [witnessing.ask()];
  const goodLines = async (): Promise<number> => cosignatureLines(await served(board), good.key).length;
  await expect.poll(goodLines).toBe(1);
  await grow(board);
  expect(await goodLines()).toBe(0);
  all.push(witnessing.ask());
  await expect.poll(goodLines).toBe(1);
  expect(slow.letters).toEqual([[0, 0]]);
  await expect.poll(() => said).not.toHaveLength(0);
  expect(said.every(({ witness, error }) => witness === other.name && error === "no_answer")).toBe(true);
  // Stopping breaks off what is going on, and says nothing of it.
  await witnessing.stop();
  await Promise.all(all);
  expect(said.some(({ witness }) => witness === slow.name)).toBe(false);
});

test("witnessing: one that holds a longer log is said in plain words, and is never asked with the shorter one", async () => {
  const board = await openBoard();
  await grow(board, 2);
  const witness = await scripted();
  const { witnessing, said } = asking(board, [witness.address]);
  await witnessing.ask();
  await grow(board);
  witness.answer = (_, response) => sayConflict(response, "20\n");
  await witnessing.ask();
  await witnessing.ask();
  const words = "a witness holds a longer log than this database; it may have been restored from an old copy";
  expect(said.map(({ message }) => message)).toEqual([words, words]);
  expect(witness.letters).toEqual([
    [0, 10],
    [10, 15],
  ]);
  // Only once it is as long again is the witness asked, from its own size.
  await grow(board);
  await witnessing.ask();
  expect(witness.letters.at(-1)).toEqual([20, 20]);
});

test("witnessing: a witness that was put back to an older state is proved everything since", async () => {
  const board = await openBoard();
  await grow(board);
  const first = await startWitness({ logs: logKeys(board) });
  const before = asking(board, [first]);
  await before.witnessing.ask();
  const older = freshFolder();
  cpSync(first.dataDir, older, { recursive: true });
  rmSync(join(older, "state", "owner"));
  await grow(board, 60);
  await before.witnessing.ask();
  await first.close();
  const again = await startWitness({ logs: logKeys(board), dataDir: older });
  await grow(board);
  const { witnessing, said } = asking(board, [again]);
  await witnessing.ask();
  expect(cosignatureLines(await served(board), again.key)).toHaveLength(1);
  expect(said).toEqual([]);
});

test("witnessing: a line for a larger size, or a later one for the same, is never replaced by what came before it", async () => {
  const board = await openBoard();
  await grow(board);
  const witness = await scripted();
  const { witnessing } = asking(board, [witness.address]);
  const one = asking(board, [witness.address]);
  const held: { text: string; response: ServerResponse }[] = [];
  witness.answer = ({ note: { text }, checkpoint: { origin } }, response) => {
    if (origin.endsWith("/letters")) held.push({ text, response });
    else response.end(witness.lineFor(text));
  };
  const asked = [witnessing.ask(), one.witnessing.ask()];
  await expect.poll(() => held).toHaveLength(2);
  const [late, early] = held;
  // Two instances at once: the one that hears the later time first.
  late?.response.end(witness.lineFor(late.text, nowSeconds() + 100));
  await expect.poll(async () => (await served(board)).signatures).toHaveLength(2);
  const before = await served(board);
  early?.response.end(witness.lineFor(early.text, nowSeconds() - 100));
  await Promise.all(asked);
  expect(await served(board)).toEqual(before);

  // An instance that still waits for an answer about a smaller size.
  await grow(board);
  const slow = witnessing.ask();
  await expect.poll(() => held).toHaveLength(3);
  await grow(board);
  const quick = one.witnessing.ask();
  await expect.poll(() => held).toHaveLength(4);
  held[3]?.response.end(witness.lineFor(held[3].text));
  await quick;
  const newest = await served(board);
  expect(newest.signatures).toHaveLength(2);
  held[2]?.response.end(witness.lineFor(held[2].text));
  await slow;
  expect(await served(board)).toEqual(newest);
});

test("witnessing: at most fifteen lines are served behind the log's own", async () => {
  const board = await openBoard();
  const { checkpoint } = (
    await execute<{ checkpoint: string }>(board.databaseUrl, "select checkpoint from log where name = 'letters'")
  )[0] ?? { checkpoint: "" };
  const witnesses = await Promise.all(
    Array.from({ length: 17 }, (_, i) => scripted(`number-${i}.example/witness`, 50 + i)),
  );
  await asking(
    board,
    witnesses.map(({ address }) => address),
  ).witnessing.ask();
  const note = await served(board);
  expect(note.signatures).toHaveLength(16);
  expect(note.text).toBe(parseNote(checkpoint).text);
});

test("witnessing: a database that cannot be had is said, and asked again", async () => {
  const board = await openBoard();
  const witness = await scripted();
  const { witnessing, errors } = asking(board, [witness.address]);
  const broken = vi.spyOn(board.database, "selectFrom").mockImplementation(() => {
    throw new RangeError("gone");
  });
  await witnessing.ask();
  broken.mockRestore();
  expect(errors()).toEqual(["RangeError"]);
  await witnessing.ask();
  expect((await served(board)).signatures).toHaveLength(2);
});
