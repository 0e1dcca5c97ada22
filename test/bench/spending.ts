// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  boardChallenge,
  challengeDigest,
  encodeToken,
  formatAuthorization,
  MODULUS_BYTES,
  SALT_BYTES,
  tokenInput,
} from "../../crypto/index.ts";
import { encodePss } from "../../crypto/token/pss.ts";
import { readTokenKeys } from "../../server/token/index.ts";
import { ORIGIN, type Board } from "./board.ts";

export const tokensFile = ({ dataDir }: Board): string => join(dataDir, "tokens.txt");

/**
 * Values of Authorization, one a line. Signed as they are, without blinding: to whoever verifies them it is the same.
 * @param count more than one round can spend; the next spends them again, after the table of spent ones was emptied
 */
export function writeTokens(board: Board, count: number): void {
  const [key] = readTokenKeys(join(board.dataDir, "post-keys.json"));
  if (key === undefined) throw new Error("the board has no key for tokens");
  const challenge = challengeDigest(boardChallenge(ORIGIN));
  const lines = Array.from({ length: count }, () => {
    const unsigned = { nonce: randomBytes(32), challengeDigest: challenge, keyId: key.publicKey.id };
    const encoded = encodePss(tokenInput(unsigned), randomBytes(SALT_BYTES), MODULUS_BYTES);
    return formatAuthorization(encodeToken({ ...unsigned, authenticator: key.sign(encoded) }));
  });
  writeFileSync(tokensFile(board), lines.join("\n"));
}
