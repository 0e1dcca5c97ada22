// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  appendLeaves,
  hexDecode,
  leafHash,
  signingKey,
  uint32,
  verifierKey,
  type NoteSigner,
  type Tile,
  type TileSource,
} from "#crypto";
import { openSslSha256 } from "./brute-force.ts";

export const ORIGIN = "tegenspraak.localhost";

export const signerNamed = (name: string, mark = 1): NoteSigner => ({
  name,
  key: signingKey(new Uint8Array(32).fill(mark)),
});
export const letters = signerNamed(`${ORIGIN}/v1/logs/letters`);
export const lettersKey = verifierKey(letters);

/** Different entries of a few bytes. */
export const entriesOf = (count: number): Uint8Array[] => Array.from({ length: count }, (_, i) => uint32(i));
export const leavesOf = (entries: readonly Uint8Array[]): Uint8Array[] =>
  entries.map((entry) => leafHash(entry, openSslSha256));

export const flipBit = (bytes: Uint8Array, bit: number): Uint8Array =>
  bytes.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));

/** A log as a server keeps it: tiles by level and index, the last of each level maybe partial. */
export class Tiles {
  size = 0;
  root: Uint8Array = openSslSha256();
  readonly kept = new Map<string, Uint8Array>();
  readonly source: TileSource = (level, index) => this.kept.get(`${level}/${index}`);

  append(leaves: readonly Uint8Array[]): readonly Tile[] {
    const { size, root, tiles } = appendLeaves(this.size, this.source, leaves, openSslSha256);
    for (const { level, index, hashes } of tiles) this.kept.set(`${level}/${index}`, hashes);
    this.size = size;
    this.root = root;
    return tiles;
  }
}

export const bytesFromHex = (texts: readonly string[]): Uint8Array[] => texts.map(hexDecode);
