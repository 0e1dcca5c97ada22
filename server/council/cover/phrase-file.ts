// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { existsSync, readFileSync, statSync } from "node:fs";
import { CODENAME_WORDS, normaliseWords, ProtocolError, utf8Decode } from "../../../crypto/index.ts";
import { ConfigError } from "../../config-error.ts";

const LONGEST_BYTES = 200;

/**
 * Six words, as the page of one's own keys showed them when the node's invitation was accepted.
 * @throws ConfigError, also for a file that others on the machine may read
 */
export function readPhrase(path: string): string[] {
  if (!existsSync(path)) throw new ConfigError("COVER_PHRASE_FILE: there is no such file");
  const { mode, size } = statSync(path);
  if ((mode & 0o077) !== 0)
    throw new ConfigError("COVER_PHRASE_FILE: let nobody but its owner read this file, as with chmod 400");
  try {
    const words = size > LONGEST_BYTES ? [] : normaliseWords(utf8Decode(readFileSync(path)));
    if (words.length === CODENAME_WORDS) return words;
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
  }
  throw new ConfigError("COVER_PHRASE_FILE: this file does not hold six words and nothing else");
}
