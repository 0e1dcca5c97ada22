// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  openPromise,
  ProtocolError,
  type Encapsulated,
  type KeyConfiguration,
  type ObliviousResponse,
  type VerifierKey,
} from "../../../crypto/index.ts";
import { OBLIVIOUS_PATH, REQUEST_TYPE } from "../../oblivious.ts";
import { problemOf } from "../../problem.ts";
import { problemIn, type Ask } from "./asking.ts";
import { CoverFailure, type CoverFailureCode } from "./failure.ts";
import type { CoverBurst } from "./outbox.ts";

/** What is ready for a slot. */
export interface Ready {
  readonly asked: Encapsulated;
  /** Null: a dummy. */
  readonly burst: CoverBurst | null;
  readonly origin: string;
  /** That it is sealed to. */
  readonly gateway: KeyConfiguration;
  /** Of the log `letters`. */
  readonly letters: VerifierKey;
}

/** RFC 9458, section 5.3. */
const { type: OTHER_KEY } = problemOf("key_unknown");

/** One request of a slot. @throws CoverFailure where there was no answer inside the encryption */
export async function exchange(relay: Ask, { asked }: Ready): Promise<ObliviousResponse> {
  const headers = { "Content-Type": REQUEST_TYPE };
  const answer = await relay({ method: "POST", path: OBLIVIOUS_PATH, body: asked.bytes, headers });
  if (answer.status !== 200) throw new CoverFailure(problemIn(answer) === OTHER_KEY ? "key_changed" : "refused");
  try {
    return asked.open(answer.body);
  } catch (error) {
    if (error instanceof ProtocolError) throw new CoverFailure("answer_unsound", { cause: error });
    throw error;
  }
}

function judgePromise(
  { content }: ObliviousResponse,
  { bytes }: CoverBurst,
  { origin, letters }: Ready,
): CoverFailureCode | null {
  try {
    openPromise(content, bytes, origin, letters.publicKey);
    return null;
  } catch (error) {
    if (error instanceof ProtocolError) return "answer_unsound";
    throw error;
  }
}

const REFUSALS: Readonly<Record<number, CoverFailureCode>> = {
  401: "token_refused",
  403: "posting_closed",
  409: "token_refused",
  500: "board_silent",
  503: "board_silent",
};

/** Null for what there should be: a promise for a burst, and for a dummy nothing. */
export function judge(response: ObliviousResponse, ready: Ready): CoverFailureCode | null {
  const { burst } = ready;
  if (burst !== null && response.status === 201) return judgePromise(response, burst, ready);
  if (burst === null && response.status === 204) return null;
  return REFUSALS[response.status] ?? "refused";
}
