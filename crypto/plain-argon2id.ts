// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { argon2id } from "@noble/hashes/argon2.js";
import type { Argon2id } from "./sodium.ts";

/**
 * Argon2id in JavaScript, for where WebAssembly cannot be used: the same bytes as libsodium's, at half a minute for a codename where
 * nothing is compiled (docs/decisions/0024-a-door-through-tor.md).
 * @param onProgress told how much is done, from 0 to 1, thousands of times
 */
export function plainArgon2id(onProgress: (done: number) => void): Argon2id {
  return (password, salt, passes, mebibytes) =>
    argon2id(password, salt, { t: passes, m: mebibytes * 1024, p: 1, dkLen: 32, onProgress });
}
