// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { hex, randomBytes, xwingKey } from "#crypto";
import { nameOfKey, type TeamKey, type Writers } from "../../../client/worker/desk-case.ts";
import { basisOf } from "../../../client/worker/shelf.ts";

const signers = new Map([1, 2, 3].map((lane) => [lane, randomBytes(32)]));

function teamKey(epoch: number): TeamKey {
  const key = xwingKey(randomBytes(32));
  return { name: nameOfKey(key), epoch, key };
}

const writers = (change: Partial<Writers> = {}): Writers => ({
  origin: "tegenspraak.localhost",
  lanes: [1, 2, 3],
  teamLanes: [1, 2],
  isFormer: () => false,
  signerOf: (lane) => signers.get(lane),
  ...change,
});

test("shelf: what was read with other keys, writers or signers is no basis; their order is nothing", () => {
  const [first, second] = [teamKey(0), teamKey(1)];
  const basis = (keys: readonly TeamKey[], change: Partial<Writers> = {}): string =>
    hex(basisOf(keys, writers(change)));
  const before = basis([first, second]);
  expect(basis([second, first], { lanes: [3, 1, 2], teamLanes: [2, 1] })).toBe(before);
  // Who left stands in the same lanes with the same key.
  expect(basis([first, second], { isFormer: (lane) => lane === 2 })).toBe(before);
  const others = [
    basis([first]),
    basis([first, second, teamKey(2)]),
    basis([first, second], { lanes: [1, 2, 3, 4] }),
    basis([first, second], { teamLanes: [1, 2, 3] }),
    basis([first, second], { signerOf: (lane) => (lane === 2 ? randomBytes(32) : signers.get(lane)) }),
    basis([first, second], { signerOf: (lane) => (lane === 2 ? undefined : signers.get(lane)) }),
  ];
  expect(new Set([before, ...others]).size).toBe(others.length + 1);
});
