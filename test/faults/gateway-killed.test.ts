// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { decodeConfigurations, decodeResponse, openPromise, type KeyConfiguration } from "#crypto";
import { OBLIVIOUS_KEYS_PATH, OBLIVIOUS_PATH, REQUEST_TYPE } from "../../server/oblivious.ts";
import { anyBurst, ORIGIN } from "../server/board.ts";
import { burstRequest, seal } from "../server/oblivious.ts";
import type { Program } from "../server/program.ts";
import { execute } from "../server/sql.ts";
import { newPlace, started, type Place } from "./place.ts";

// The gateway is killed while it holds an answer: what was asked is done, and nobody was told.

async function keyOf({ relay }: Program): Promise<KeyConfiguration> {
  const bytes = new Uint8Array(await (await fetch(relay + OBLIVIOUS_KEYS_PATH)).arrayBuffer());
  const [key] = decodeConfigurations(bytes);
  if (key === undefined) throw new Error("the gateway has no key");
  return key;
}

const carry = ({ relay }: Program, body: Uint8Array<ArrayBuffer>): Promise<Response> =>
  fetch(relay + OBLIVIOUS_PATH, { method: "POST", headers: { "Content-Type": REQUEST_TYPE }, body });

async function count({ databaseUrl }: Place, table: "pool" | "gateway_mark"): Promise<number> {
  const [row] = await execute<{ n: number }>(databaseUrl, `select count(*)::int as n from ${table}`);
  return row?.n ?? 0;
}

test("faults: killed while it holds an answer, the gateway answers that request never, and the same burst sealed anew is kept once", async () => {
  const place = await newPlace(86_400_000);
  const killed = await started(place);
  const key = await keyOf(killed);
  const burst = anyBurst();
  const request = burstRequest(burst);
  const first = seal(key, request);
  const answer = carry(killed, first.bytes).catch(() => null);
  // Both are kept before anybody is told.
  await expect.poll(() => count(place, "pool"), { interval: 5 }).toBe(1);
  await expect.poll(() => count(place, "gateway_mark"), { interval: 5 }).toBe(1);
  killed.child.kill("SIGKILL");
  await killed.ended();
  await answer;

  const program = await started(place);
  expect(await keyOf(program)).toEqual(key);
  expect((await carry(program, first.bytes)).status).toBe(400);
  const again = seal(key, request);
  const response = await carry(program, again.bytes);
  expect(response.status).toBe(200);
  // The promise is inside, and is for this burst.
  const opened = again.openResponse(new Uint8Array(await response.arrayBuffer()));
  const { status, content } = decodeResponse(opened);
  expect(status).toBe(201);
  openPromise(content, burst, ORIGIN, place.key.publicKey);
  expect(await count(place, "pool")).toBe(1);
});
