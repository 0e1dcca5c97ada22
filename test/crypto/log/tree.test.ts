// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { emptyRoot, hex, leafHash, nodeHash, rootOf, Subtrees, verifyConsistency, verifyInclusion } from "#crypto";
import { expectCode } from "../hostile.ts";
import { BruteForce, openSslSha256 } from "./brute-force.ts";
import { bytesFromHex, entriesOf, flipBit, leavesOf } from "./fixture.ts";
import { CONSISTENCY, INCLUSION, LEAVES, ROOTS } from "./published.ts";

const published = bytesFromHex(LEAVES).map((entry) => leafHash(entry));
const publishedRoots = bytesFromHex(ROOTS);
const rootOfSize = (size: number): Uint8Array => publishedRoots[size - 1] ?? new Uint8Array(0);

test("tree: the published roots of the eight-leaf tree", () => {
  expect(hex(emptyRoot())).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect(published.map((_, i) => hex(rootOf(published.slice(0, i + 1))))).toEqual(ROOTS);
});

test("tree: the published proofs of inclusion and consistency verify", () => {
  for (const { index, size, proof } of INCLUSION) {
    const leaf = published[index] ?? new Uint8Array(0);
    verifyInclusion(leaf, index, size, bytesFromHex(proof), rootOfSize(size));
  }
  for (const { from, to, proof } of CONSISTENCY) {
    verifyConsistency(from, rootOfSize(from), to, rootOfSize(to), bytesFromHex(proof));
  }
});

test("tree: every size from 0 to 320 has the root of RFC 6962's own definition", () => {
  const brute = new BruteForce(entriesOf(320));
  const leaves = leavesOf(entriesOf(320));
  for (let size = 0; size <= 320; size++) {
    expect(hex(rootOf(leaves.slice(0, size))), `size ${size}`).toBe(hex(brute.root(0, size)));
  }
});

test("tree: a node is not a leaf, and two leaves are not their concatenation", () => {
  const [a, b] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
  expect(nodeHash(a, b)).not.toEqual(leafHash(Uint8Array.from([...a, ...b])));
  expect(nodeHash(a, b)).not.toEqual(nodeHash(b, a));
});

test("tree: a larger subtree after a smaller one is a defect of the caller", () => {
  const subtrees = new Subtrees();
  subtrees.append({ height: 3, hash: emptyRoot() });
  subtrees.append({ height: 1, hash: emptyRoot() });
  expect(() => subtrees.append({ height: 2, hash: emptyRoot() })).toThrow(RangeError);
});

// Every place in every tree up to 20 leaves: balanced, unbalanced, and with a last leaf of its own.
const SIZES = 20;
const brute = new BruteForce(entriesOf(SIZES + 1));
const leaves = leavesOf(entriesOf(SIZES + 1));
const leafAt = (index: number): Uint8Array => leaves[index] ?? new Uint8Array(0);
const places = Array.from({ length: SIZES }, (_, i) => i + 1).flatMap((size) =>
  Array.from({ length: size }, (_, index) => ({ index, size })),
);
/** One bit of every byte in turn. */
const BITS = Array.from({ length: 32 }, (_, byte) => byte * 8 + (byte % 8));

const include = (leaf: Uint8Array, index: number, size: number, proof: readonly Uint8Array[], root: Uint8Array): void =>
  verifyInclusion(leaf, index, size, proof, root, openSslSha256);

test("inclusion: any bit changed in leaf, root or proof is refused", () => {
  for (const { index, size } of places) {
    const root = brute.root(0, size);
    const proof = brute.path(index, 0, size);
    include(leafAt(index), index, size, proof, root);
    for (const bit of BITS) {
      expectCode(() => include(flipBit(leafAt(index), bit), index, size, proof, root), "inconsistent");
      expectCode(() => include(leafAt(index), index, size, proof, flipBit(root, bit)), "inconsistent");
      for (const changed of proof.keys()) {
        const forged = proof.map((hash, i) => (i === changed ? flipBit(hash, bit) : hash));
        expectCode(() => include(leafAt(index), index, size, forged, root), "inconsistent");
      }
    }
  }
});

test("inclusion: another index, another tree, a hash too many, too few or moved is refused", () => {
  for (const { index, size } of places) {
    const root = brute.root(0, size);
    const proof = brute.path(index, 0, size);
    for (let other = 0; other <= size; other++) {
      if (other !== index) expectCode(() => include(leafAt(index), other, size, proof, root), "inconsistent");
    }
    for (let other = index + 1; other <= SIZES; other++) {
      if (other === size) continue;
      expectCode(() => include(leafAt(index), index, other, proof, brute.root(0, other)), "inconsistent");
    }
    expectCode(() => include(leafAt(index), index, size, [...proof, root], root), "inconsistent");
    expectCode(() => include(leafAt(index), index, size, [root, ...proof], root), "inconsistent");
    for (const missing of proof.keys())
      expectCode(() => include(leafAt(index), index, size, proof.toSpliced(missing, 1), root), "inconsistent");
    if (proof.length > 1)
      expectCode(() => include(leafAt(index), index, size, proof.toReversed(), root), "inconsistent");
  }
});

const continues = (from: number, to: number, proof: readonly Uint8Array[], roots?: [Uint8Array, Uint8Array]): void => {
  const [old, now] = roots ?? [brute.root(0, from), brute.root(0, to)];
  verifyConsistency(from, old, to, now, proof, openSslSha256);
};
const pairs = places.map(({ index, size }) => ({ from: index + 1, to: size }));

test("consistency: any bit changed in a root or the proof is refused", () => {
  for (const { from, to } of pairs) {
    const [old, now] = [brute.root(0, from), brute.root(0, to)];
    const proof = brute.proof(from, to);
    continues(from, to, proof);
    for (const bit of BITS) {
      expectCode(() => continues(from, to, proof, [flipBit(old, bit), now]), "inconsistent");
      expectCode(() => continues(from, to, proof, [old, flipBit(now, bit)]), "inconsistent");
      for (const changed of proof.keys()) {
        const forged = proof.map((hash, i) => (i === changed ? flipBit(hash, bit) : hash));
        expectCode(() => continues(from, to, forged), "inconsistent");
      }
    }
  }
});

test("consistency: another size with its own root, a hash too many, too few or moved is refused", () => {
  for (const { from, to } of pairs) {
    const proof = brute.proof(from, to);
    if (from === to) continue;
    for (let other = 1; other < to; other++)
      if (other !== from) expectCode(() => continues(other, to, proof), "inconsistent");
    for (let other = from; other <= SIZES; other++)
      if (other !== to) expectCode(() => continues(from, other, proof), "inconsistent");
    expectCode(() => continues(from, to, [...proof, brute.root(0, to)]), "inconsistent");
    for (const missing of proof.keys())
      expectCode(() => continues(from, to, proof.toSpliced(missing, 1)), "inconsistent");
    if (proof.length > 1) expectCode(() => continues(from, to, proof.toReversed()), "inconsistent");
  }
});

test("consistency: a log that shrank, two trees of one size, a wrong empty tree and a needless proof are refused", () => {
  const [five, six] = [brute.root(0, 5), brute.root(0, 6)];
  const empty = emptyRoot();
  expectCode(() => continues(6, 5, [], [six, five]), "inconsistent");
  expectCode(() => continues(6, 5, brute.proof(5, 6), [six, five]), "inconsistent");
  expectCode(() => continues(5, 5, [], [five, six]), "inconsistent");
  expectCode(() => continues(5, 5, [five], [five, five]), "inconsistent");
  expectCode(() => continues(0, 5, [five], [empty, five]), "inconsistent");
  expectCode(() => continues(0, 5, [], [five, five]), "inconsistent");
  expectCode(() => continues(0, 0, [], [empty, five]), "inconsistent");
  continues(0, 5, [], [empty, five]);
  continues(0, 0, [], [empty, empty]);
});
