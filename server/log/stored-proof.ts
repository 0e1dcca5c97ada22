// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { consistencyProof, HASH_BYTES, TILE_WIDTH, type LogShortName } from "../../crypto/index.ts";
import type { Database } from "../database/index.ts";
import { sha256 } from "./sha256.ts";
import { readTile } from "./tile.ts";

const ANY_TILE = new Uint8Array(TILE_WIDTH * HASH_BYTES);

/** Which tiles a proof is made of, found by making one of nothing. */
function tilesOfProof(from: number, size: number): { level: number; index: number }[] {
  const wanted = new Map<string, { level: number; index: number }>();
  const source = (level: number, index: number): Uint8Array => {
    wanted.set(`${level}/${index}`, { level, index });
    return ANY_TILE;
  };
  consistencyProof(source, from, size, sha256);
  return [...wanted.values()];
}

/**
 * RFC 6962, section 2.1.2, from the tiles of a log. Tiles only ever get longer, so one that grows meanwhile makes the same proof.
 * @throws ProtocolError `inconsistent` where tiles are missing
 */
export async function storedConsistencyProof(
  database: Database,
  log: LogShortName,
  from: number,
  size: number,
): Promise<Uint8Array[]> {
  const tiles = new Map<string, Uint8Array>();
  for (const { level, index } of tilesOfProof(from, size)) {
    const hashes = await readTile(database, log, level, index);
    if (hashes !== undefined) tiles.set(`${level}/${index}`, hashes);
  }
  return consistencyProof((level, index) => tiles.get(`${level}/${index}`), from, size, sha256);
}
