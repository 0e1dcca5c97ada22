// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { Type } from "typebox";
import { verifyChallenge } from "../../crypto/index.ts";
import { bytesOf } from "../parsed.ts";
import { Problem } from "../problem.ts";
import { base64urlOf } from "../schema.ts";
import { isChallenge } from "./session.ts";

/** That somebody has a login key: Ed25519 over L("sign-in") ‖ challenge (crypto/keyring/SPEC.md). */
export const proofFields = { loginKey: base64urlOf(32), challenge: base64urlOf(36), signature: base64urlOf(64) };
export const Proof = Type.Object(proofFields, { additionalProperties: false });

export interface GivenProof {
  readonly loginKey: string;
  readonly challenge: string;
  readonly signature: string;
}

/**
 * @param sessionKey made the challenge
 * @returns the login key that was proved
 * @throws Problem `malformed`, or `unauthenticated` for a challenge of another board or time, or another's signature
 */
export function requireProof(given: GivenProof, origin: string, sessionKey: Uint8Array): Buffer {
  const [loginKey, challenge, signature] = [
    bytesOf(given.loginKey),
    bytesOf(given.challenge),
    bytesOf(given.signature),
  ];
  if (!isChallenge(challenge, sessionKey, Date.now()) || !verifyChallenge(signature, challenge, origin, loginKey))
    throw new Problem("unauthenticated");
  return loginKey;
}
