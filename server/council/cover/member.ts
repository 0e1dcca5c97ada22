// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  base64url,
  base64urlDecode,
  BATCH_TOKENS,
  drawTokens,
  encodeBatchRequest,
  finaliseTokens,
  json,
  ProtocolError,
  signChallenge,
  utf8Decode,
  type HeldToken,
  type SigningKey,
  type TokenKey,
} from "../../../crypto/index.ts";
import { problemIn, type Answer, type Ask } from "./asking.ts";
import { CoverFailure, type CoverFailureCode } from "./failure.ts";

// What a member does at the board's door: sign in, and take fifteen tokens, blind. A session is used for that and forgotten, so
// that none can end at a wrong time. The keyring is never asked for: the login key is all it takes.

const CODES: Readonly<Record<string, CoverFailureCode>> = {
  "/problems/unauthenticated": "wrong_phrase",
  "/problems/not_member": "not_member",
  "/problems/posting_closed": "posting_closed",
  "/problems/busy": "board_silent",
};

function requireStatus(answer: Answer, status: number): Answer {
  if (answer.status !== status) throw new CoverFailure(CODES[problemIn(answer)] ?? "refused");
  return answer;
}

const challengeShape = json.record({ challenge: json.text(48, 48) });

interface Challenge {
  readonly text: string;
  readonly bytes: Uint8Array;
}

function challengeIn({ body }: Answer): Challenge {
  try {
    const { challenge: text } = json.parseJson(utf8Decode(body), challengeShape);
    return { text, bytes: base64urlDecode(text) };
  } catch (error) {
    if (error instanceof ProtocolError) throw new CoverFailure("refused", { cause: error });
    throw error;
  }
}

/** @returns the cookie of a session @throws CoverFailure */
async function signIn(ask: Ask, origin: string, login: SigningKey): Promise<string> {
  const post = (path: string, value: unknown): Promise<Answer> =>
    ask({ method: "POST", path, body: JSON.stringify(value), headers: { "Content-Type": "application/json" } });
  const challenge = challengeIn(requireStatus(await post("/v1/desk/challenges", {}), 201));
  const signature = base64url(signChallenge(challenge.bytes, origin, login));
  const proof = { loginKey: base64url(login.publicKey), challenge: challenge.text, signature };
  const { cookie } = requireStatus(await post("/v1/desk/sessions", proof), 204);
  if (cookie === null) throw new CoverFailure("refused");
  return cookie;
}

/**
 * Fifteen tokens that nobody can tell from others.
 * @param key of the day
 * @throws CoverFailure
 */
export async function takeTokens(ask: Ask, origin: string, login: SigningKey, key: TokenKey): Promise<HeldToken[]> {
  const cookie = await signIn(ask, origin, login);
  const pending = drawTokens(key.key, origin, BATCH_TOKENS);
  const headers = { "Content-Type": "application/octet-stream", Cookie: cookie };
  const body = encodeBatchRequest(pending);
  const answer = requireStatus(await ask({ method: "POST", path: "/v1/desk/token-batches", body, headers }), 200);
  try {
    return finaliseTokens(pending, answer.body, key.index);
  } catch (error) {
    if (error instanceof ProtocolError) throw new CoverFailure("tokens_unsound", { cause: error });
    throw error;
  }
}
