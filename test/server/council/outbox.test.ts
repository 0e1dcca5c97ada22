// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { BURST_BYTES, randomBytes, type TokenKey } from "#crypto";
import { Outbox } from "../../../server/council/cover/outbox.ts";
import { Patience } from "../../../server/council/cover/patience.ts";
import { Purse } from "../../../server/council/cover/purse.ts";
import { signerOf } from "../tokens.ts";
import { ORIGIN } from "../board.ts";

/** A purse that never ends. */
function paying(): () => string {
  let count = 0;
  return () => `token ${++count}`;
}

test("cover: one thing goes in a slot, and nothing else while it is on its way", () => {
  const outbox = new Outbox(ORIGIN);
  const pay = paying();
  expect(outbox.next(pay)).toBe(null);
  outbox.arrive(2);
  const first = outbox.next(pay);
  expect(first?.bytes).toHaveLength(BURST_BYTES);
  expect(outbox.next(pay)).toBe(null);
  outbox.settle(true);
  const second = outbox.next(pay);
  expect([first?.authorization, second?.authorization]).toEqual(["token 1", "token 2"]);
  expect(second?.bytes).not.toEqual(first?.bytes);
  outbox.settle(true);
  expect(outbox.next(pay)).toBe(null);
});

test("cover: what got no answer goes in three slots, the same bytes with the same token, and is then given up", () => {
  const outbox = new Outbox(ORIGIN);
  const pay = paying();
  outbox.arrive(2);
  const first = outbox.next(pay);
  for (let again = 0; again < 2; again++) {
    outbox.settle(false);
    expect(outbox.next(pay)).toBe(first);
  }
  outbox.settle(false);
  const second = outbox.next(pay);
  expect(second?.authorization).toBe("token 2");
  // The next one has all of its tries.
  outbox.settle(false);
  expect(outbox.next(pay)).toBe(second);
});

test("cover: no more than five wait, and where there is no token none does", () => {
  const outbox = new Outbox(ORIGIN);
  const pay = paying();
  outbox.arrive(2);
  outbox.arrive(100);
  const left = Array.from({ length: 7 }, () => {
    const burst = outbox.next(pay);
    outbox.settle(true);
    return burst !== null;
  });
  expect(left).toEqual([true, true, true, true, true, false, false]);
  outbox.arrive(3);
  expect(outbox.next(() => null)).toBe(null);
  expect(outbox.next(pay)).toBe(null);
});

test("cover: tokens are spent in their order, the oldest go beyond forty-five, and with another key all from before", () => {
  const { publicKey } = signerOf("post");
  const key = (index: number): TokenKey => ({
    purpose: "post",
    hash: publicKey.id,
    from: "2026-01-01",
    until: "2027-12-31",
    index,
    key: publicKey,
  });
  const tokens = (count: number, keyIndex: number) =>
    Array.from({ length: count }, () => ({
      keyIndex,
      givenByDesk: false,
      nonce: randomBytes(32),
      authenticator: randomBytes(256),
    }));
  const purse = new Purse();
  const drain = (): string[] => {
    const taken: string[] = [];
    for (let token = purse.take(); token !== null; token = purse.take()) taken.push(token);
    return taken;
  };
  expect(purse.take()).toBe(null);
  const batches = Array.from({ length: 4 }, () => tokens(15, 0));
  for (const batch of batches) purse.put(batch, key(0), ORIGIN);
  const taken = drain();
  expect(new Set(taken).size).toBe(45);
  const reference = new Purse();
  for (const batch of batches.slice(1)) reference.put(batch, key(0), ORIGIN);
  for (const token of taken) expect(reference.take()).toBe(token);
  purse.put(tokens(15, 0), key(0), ORIGIN);
  purse.put(tokens(15, 1), key(1), ORIGIN);
  expect(drain()).toHaveLength(15);
});

test("cover: what failed is tried again after one slot, two, four and so on up to 64", () => {
  const patience = new Patience();
  const waits: number[] = [];
  for (let failure = 0; failure < 9; failure++) {
    patience.lose();
    let waited = 0;
    while (!patience.isDue()) waited++;
    waits.push(waited);
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 64, 64]);
  patience.reset();
  patience.lose();
  expect([patience.isDue(), patience.isDue()]).toEqual([false, true]);
});
