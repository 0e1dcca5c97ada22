// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, onTestFinished, test } from "vitest";
import { decodeResponse, encodeRequest, hex, randomBytes, requestOverhead, sealRequest } from "#crypto";
import { OpeningThread, type Opened, type Outcome, type Seal } from "../../../server/gateway/opening/index.ts";
import { drawSeeds, pairOf, type Pair } from "../../../server/gateway/pair.ts";
import { release } from "../../../server/memory.ts";
import { ORIGIN } from "../board.ts";
import { DUMMY } from "../oblivious.ts";

const pair = (number: number): Pair => pairOf({ number, from: "2026-11-01", until: "2026-12-02", seeds: drawSeeds() });

function threadFor(pairs: () => readonly Pair[]): OpeningThread {
  const thread = new OpeningThread(pairs);
  onTestFinished(() => thread.stop());
  return thread;
}

function sealedTo({ keys: [{ configuration }] }: Pair): ReturnType<typeof sealRequest> {
  return sealRequest(configuration, encodeRequest(DUMMY, ORIGIN, 2_048 - requestOverhead(configuration.kem)));
}

function requireOpened(outcome: Outcome): Opened {
  if (outcome.kind !== "opened") throw new Error(outcome.kind);
  return outcome;
}

const CONTENT = randomBytes(233);
const ANSWER = { status: 201, contentType: "application/octet-stream" };
const answer = (): Seal["response"] => ({ ...ANSWER, content: CONTENT.slice() });

test("opening: many at once are opened and answered, each with its own, and what was given away is gone", async () => {
  const own = pair(3);
  const thread = threadFor(() => [own]);
  const asked = Array.from({ length: 100 }, () => sealedTo(own));
  const copies = asked.map(({ bytes }) => bytes.slice());
  const opened = (await Promise.all(copies.map((request) => thread.perform({ kind: "open", request })))).map(
    requireOpened,
  );
  expect(copies.every(({ length }) => length === 0)).toBe(true);
  for (const [i, { enc, keyId }] of opened.entries()) {
    expect(keyId).toBe(6);
    expect(hex(enc)).toBe(hex(asked[i]?.bytes.subarray(7, 7 + 1_120) ?? enc.subarray(1)));
  }
  for (const [i, { answerKey: key }] of opened.entries()) {
    const sealed = await thread.perform({ kind: "seal", key, response: answer(), size: 1_024 });
    if (sealed.kind !== "sealed") throw new Error(sealed.kind);
    expect(sealed.bytes).toHaveLength(1_024);
    const message = asked[i]?.openResponse(sealed.bytes);
    expect(decodeResponse(message ?? new Uint8Array(0))).toEqual(answer());
  }
});

test("opening: it answers to the keys of the moment, and a request to another comes back whole", async () => {
  const [before, after] = [pair(0), pair(1)];
  let answering = [before];
  const thread = threadFor(() => answering);
  const early = sealedTo(after).bytes;
  const bytes = hex(early);
  const outcome = await thread.perform({ kind: "open", request: early });
  if (outcome.kind !== "key_unknown") throw new Error(outcome.kind);
  expect(hex(outcome.request)).toBe(bytes);
  answering = [before, after];
  requireOpened(await thread.perform({ kind: "open", request: outcome.request }));
  requireOpened(await thread.perform({ kind: "open", request: sealedTo(before).bytes }));
  answering = [after];
  expect((await thread.perform({ kind: "open", request: sealedTo(before).bytes })).kind).toBe("key_unknown");
});

test("opening: damage and a defect cost one request each, and those beside them nothing", async () => {
  const own = pair(9);
  const thread = threadFor(() => [own]);
  const damaged = sealedTo(own).bytes;
  damaged[1_500] = (damaged[1_500] ?? 0) ^ 1;
  const { answerKey: key } = requireOpened(await thread.perform({ kind: "open", request: sealedTo(own).bytes }));
  const [first, second, third] = await Promise.allSettled([
    thread.perform({ kind: "open", request: damaged }),
    // No answer has such a status: nothing of ours asks for it.
    thread.perform({ kind: "seal", key, response: { ...answer(), status: 99 }, size: 1_024 }),
    thread.perform({ kind: "open", request: sealedTo(own).bytes }),
  ]);
  expect(first).toMatchObject({ status: "fulfilled", value: { kind: "malformed" } });
  expect(second).toMatchObject({ status: "rejected", reason: { name: "RangeError" } });
  expect(third).toMatchObject({ status: "fulfilled", value: { kind: "opened" } });
});

test("opening: where the thread ends whoever waits is told, and whoever comes next is served", async () => {
  const own = pair(127);
  const thread = threadFor(() => [own]);
  requireOpened(await thread.perform({ kind: "open", request: sealedTo(own).bytes }));
  thread.start().postMessage(null);
  const waiting = thread.perform({ kind: "open", request: sealedTo(own).bytes });
  await expect(waiting).rejects.toThrow("ended");
  requireOpened(await thread.perform({ kind: "open", request: sealedTo(own).bytes }));
});

test("opening: it is stopped at any moment, also while it starts, and what comes then is refused", async () => {
  const own = pair(5);
  for (let i = 0; i < 20; i++) {
    const thread = new OpeningThread(() => [own]);
    if (i % 2 === 0) thread.start();
    const given = [0, 1, 2].map(() => thread.perform({ kind: "open", request: sealedTo(own).bytes }));
    const outcomes = Promise.allSettled(given);
    await new Promise((resolve) => setTimeout(resolve, i * 20));
    await thread.stop();
    expect(() => thread.perform({ kind: "open", request: sealedTo(own).bytes })).toThrow("busy");
    // Opened or told so: nobody waits for ever.
    expect(await outcomes).toHaveLength(3);
  }
});

test("release: memory of its own goes, what is shared stays", () => {
  const alone = new Uint8Array(100_000);
  release(alone);
  expect(alone).toHaveLength(0);
  const shared = new Uint8Array(100_000);
  release(shared.subarray(1));
  expect(shared).toHaveLength(100_000);
});
