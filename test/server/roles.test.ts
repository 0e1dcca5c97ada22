// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { anyBurst, BURSTS_PATH, freshDatabase } from "./board.ts";
import { startProgram } from "./program.ts";

const isListening = (address: string): Promise<boolean> =>
  fetch(address).then(
    () => true,
    () => false,
  );

test("roles: board and relay each in a process of their own are the same as in one", async () => {
  const ORIGIN = "dissent.example.org";
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
  const headers = { "Content-Type": "application/octet-stream" };
  const posted = await fetch(relay.relay + BURSTS_PATH, { method: "POST", headers, body: anyBurst() });
  expect(posted.status).toBe(403);
  expect(await posted.json()).toMatchObject({ type: "/problems/posting_closed" });

  // The board goes; the relay stays and says so.
  board.child.kill("SIGTERM");
  expect(await board.ended()).toBe(0);
  const answer = await fetch(`${relay.relay}/v1/logs/letters/checkpoint`);
  expect(answer.status).toBe(503);
  expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  relay.child.kill("SIGINT");
  expect(await relay.ended()).toBe(0);
  expect(relay.errors()).toBe("");
});
