// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { base64url, base64urlDecode, concat, ProtocolError, Reader, uint32, utf8 } from "../../crypto/index.ts";

// Sessions and challenges are bytes that only the board's session key can make: any instance checks them, no table has a row
// for them, and so none has a time. A member's epoch in the database ends all of theirs at once.
//   challenge = random 16 ‖ minute 4 ‖ HMAC-SHA256[:16]                                     36 bytes
//   session   = login key 32 ‖ hour at which it ends 4 ‖ epoch 4 ‖ HMAC-SHA256 32           72 bytes

const CHALLENGE_MINUTES = 2;
const SESSION_HOURS = 12;

function mac(key: Uint8Array, purpose: "challenge" | "session", data: Uint8Array): Buffer {
  return createHmac("sha256", key)
    .update(concat(utf8(`${purpose}\0`), data))
    .digest();
}

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
  const unsigned = concat(loginKey, uint32(hourOf(nowMs) + SESSION_HOURS), uint32(epoch));
  return base64url(concat(unsigned, mac(key, "session", unsigned)));
}

/** Null for anything that this board did not make, and after its hour. */
export function readSession(cookie: string, key: Uint8Array, nowMs: number): Session | null {
  let bytes: Uint8Array;
  try {
    bytes = base64urlDecode(cookie);
  } catch (error) {
    if (error instanceof ProtocolError) return null;
    throw error;
  }
  if (bytes.length !== 72) return null;
  const unsigned = bytes.subarray(0, 40);
  if (!timingSafeEqual(mac(key, "session", unsigned), bytes.subarray(40))) return null;
  const reader = new Reader(unsigned);
  const loginKey = reader.take(32);
  const ends = reader.uint(4);
  return hourOf(nowMs) < ends ? { loginKey, epoch: reader.uint(4) } : null;
}
