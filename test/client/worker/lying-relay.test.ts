// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { randomBytes } from "node:crypto";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { concat, SIZE_CLASSES } from "#crypto";
import { TransportError } from "../../../client/transport.ts";
import { look, opened, organisationAfter, sendSignal, SIGNAL, textsIn } from "./generations.ts";
import { LettersBoard, type Relay } from "./letters-board.ts";
import type { SealedHere } from "./own-gateway.ts";

// Whoever carries sealed requests drops, delays, repeats, swaps, damages and makes up answers. None of it may be taken for a promise.

let board: LettersBoard;

beforeEach(() => {
  board = new LettersBoard();
  board.open();
  return () => {
    vi.restoreAllMocks();
    board.close();
  };
});

const lost = (): Promise<never> => Promise.reject(new TypeError("the network went"));
const noise = (length: number): Uint8Array<ArrayBuffer> => Uint8Array.from(randomBytes(length));
const bodyOf = async (response: Response): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await response.arrayBuffer());

/** Passes on, and gives something else back. */
const instead =
  (change: (answer: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>): Relay =>
  async (sealed, carry) =>
    new Response(change(await bodyOf(await carry(sealed))));

const saying = (status: number, type: string): Relay => {
  const problem = { type, title: "", status, detail: "Says who carries it." };
  return () => Promise.resolve(Response.json(problem, { status }));
};

/** Of the class of a slot, to something that was asked before. */
let earlier: Uint8Array<ArrayBuffer>;

const LIES: readonly (readonly [string, Relay])[] = [
  ["drops what it was to carry", lost],
  ["drops the answer", async (sealed, carry) => carry(sealed).then(lost)],
  ["breaks off in the middle of the answer", async (sealed, carry) => breakingOff(await bodyOf(await carry(sealed)))],
  ["cuts off the last byte", instead((answer) => answer.slice(0, -1))],
  ["adds a byte", instead((answer) => concat(answer, new Uint8Array(1)))],
  ["gives back nothing", instead(() => new Uint8Array(0))],
  ["changes a bit", instead((answer) => answer.map((byte, i) => (i === 40 ? byte ^ 1 : byte)))],
  ["makes up an answer", instead((answer) => noise(answer.length))],
  ["gives back the request", (sealed) => Promise.resolve(new Response(Uint8Array.from(sealed)))],
  ["gives back the answer to something that was asked before", instead(() => earlier)],
  ["asks twice and gives back the refusal", async (sealed, carry) => carry(sealed).then(() => carry(sealed))],
  ["gives back an answer of another class", instead(() => noise(SIZE_CLASSES.cell.response))],
  ["redirects", () => Promise.resolve(new Response(null, { status: 307, headers: { location: "/elsewhere" } }))],
  ["says that it is kept", () => Promise.resolve(new Response(noise(233), { status: 201 }))],
  ["says that nothing is to be said", () => Promise.resolve(new Response(null, { status: 204 }))],
  ["says that it is damaged", saying(400, "/problems/malformed")],
  ["says that the token was spent", saying(409, "/problems/token_spent")],
  ["says that a token is required", saying(401, "/problems/token_required")],
  ["says that nobody is signed in", saying(401, "/problems/unauthenticated")],
  ["says that there is no such thing", saying(404, "/problems/not_found")],
  ["says that it is busy", saying(503, "/problems/busy")],
];

function breakingOff(answer: Uint8Array): Response {
  const half = answer.subarray(0, answer.length / 2);
  let pulls = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (pulls++ === 0) controller.enqueue(half);
      else controller.error(new TypeError("the connection broke"));
    },
  });
  return new Response(body);
}

const burstsOf = ({ gateway }: LettersBoard): SealedHere[] =>
  gateway.opened.filter(({ request }) => request.path.endsWith("/bursts"));

describe("relay: what it does with something that is posted is never taken for a promise", () => {
  beforeEach(async () => {
    board.relay = async (sealed, carry) => {
      const answer = await carry(sealed);
      earlier = await bodyOf(answer.clone());
      return answer;
    };
    await sendSignal(board);
  });

  test.each(LIES)(
    "one that %s: it is not kept for all that its writer knows, and goes again, once",
    async (_how, lie) => {
      const { session, view } = await opened(organisationAfter(0));
      const honest = board.relay;
      board.relay = lie;
      await expect(session.sendMessage("Eén keer.")).rejects.toMatchObject({ code: "offline" });
      expect(await session.show()).toMatchObject({ conversation: [], visibleFrom: null, postsLeft: view.postsLeft });
      board.relay = honest;
      await session.sendMessage("Eén keer.");
      board.sequence();
      const after = await look(session);
      expect(textsIn(after)).toEqual(["Eén keer."]);
      expect(after.postsLeft).toBe(view.postsLeft - 1);
      expect(board.size).toBe(10);
      // The same burst with the same token, which nobody on the way can tell.
      const sent = burstsOf(board).slice(1);
      expect(new Set(sent.map(({ request: { authorization } }) => authorization)).size).toBe(1);
      for (const { request } of sent) expect(request.content).toEqual(sent[0]?.request.content);
      expect(new Set(sent.map(({ enc }) => enc)).size).toBe(sent.length);
    },
  );

  test("one that holds it back until it was given up: whenever it comes, it is there once", async () => {
    const { session } = await opened(organisationAfter(0));
    const held: Uint8Array[] = [];
    const honest = board.relay;
    board.relay = (sealed) => {
      held.push(sealed);
      return lost();
    };
    await expect(session.sendMessage("Eén keer.")).rejects.toMatchObject({ code: "offline" });
    board.relay = honest;
    await session.sendMessage("Eén keer.");
    for (const sealed of held) expect((await board.carry(sealed)).status).toBe(200);
    board.sequence();
    expect(textsIn(await look(session))).toEqual(["Eén keer."]);
    expect(board.size).toBe(10);
    // And what it repeats nobody answers.
    for (const { bytes } of [...board.gateway.opened]) expect((await board.carry(bytes)).status).toBe(400);
  });

  test("one that never answers: after thirty seconds nobody waits, and nothing was kept for all that is known", async () => {
    const { session } = await opened(organisationAfter(0));
    const patience = new AbortController();
    const timeout = vi.spyOn(AbortSignal, "timeout").mockReturnValue(patience.signal);
    board.relay = (_sealed, _carry, signal) =>
      new Promise((_, reject) => {
        signal?.addEventListener("abort", () => reject(new DOMException("", "TimeoutError")));
        patience.abort();
      });
    await expect(session.sendMessage("Eén keer.")).rejects.toMatchObject({ code: "offline" });
    expect(timeout.mock.calls).toEqual([[30_000]]);
  });
});

describe("relay: what it does with an exchange costs nobody their card", () => {
  test.each(LIES)("one that %s", async (_how, lie) => {
    earlier = noise(SIZE_CLASSES.slot.response);
    const honest = board.relay;
    board.relay = lie;
    await expect(sendSignal(board)).rejects.toMatchObject({ code: "offline" });
    board.relay = honest;
    await sendSignal(board);
    expect((await opened(organisationAfter(0))).view.postsLeft).toBe(14);
  });
});

describe("relay: what it does with a bundle is said as what it is, and nothing of it is shown", () => {
  beforeEach(() => sendSignal(board));

  test.each(LIES)("one that %s", async (_how, lie) => {
    earlier = noise(SIZE_CLASSES.read.response);
    const honest = board.relay;
    board.relay = lie;
    // Nothing about a log that is damaged, or about who is signed in: there was no answer.
    const failure: unknown = await opened(organisationAfter(0)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TransportError);
    expect(["busy", "offline"]).toContain((failure as TransportError).code);
    board.relay = honest;
    expect((await opened(organisationAfter(0))).view.title).toBe(SIGNAL.title);
  });
});
