// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { randomBytes, timingSafeEqual } from "node:crypto";
import { concat, Reader, uint32 } from "../../crypto/index.ts";
import { mac, openSigned, signData } from "../session/index.ts";

// Both are made with the board's session key. A member's epoch in the database ends all of theirs at once.
//   challenge = random 16 ‖ minute 4 ‖ HMAC-SHA256[:16]                                     36 bytes
//   session   = login key 32 ‖ hour at which it ends 4 ‖ epoch 4 ‖ HMAC-SHA256 32           72 bytes

const CHALLENGE_MINUTES = 2;
const SESSION_HOURS = 12;
const SESSION_DATA_BYTES = 40;

const minuteOf = (nowMs: number): number => Math.floor(nowMs / 60_000);
const hourOf = (nowMs: number): number => Math.floor(nowMs / 3_600_000);

export function makeChallenge(key: Uint8Array, nowMs: number): Uint8Array {
  const unsigned = concat(randomBytes(16), uint32(minuteOf(nowMs)));
  return concat(unsigned, mac(key, "challenge", unsigned).subarray(0, 16));
}

/** Whether this board made it, in this minute or one of the two before. */
export function isChallenge(challenge: Uint8Array, key: Uint8Array, nowMs: number): boolean {
  if (challenge.length !== 36) return false;
  const unsigned = challenge.subarray(0, 20);
  if (!timingSafeEqual(mac(key, "challenge", unsigned).subarray(0, 16), challenge.subarray(20))) return false;
  const age = minuteOf(nowMs) - new Reader(unsigned.subarray(16)).uint(4);
  return age >= 0 && age <= CHALLENGE_MINUTES;
}

export interface Session {
  readonly loginKey: Uint8Array;
  readonly epoch: number;
}

/** @returns base64url, for the cookie */
export function makeSession({ loginKey, epoch }: Session, key: Uint8Array, nowMs: number): string {
  return signData(concat(loginKey, uint32(hourOf(nowMs) + SESSION_HOURS), uint32(epoch)), key, "session");
}

/** Null for anything that this board did not make, and after its hour. */
export function readSession(cookie: string, key: Uint8Array, nowMs: number): Session | null {
  const data = openSigned(cookie, SESSION_DATA_BYTES, key, "session");
  if (data === null) return null;
  const reader = new Reader(data);
  const loginKey = reader.take(32);
  const ends = reader.uint(4);
  return hourOf(nowMs) < ends ? { loginKey, epoch: reader.uint(4) } : null;
}
