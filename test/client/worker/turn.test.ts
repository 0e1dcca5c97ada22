// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { inTurn, isSending, outOfTurn, sendingInTurn } from "../../../client/worker/turn.ts";

const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

test("turn: readings go one after the other", async () => {
  const said: string[] = [];
  const read = (name: string): Promise<void> =>
    inTurn(async () => {
      said.push(`${name} begins`);
      await tick();
      said.push(`${name} ends`);
    });
  await Promise.all([read("a"), read("b")]);
  expect(said).toEqual(["a begins", "a ends", "b begins", "b ends"]);
});

test("turn: what waits for its slot lets readings go on, and no second post; it goes on after a reading, not in it", async () => {
  const said: string[] = [];
  let leave: () => void = () => undefined;
  const slot = new Promise<void>((resolve) => (leave = resolve));
  const post = (name: string): Promise<void> =>
    sendingInTurn(async () => {
      said.push(`${name} is sealed`);
      await outOfTurn(() => slot);
      said.push(`${name} is kept`);
    });
  const posts = Promise.all([post("first"), post("second")]);
  await tick();
  expect(isSending()).toBe(true);
  const reading = inTurn(async () => {
    said.push("reading begins");
    leave();
    await tick();
    said.push("reading ends");
  });
  await Promise.all([posts, reading]);
  expect(said).toEqual([
    "first is sealed",
    "reading begins",
    "reading ends",
    "first is kept",
    "second is sealed",
    "second is kept",
  ]);
  expect(isSending()).toBe(false);
});

test("turn: one that fails, also while it waits, leaves the turn to the next", async () => {
  const failing = sendingInTurn(() => outOfTurn(() => Promise.reject(new Error("lost"))));
  await expect(failing).rejects.toThrow("lost");
  await expect(sendingInTurn(() => Promise.resolve("next"))).resolves.toBe("next");
});
