// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  appendLeaves,
  BUNDLE_WIDTH,
  bundlePath,
  concat,
  consistencyProof,
  entriesPath,
  hashesAtLevel,
  hex,
  inclusionProof,
  levelsOf,
  parseLevel,
  parseSlice,
  ProtocolError,
  rootFromTiles,
  slicesOf,
  TILE_WIDTH,
  tilePath,
  verifyConsistency,
  verifyInclusion,
  type TileSource,
} from "#crypto";
import { expectCode, mutatedText, outcome } from "../hostile.ts";
import { BruteForce, openSslSha256 } from "./brute-force.ts";
import { bytesFromHex, entriesOf, leavesOf, Tiles } from "./fixture.ts";
import { CONSISTENCY, INCLUSION, LEAVES } from "./published.ts";

test("tiles: paths are written as C2SP tlog-tiles writes them", () => {
  const paths: readonly [number, string][] = [
    [0, "000"],
    [7, "007"],
    [999, "999"],
    [1000, "x001/000"],
    [999_999, "x999/999"],
    [1_234_067, "x001/x234/067"],
    [123_456_789_012_345, "x123/x456/x789/x012/345"],
  ];
  for (const [index, path] of paths) {
    expect(tilePath(3, { index, width: null })).toBe(`tile/3/${path}`);
    expect(entriesPath({ index, width: 255 })).toBe(`tile/entries/${path}.p/255`);
    expect(bundlePath({ index, width: 1 })).toBe(`bundles/${path}.p/1`);
    expect(parseSlice(path, TILE_WIDTH)).toEqual({ index, width: null });
    expect(parseSlice(`${path}.p/63`, BUNDLE_WIDTH)).toEqual({ index, width: 63 });
  }
});

test("tiles: any other way to write a path is refused", () => {
  const wrong = ["", "0", "00", "0000", "x000/000", "x000", "x001", "001/000", "X001/000", "x001/00", "x001//000"];
  const more = ["-01", "+01", "1e3", " 000", "000 ", "000/", "/000", "000\n", "x1234/000", "٠٠٠", "x001/x002"];
  const widths = [
    "000.p",
    "000.p/",
    "000.p/0",
    "000.p/01",
    "000.p/256",
    "000.p/1000",
    "000.p/-1",
    "000.P/1",
    "000.p/1/",
  ];
  for (const path of [...wrong, ...more, ...widths]) expectCode(() => parseSlice(path, TILE_WIDTH), "malformed");
  expectCode(() => parseSlice("x999/x999/x999/x999/x999/999", TILE_WIDTH), "malformed");
  expectCode(() => parseSlice("000.p/64", BUNDLE_WIDTH), "malformed");
});

test("tiles: levels are 0 to 63 without leading zeros", () => {
  for (let level = 0; level <= 63; level++) expect(parseLevel(String(level))).toBe(level);
  for (const level of ["", "64", "99", "00", "01", "-1", "1.0", " 1", "1\n", "x"])
    expectCode(() => parseLevel(level), "malformed");
});

test("tiles: any path is the one that its slice writes, or refused once", () => {
  const slices = fc.record({
    index: fc.nat({ max: 10 ** 15 - 1 }),
    width: fc.option(fc.integer({ min: 1, max: 255 })),
  });
  const path = (slice: { index: number; width: number | null }): string => tilePath(0, slice).slice("tile/0/".length);
  fc.assert(
    fc.property(slices, (slice) => {
      expect(parseSlice(path(slice), TILE_WIDTH)).toEqual(slice);
    }),
  );
  const hostile = fc.oneof(
    fc.string(),
    slices.chain((slice) => mutatedText(path(slice))),
  );
  fc.assert(
    fc.property(hostile, (text) => {
      const slice = outcome(() => parseSlice(text, TILE_WIDTH));
      if (slice instanceof ProtocolError) expect(slice.code).toBe("malformed");
      else expect(path(slice)).toBe(text);
    }),
    { numRuns: 2000 },
  );
});

test("tiles: full rows, then the partial one, and never an empty one", () => {
  expect(slicesOf(0, 256)).toEqual([]);
  expect(slicesOf(1, 256)).toEqual([{ index: 0, width: 1 }]);
  expect(slicesOf(256, 256)).toEqual([{ index: 0, width: null }]);
  expect(slicesOf(513, 256)).toEqual([
    { index: 0, width: null },
    { index: 1, width: null },
    { index: 2, width: 1 },
  ]);
  expect(slicesOf(513, 256, 2)).toEqual([{ index: 2, width: 1 }]);
  expect(slicesOf(512, 256, 2)).toEqual([]);
  expect([0, 1, 255, 256, 257, 65_535, 65_536].map(levelsOf)).toEqual([0, 1, 1, 2, 2, 2, 3]);
  // The widths of C2SP: size 256 is a full tile of level 0 and `1/000.p/1`; 70,000 is 273 full tiles, 112, 17 and 1.
  expect(slicesOf(hashesAtLevel(256, 1), 256)).toEqual([{ index: 0, width: 1 }]);
  expect([0, 1, 2, 3].map((level) => hashesAtLevel(70_000, level))).toEqual([70_000, 273, 1, 0]);
});

/** Every tile of a tree of one size, by the definition: hash i of tile n at level l is MTH of 256^l entries. */
function tilesByDefinition(brute: BruteForce, size: number): Map<string, string> {
  const tiles = new Map<string, string>();
  for (let level = 0; 256 ** level <= size; level++) {
    const each = 256 ** level;
    const hashes = Array.from({ length: Math.floor(size / each) }, (_, i) => brute.root(i * each, (i + 1) * each));
    for (let start = 0; start < hashes.length; start += 256)
      tiles.set(`${level}/${start / 256}`, hex(concat(...hashes.slice(start, start + 256))));
  }
  return tiles;
}

const asHex = ({ kept }: Tiles): Map<string, string> => new Map([...kept].map(([name, tile]) => [name, hex(tile)]));

test("tiles: appended in any batches, the tree is the one that is built at once", () => {
  const MOST = 900;
  const brute = new BruteForce(entriesOf(MOST));
  const leaves = leavesOf(entriesOf(MOST));
  const batches = fc.array(fc.oneof(fc.nat({ max: 6 }), fc.constantFrom(255, 256, 257), fc.nat({ max: 300 })), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(batches, (lengths) => {
      const tiles = new Tiles();
      for (const length of lengths) {
        const before = asHex(tiles);
        const changed = tiles.append(leaves.slice(tiles.size, Math.min(MOST, tiles.size + length)));
        const after = asHex(tiles);
        const names = changed.map(({ level, index }) => `${level}/${index}`);
        expect(new Set(names)).toEqual(
          new Set([...after.keys()].filter((name) => after.get(name) !== before.get(name))),
        );
        expect(hex(tiles.root)).toBe(hex(brute.root(0, tiles.size)));
      }
      expect(asHex(tiles)).toEqual(tilesByDefinition(brute, tiles.size));
    }),
    { numRuns: 60 },
  );
});

test("tiles: over three levels, past 65,536 entries, tiles, root and proofs are those of the definition", () => {
  const SIZE = 65_800;
  const entries = entriesOf(SIZE);
  const brute = new BruteForce(entries);
  const leaves = leavesOf(entries);
  const tiles = new Tiles();
  for (const end of [65_300, 65_535, 65_536, SIZE]) tiles.append(leaves.slice(tiles.size, end));
  expect(asHex(tiles)).toEqual(tilesByDefinition(brute, SIZE));
  expect(tiles.kept.get("2/0")).toHaveLength(32);
  for (const index of [0, 255, 256, 40_000, 65_535, 65_536, SIZE - 1])
    expect(inclusionProof(tiles.source, index, SIZE, openSslSha256)).toEqual(brute.path(index, 0, SIZE));
  for (const from of [1, 255, 256, 257, 65_535, 65_536, 65_700])
    expect(consistencyProof(tiles.source, from, SIZE, openSslSha256)).toEqual(brute.proof(from, SIZE));
});

test("tiles: an edge that is not what the size says is never built on", () => {
  const tiles = new Tiles();
  tiles.append(leavesOf(entriesOf(300)));
  const shorter: TileSource = (level, index) => tiles.source(level, index)?.subarray(0, -32);
  const longer: TileSource = (level, index) =>
    concat(tiles.source(level, index) ?? new Uint8Array(0), new Uint8Array(32));
  const more = leavesOf(entriesOf(1));
  expect(appendLeaves(300, tiles.source, more).size).toBe(301);
  for (const source of [shorter, longer, () => undefined])
    expect(() => appendLeaves(300, source, more)).toThrow(RangeError);
});

test("tiles: every root, inclusion and consistency proof up to 300 entries is the definition's, and verifies", () => {
  const SIZE = 300;
  const brute = new BruteForce(entriesOf(SIZE));
  const leaves = leavesOf(entriesOf(SIZE));
  const tiles = new Tiles();
  tiles.append(leaves);
  const { source } = tiles;
  const joined = (hashes: readonly Uint8Array[]): string => hex(concat(...hashes));
  for (let size = 1; size <= SIZE; size++) {
    const root = rootFromTiles(source, size, openSslSha256);
    expect(hex(root)).toBe(hex(brute.root(0, size)));
    // All places of the small trees and of those around a full tile; in between, steps that meet every bit pattern.
    const step = size <= 40 || (size > 254 && size < 259) ? 1 : 37;
    for (let index = 0; index < size; index += step) {
      const proof = inclusionProof(source, index, size, openSslSha256);
      expect(joined(proof)).toBe(joined(brute.path(index, 0, size)));
      verifyInclusion(leaves[index] ?? root, index, size, proof, root, openSslSha256);
      const consistency = consistencyProof(source, index + 1, size, openSslSha256);
      expect(joined(consistency)).toBe(joined(brute.proof(index + 1, size)));
      verifyConsistency(index + 1, brute.root(0, index + 1), size, root, consistency, openSslSha256);
    }
  }
  expect(consistencyProof(source, 0, SIZE)).toEqual([]);
});

test("tiles: the published proofs are the ones that tiles give", () => {
  const tiles = new Tiles();
  tiles.append(leavesOf(bytesFromHex(LEAVES)));
  for (const { index, size, proof } of INCLUSION)
    expect(inclusionProof(tiles.source, index, size).map(hex)).toEqual(proof);
  for (const { from, to, proof } of CONSISTENCY)
    expect(consistencyProof(tiles.source, from, to).map(hex)).toEqual(proof);
});

test("tiles: where a tile is missing or short nothing is concluded", () => {
  const tiles = new Tiles();
  tiles.append(leavesOf(entriesOf(600)));
  const without =
    (name: string): TileSource =>
    (level, index) =>
      `${level}/${index}` === name ? undefined : tiles.source(level, index);
  for (const name of ["1/0", "0/2"]) expectCode(() => rootFromTiles(without(name), 600), "inconsistent");
  expectCode(() => inclusionProof(without("0/1"), 300, 600), "inconsistent");
  expectCode(() => rootFromTiles(tiles.source, 601), "inconsistent");
  expect(hex(rootFromTiles(tiles.source, 0))).toBe(hex(openSslSha256()));
  expect(() => inclusionProof(tiles.source, 600, 600)).toThrow(RangeError);
  expect(() => consistencyProof(tiles.source, 601, 600)).toThrow(RangeError);
});
