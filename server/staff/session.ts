// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { randomBytes } from "node:crypto";
import { base64url, concat, Reader, uint32 } from "../../crypto/index.ts";
import { mac, openSigned, signData } from "../session/index.ts";

// Both are made with the issuer's session key; no table has a row for them.
//   session = person 32 ‖ minute at which it ends 4 ‖ HMAC-SHA256 32                         68 bytes
//   attempt = random 32 ‖ minute at which it ends 4 ‖ HMAC-SHA256 32                         68 bytes

export const SESSION_MINUTES = 60;
/** Long enough for a second factor, and for somebody who looks for their telephone. */
export const ATTEMPT_MINUTES = 15;
const DATA_BYTES = 36;

const minuteOf = (nowMs: number): number => Math.floor(nowMs / 60_000);

function make(
  bytes: Uint8Array,
  minutes: number,
  key: Uint8Array,
  purpose: "staff" | "sign-in",
  nowMs: number,
): string {
  return signData(concat(bytes, uint32(minuteOf(nowMs) + minutes)), key, purpose);
}

function read(cookie: string, key: Uint8Array, purpose: "staff" | "sign-in", nowMs: number): Uint8Array | null {
  const data = openSigned(cookie, DATA_BYTES, key, purpose);
  if (data === null) return null;
  const reader = new Reader(data);
  const bytes = reader.take(32);
  return minuteOf(nowMs) < reader.uint(4) ? bytes : null;
}

/** @param person what stands for somebody; never their subject, name or address */
export const makeSession = (person: Uint8Array, key: Uint8Array, nowMs: number): string =>
  make(person, SESSION_MINUTES, key, "staff", nowMs);

/** @returns the person; null for anything that this issuer did not make, and after its minute */
export const readSession = (cookie: string, key: Uint8Array, nowMs: number): Uint8Array | null =>
  read(cookie, key, "staff", nowMs);

/** What one sign-in has to bring back, all of it from one draw that the browser keeps meanwhile. */
export interface Attempt {
  /** For the cookie. */
  readonly cookie: string;
  /** base64url of 32 bytes each. */
  readonly state: string;
  readonly nonce: string;
  /** Of PKCE (RFC 7636); nobody but us ever has it. */
  readonly verifier: string;
}

function attemptOf(random: Uint8Array, cookie: string, key: Uint8Array): Attempt {
  const derive = (name: string): string => base64url(mac(key, "sign-in", concat(Buffer.from(`${name}\0`), random)));
  return { cookie, state: derive("state"), nonce: derive("nonce"), verifier: derive("verifier") };
}

export function makeAttempt(key: Uint8Array, nowMs: number): Attempt {
  const random = randomBytes(32);
  return attemptOf(random, make(random, ATTEMPT_MINUTES, key, "sign-in", nowMs), key);
}

/** Null for anything that this issuer did not make, and after its minute. */
export function readAttempt(cookie: string, key: Uint8Array, nowMs: number): Attempt | null {
  const random = read(cookie, key, "sign-in", nowMs);
  return random === null ? null : attemptOf(random, cookie, key);
}
