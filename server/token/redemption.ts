// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { FastifyReply, FastifyRequest } from "fastify";
import {
  boardChallenge,
  challengeDigest,
  decodeToken,
  equalBytes,
  formatChallenge,
  nullifierOf,
  parseAuthorization,
  ProtocolError,
  type Token,
  type TokenPurpose,
} from "../../crypto/index.ts";
import { sha256 } from "../log/index.ts";
import { Problem } from "../problem.ts";
import type { KeySet } from "./key-set.ts";

/** A token that is genuine and in its days; whether it was spent its table knows. */
export interface Genuine {
  readonly token: Token;
  /** 32 bytes. */
  readonly nullifier: Uint8Array;
}

/** Null for what RFC 9577 does not allow, or another type: not one of ours. */
function parsed(header: string | undefined): Token | null {
  if (header === undefined) return null;
  try {
    return decodeToken(parseAuthorization(header));
  } catch (error) {
    if (error instanceof ProtocolError) return null;
    throw error;
  }
}

/** Asks for tokens and looks at what is given. The same answer for every reason that one is worth nothing. */
export class Redemption {
  readonly #origin: string;
  readonly #keys: KeySet;
  readonly #challenge: Uint8Array;
  readonly #digest: Uint8Array;

  constructor(origin: string, keys: KeySet) {
    this.#origin = origin;
    this.#keys = keys;
    this.#challenge = boardChallenge(origin);
    this.#digest = challengeDigest(this.#challenge);
  }

  /** @throws Problem `token_required` with a challenge in the reply; `posting_closed` where there is no key to ask for one of */
  async require(purpose: "pass" | "post", request: FastifyRequest, reply: FastifyReply): Promise<Genuine> {
    const token = parsed(request.headers.authorization);
    if (token !== null && (await this.#isGenuine(token, purpose))) {
      return { token, nullifier: nullifierOf(token, this.#origin, sha256) };
    }
    const issuing = await this.#keys.issuing(purpose);
    if (issuing === null) throw new Problem("posting_closed");
    reply.header("WWW-Authenticate", formatChallenge(this.#challenge, issuing.key.encoded));
    throw new Problem("token_required");
  }

  async #isGenuine(token: Token, purpose: TokenPurpose): Promise<boolean> {
    if (!equalBytes(token.challengeDigest, this.#digest)) return false;
    const key = await this.#keys.redeemable(purpose, token.keyId);
    return key !== null && this.#keys.verifierOf(key)(token);
  }
}
