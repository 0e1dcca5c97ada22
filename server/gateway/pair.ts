// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { randomBytes } from "node:crypto";
import { CHACHA20_POLY1305, prf, utf8, x25519GatewayKey, type AeadKey, type GatewayKey } from "../../crypto/index.ts";
import { opensslAead } from "./aead.ts";
import { nativeXwingKey } from "./native-key.ts";

// A month's keys (crypto/oblivious/SPEC.md, "Keys"): one for our clients, one for stock ones.

/** Of pairs, modulo: a key id has one byte. */
export const NUMBERS = 128;
const DAY_MS = 86_400_000;
const SEED_BYTES = 32;
const NONCE_BYTES = 12;

/** What the ledger says of a pair. */
export interface PairDays {
  /** 0 to 127. */
  readonly number: number;
  /** `YYYY-MM-DD`, UTC. */
  readonly from: string;
  readonly until: string;
}

export interface PairSeeds extends PairDays {
  /** X-Wing's 32 bytes, then X25519's 32. */
  readonly seeds: Uint8Array;
}

export interface Pair extends PairSeeds {
  /** X-Wing's, then X25519's. */
  readonly keys: readonly [GatewayKey, GatewayKey];
  /** When its last day is over, in Unix milliseconds. */
  readonly ends: number;
}

export const drawSeeds = (): Uint8Array => Uint8Array.from(randomBytes(2 * SEED_BYTES));

export function pairOf(pair: PairSeeds): Pair {
  const { number, until, seeds } = pair;
  const [xwing, x25519] = [seeds.slice(0, SEED_BYTES), seeds.slice(SEED_BYTES)];
  const ends = Date.parse(`${until}T00:00:00Z`) + DAY_MS;
  return {
    ...pair,
    ends,
    keys: [nativeXwingKey(2 * number, xwing), x25519GatewayKey(2 * number + 1, x25519)],
  };
}

/** The days are in it, so that nobody who writes in the database has a key answered to for longer. */
function sealingKey({ number, from, until }: PairDays, gatewaySeed: Uint8Array, origin: string): Uint8Array {
  return prf(gatewaySeed, origin, "gateway-seeds", number, utf8(from), utf8(until));
}

/** `nonce 12 ‖ ciphertext 64 ‖ tag 16`: whoever has the database alone opens nothing that was sealed to the pair. */
export function sealSeeds(seeds: Uint8Array, days: PairDays, gatewaySeed: Uint8Array, origin: string): Buffer {
  const key: AeadKey = { key: sealingKey(days, gatewaySeed, origin), nonce: randomBytes(NONCE_BYTES) };
  return Buffer.from(opensslAead.seal(CHACHA20_POLY1305, key, seeds, key.nonce));
}

/** Null where they were sealed under another key, or for other days. */
export function openSeeds(
  sealed: Uint8Array,
  days: PairDays,
  gatewaySeed: Uint8Array,
  origin: string,
): Uint8Array | null {
  const key: AeadKey = { key: sealingKey(days, gatewaySeed, origin), nonce: sealed.subarray(0, NONCE_BYTES) };
  return opensslAead.open(CHACHA20_POLY1305, key, sealed.subarray(NONCE_BYTES));
}
