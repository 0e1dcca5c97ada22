// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Argon2id } from "#crypto";
import type { Progress } from "../protocol/index.ts";
import { fetchPart } from "./part.ts";
import { canUseWebAssembly } from "./web-assembly.ts";

const PERCENT = 100;

/**
 * What makes keys of words. Without WebAssembly that takes so long that somebody has to see how far it is.
 * @returns undefined: libsodium's own, which takes less than a second
 */
export async function argon2idHere(onProgress: (progress: Progress) => void): Promise<Argon2id | undefined> {
  if (await canUseWebAssembly()) return undefined;
  const { plainArgon2id } = await fetchPart(() => import("../../crypto/plain-argon2id.ts"));
  return plainArgon2id((done) => onProgress({ done: done * PERCENT, total: PERCENT }));
}
