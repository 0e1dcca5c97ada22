// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeKeyrings, withSeed, type GroupSeed, type Keyring, type Pin } from "#crypto";
import { bytesOf, expectCode } from "../hostile.ts";

const bytes32 = (mark: number): Uint8Array => new Uint8Array(32).fill(mark);
const seed = (group: string, epoch: number, mark = epoch): GroupSeed => ({ group, epoch, seed: bytes32(mark) });
const pin = (size: number, mark = size): Pin => ({ size, root: bytes32(mark) });
const EMPTY: Keyring = {
  revision: 0,
  kind: "member",
  id: "noor-haddad",
  signing: bytes32(1),
  box: bytes32(2),
  seeds: [],
  pins: { letters: null, directory: null, ledger: null },
  trusted: null,
};
const holding = (...seeds: readonly GroupSeed[]): Keyring =>
  seeds.reduce((keyring, next) => withSeed(keyring, next), EMPTY);
const names = ({ seeds }: Keyring): string[] => seeds.map(({ group, epoch }) => `${group} ${epoch}`);

test("keyring: seeds stand in the order of groups and epochs, each once", () => {
  expect(names(holding(seed("west", 1), seed("oost", 10), seed("oost", 9), seed("west", 1)))).toEqual([
    "oost 9",
    "oost 10",
    "west 1",
  ]);
  expect(EMPTY.seeds).toEqual([]);
});

test("keyring: two seeds for one epoch are both kept, since only the directory says which counts", () => {
  const both = holding(seed("oost", 4, 8), seed("oost", 4, 7));
  expect(both.seeds.map((kept) => kept.seed[0])).toEqual([7, 8]);
  expect(holding(seed("oost", 4, 7), seed("oost", 4, 8))).toEqual(both);
});

const many = (group: string, from: number, count: number): GroupSeed[] =>
  Array.from({ length: count }, (_, i) => seed(group, from + i));

test("keyring: where there is no room the oldest goes of the group that has most", () => {
  const full = holding(...many("aap", 0, 2), ...many("oost", 0, 14));
  expect(full.seeds).toHaveLength(16);
  const next = withSeed(full, seed("west", 0));
  expect(names(next)).toEqual(["aap 0", "aap 1", ...many("oost", 1, 13).map(({ epoch }) => `oost ${epoch}`), "west 0"]);
  // What is older than all that are there is what goes.
  expect(names(withSeed(holding(...many("oost", 5, 16)), seed("oost", 0)))).toEqual(
    names(holding(...many("oost", 5, 16))),
  );
});

test("keyring: of no group the last one goes, and a keyring full of those says so", () => {
  const groups = Array.from({ length: 16 }, (_, i) => seed(`g${i}`, 7));
  const full = holding(...groups);
  expect(() => withSeed(full, seed("west", 0))).toThrow(RangeError);
  expect(names(withSeed(full, seed("g3", 8)))).toContain("g3 8");
  expect(names(withSeed(full, seed("g3", 8)))).not.toContain("g3 7");
  expect(withSeed(full, seed("g3", 7))).toEqual(full);
});

test("keyring: sixteen of seventeen stay, and the last of every group, in whatever order they came", () => {
  const given = fc.uniqueArray(fc.tuple(fc.constantFrom("a", "b", "c"), fc.nat({ max: 30 })), {
    minLength: 17,
    maxLength: 40,
    selector: ([group, epoch]) => `${group} ${epoch}`,
  });
  fc.assert(
    fc.property(given, (pairs) => {
      const kept = names(holding(...pairs.map(([group, epoch]) => seed(group, epoch))));
      expect(kept).toHaveLength(16);
      for (const group of new Set(pairs.map(([name]) => name))) {
        const epochs = pairs.filter(([name]) => name === group).map(([, epoch]) => epoch);
        expect(kept).toContain(`${group} ${Math.max(...epochs)}`);
      }
    }),
  );
});

test("keyring: of two devices' keyrings nothing that either knew is lost", () => {
  const before = { ...EMPTY, trusted: [1, 2, 3].map(bytes32) };
  const after = [4, 5, 6].map(bytes32);
  const ours: Keyring = {
    ...before,
    revision: 5,
    seeds: [seed("oost", 1), seed("oost", 2, 20)],
    pins: { letters: pin(300), directory: pin(4), ledger: null },
  };
  const theirs: Keyring = {
    ...before,
    revision: 7,
    seeds: [seed("oost", 1), seed("oost", 2, 21), seed("west", 0)],
    pins: { letters: pin(258), directory: pin(6), ledger: pin(2) },
    trusted: after,
  };
  const merged = mergeKeyrings(ours, theirs);
  expect(merged).toEqual({
    ...before,
    revision: 7,
    seeds: [seed("oost", 1), seed("oost", 2, 20), seed("oost", 2, 21), seed("west", 0)],
    pins: { letters: pin(300), directory: pin(6), ledger: pin(2) },
    trusted: after,
  });
  expect(mergeKeyrings(theirs, ours)).toEqual(merged);
  expect(mergeKeyrings({ ...ours, trusted: after, pins: theirs.pins }, { ...theirs, trusted: null }).trusted).toEqual(
    after,
  );
  expect(mergeKeyrings({ ...ours, trusted: null }, ours).trusted).toEqual(ours.trusted);
});

test("keyring: two devices that saw two logs of one size say so", () => {
  const seen = (letters: Pin): Keyring => ({ ...EMPTY, pins: { ...EMPTY.pins, letters } });
  expect(mergeKeyrings(seen(pin(9)), seen(pin(9))).pins.letters).toEqual(pin(9));
  expectCode(() => mergeKeyrings(seen(pin(9)), seen(pin(9, 8))), "inconsistent");
});

test("keyring: two people's keyrings are not one", () => {
  expect(() => mergeKeyrings(EMPTY, { ...EMPTY, signing: bytes32(9) })).toThrow(RangeError);
  expect(() => mergeKeyrings(EMPTY, { ...EMPTY, box: bytes32(9) })).toThrow(RangeError);
});

test("keyring: merging with itself changes nothing, and order does not matter", () => {
  const seeds = fc.uniqueArray(
    fc.record({ group: fc.constantFrom("a", "b"), epoch: fc.nat({ max: 5 }), seed: bytesOf(32) }),
    { maxLength: 8, selector: ({ group, epoch }) => `${group} ${epoch}` },
  );
  fc.assert(
    fc.property(seeds, seeds, (some, others) => {
      const [ours, theirs] = [holding(...some), holding(...others)];
      expect(mergeKeyrings(ours, ours)).toEqual(ours);
      expect(mergeKeyrings(ours, theirs)).toEqual(mergeKeyrings(theirs, ours));
    }),
  );
});
