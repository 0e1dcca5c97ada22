// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { join } from "node:path";
import { expect, test } from "vitest";
import { formatVerifierKey, LOGS, parseNote, parseVerifierKey, SIZE_CLASSES, verifierKey, vouching } from "#crypto";
import { readBoardKeys } from "../../server/board-keys.ts";
import { OBLIVIOUS_PATH, REQUEST_TYPE } from "../../server/oblivious.ts";
import { freshDatabase, freshFolder } from "./board.ts";
import { burstRequest, fetchSealed } from "./oblivious.ts";
import { startProgram, type Program } from "./program.ts";

const ORIGIN = "dissent.example.org";

const isListening = (address: string): Promise<boolean> =>
  fetch(address).then(
    () => true,
    () => false,
  );

test("roles: board and relay each in a process of their own are the same as in one", async () => {
  const board = await startProgram({
    environment: { ROLES: "board", ORIGIN, DATABASE_URL: await freshDatabase("board") },
  });
  await board.ready();
  expect(board.output()).toContain(`tegenspraak ready at ${board.board}\n`);
  const relay = await startProgram({ environment: { ROLES: "relay", ORIGIN, BOARD_URL: board.board } });
  await relay.ready();
  expect(relay.output()).toContain(`tegenspraak ready at ${relay.relay}\n`);

  expect(await isListening(board.relay)).toBe(false);
  expect(await isListening(relay.board)).toBe(false);
  const read = async (address: string): Promise<string> =>
    (await fetch(`${address}/v1/logs/letters/checkpoint`)).text();
  expect(await read(relay.relay)).toBe(await read(board.board));
  expect(await read(relay.relay)).toContain(`${ORIGIN}/v1/logs/letters\n0\n`);
  expect(await (await fetch(relay.relay)).text()).toContain("<ts-app>");
  expect((await fetch(`${relay.relay}/v1/desk/keyring`)).status).toBe(404);
  const posting = burstRequest(new Uint8Array(40_960), "PrivateToken token=AAAA");
  const answer = await fetchSealed(relay.relay, posting, ORIGIN);
  expect(answer.status).toBe(403);
  expect(JSON.parse(Buffer.from(answer.content).toString())).toMatchObject({ type: "/problems/posting_closed" });

  // The board goes; the relay stays and says so.
  board.child.kill("SIGTERM");
  expect(await board.ended()).toBe(0);
  const sealed = new Uint8Array(SIZE_CLASSES.slot.request);
  const posted = { method: "POST", headers: { "Content-Type": REQUEST_TYPE }, body: sealed };
  for (const refused of [
    await fetch(`${relay.relay}/v1/logs/letters/checkpoint`),
    await fetch(relay.relay + OBLIVIOUS_PATH, posted),
  ]) {
    expect(refused.status).toBe(503);
    expect(refused.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    expect(await refused.json()).toMatchObject({ type: "/problems/busy" });
  }
  relay.child.kill("SIGINT");
  expect(await relay.ended()).toBe(0);
  expect(relay.errors()).toBe("");
});

test("roles: two witnesses in processes of their own vouch for a board that knows their keys, without a database or its name", async () => {
  const databaseUrl = await freshDatabase("board");
  const DATA_DIR = freshFolder();
  const { logs } = readBoardKeys(join(DATA_DIR, "board-keys.json"), ORIGIN);
  const WITNESS_LOGS = LOGS.map((log) => formatVerifierKey(verifierKey(logs[log]))).join(" ");
  const witness = await startProgram({
    environment: { ROLES: "witness", WITNESS_NAME: "authority.example.org/witness", WITNESS_LOGS },
  });
  const council = await startProgram({
    environment: { ROLES: "council", COUNCIL_NAME: "council.example.org/witness", WITNESS_LOGS },
  });
  await Promise.all([witness.ready(), council.ready()]);
  expect(witness.output()).toContain(`tegenspraak ready at ${witness.witness}\n`);
  expect(council.output()).toContain(`tegenspraak ready at ${council.council}\n`);
  const keyOf = (program: Program): string => /^witness (\S+)$/m.exec(program.output())?.[1] ?? "";
  const keys = [witness, council].map(keyOf);
  for (const address of [witness.witness, council.council])
    for (const path of ["/health", "/ready"]) expect((await fetch(new URL(path, address))).status).toBe(200);
  for (const address of [witness.relay, witness.board, witness.council, council.board, council.witness])
    expect(await isListening(address)).toBe(false);

  const WITNESSES = `${keys[0] ?? ""} ${witness.witness} ${keys[1] ?? ""} ${council.council}`;
  const board = await startProgram({
    environment: { ROLES: "board", ORIGIN, DATABASE_URL: databaseUrl, DATA_DIR, WITNESSES },
  });
  await board.ready();
  const isVouchedFor = async (log: string): Promise<boolean> => {
    const note = await (await fetch(`${board.board}/v1/logs/${log}/checkpoint`)).text();
    return vouching(parseNote(note), keys.map(parseVerifierKey), Date.now() / 1000).fresh;
  };
  for (const log of LOGS) await expect.poll(() => isVouchedFor(log), { timeout: 20_000 }).toBe(true);
  for (const program of [board, witness, council]) {
    program.child.kill("SIGTERM");
    expect(await program.ended()).toBe(0);
    expect(program.errors()).toBe("");
  }
});
