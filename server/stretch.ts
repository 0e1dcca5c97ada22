// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { argon2 } from "node:crypto";
import { promisify } from "node:util";
import { phraseInput } from "../crypto/index.ts";

/** The master of a phrase. */
export type Stretch = (words: readonly string[], origin: string) => Promise<Uint8Array>;

const argon2id = promisify(argon2);

/** OpenSSL's, beside the event loop: a WebAssembly that is at it keeps the process from ending. */
export const nativeStretch: Stretch = (words, origin) => {
  const { message, salt: nonce, passes, mebibytes } = phraseInput(words, origin);
  return argon2id("argon2id", { message, nonce, passes, memory: mebibytes * 1024, parallelism: 1, tagLength: 32 });
};
