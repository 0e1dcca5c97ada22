// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { base64url, json } from "../../crypto/index.ts";
import { ConfigError } from "../config.ts";
import { writeSecret } from "../secret-file.ts";

/** Keys for HMAC-SHA256, 32 bytes each. */
export interface IssuerSecrets {
  /** Of what stands for a person. With another one, everybody's quota begins anew. */
  readonly person: Uint8Array;
  /** Of sign-ins and sessions. With another one, everybody signs in again. */
  readonly session: Uint8Array;
}

const shape = json.record({ version: json.integer(1, 1), person: json.bytes(32), session: json.bytes(32) });

function create(path: string): void {
  const fresh = (): string => base64url(randomBytes(32));
  writeSecret(path, JSON.stringify({ version: 1, person: fresh(), session: fresh() }));
}

/** Made at the first start. @throws ConfigError where the file is not one of ours */
export function readIssuerSecrets(path: string): IssuerSecrets {
  if (!existsSync(path)) create(path);
  try {
    const { person, session } = json.parseJson(readFileSync(path, "utf8"), shape);
    return { person, session };
  } catch (error) {
    throw new ConfigError(`ISSUER_SECRETS: ${path} does not hold the secrets of an issuer`, { cause: error });
  }
}
