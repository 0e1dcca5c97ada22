// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  cosignatureLines,
  isTimely,
  parseNote,
  parseSize,
  ProtocolError,
  utf8Decode,
  type CosignatureLine,
  type VerifierKey,
} from "../../crypto/index.ts";
import { readAtMost } from "../bounded.ts";
import type { WitnessAddress } from "../witness/index.ts";

// One request to a witness. What comes back is hostile: nothing in it is believed but a signature and, within bounds, a size.

const PATIENCE_MS = 5_000;
const ANSWER_BYTES = 16 * 1024;

/** What went wrong, without anything of what the witness said. */
export type WitnessFailure =
  | "no_answer" // not reached, broken off, or not within five seconds
  | "too_long" // over 16 KiB
  | "refused" // another status, or a size that is none
  | "no_cosignature" // no line of this witness for this checkpoint that verifies
  | "untimely" // a cosignature of another day: a clock is wrong
  | "other_log" // our proof does not continue what it cosigned
  | "longer_log"; // it cosigned a longer log than ours

export type WitnessAnswer =
  | { readonly kind: "cosigned"; readonly cosignature: CosignatureLine }
  | { readonly kind: "conflict"; readonly latest: number }
  | { readonly kind: "failed"; readonly failure: WitnessFailure };

const failed = (failure: WitnessFailure): WitnessAnswer => ({ kind: "failed", failure });

/** The latest line of this witness for this checkpoint that verifies and is of now. */
function judgeLines(body: Uint8Array, text: string, key: VerifierKey, nowSeconds: number): WitnessAnswer {
  const lines = cosignatureLines(parseNote(`${text}\n${utf8Decode(body)}`), key);
  const timely = lines.filter(({ seconds }) => isTimely(seconds, nowSeconds)).sort((a, b) => b.seconds - a.seconds);
  const [cosignature] = timely;
  if (cosignature === undefined) return failed(lines.length > 0 ? "untimely" : "no_cosignature");
  return { kind: "cosigned", cosignature };
}

/** Exactly as tlog-witness writes the size that it holds. */
function judgeConflict(body: Uint8Array, mediaType: string | null): WitnessAnswer {
  const text = utf8Decode(body);
  if (mediaType?.split(";")[0] !== "text/x.tlog.size" || !text.endsWith("\n")) return failed("refused");
  return { kind: "conflict", latest: parseSize(text.slice(0, -1)) };
}

/**
 * @param body of the request
 * @param text of the checkpoint that is in it
 * @param stopped breaks it off
 */
export async function askWitness(
  { key, url }: WitnessAddress,
  body: string,
  text: string,
  nowSeconds: number,
  stopped: AbortSignal,
): Promise<WitnessAnswer> {
  let response: Response;
  let answer: Buffer | null;
  try {
    response = await fetch(`${url}/add-checkpoint`, {
      method: "POST",
      headers: { "Content-Type": "text/plain; charset=utf-8", "Accept-Encoding": "identity" },
      body,
      redirect: "manual",
      signal: AbortSignal.any([stopped, AbortSignal.timeout(PATIENCE_MS)]),
    });
    answer = await readAtMost(response, ANSWER_BYTES);
  } catch {
    return failed("no_answer");
  }
  if (answer === null) return failed("too_long");
  try {
    if (response.status === 200) return judgeLines(answer, text, key, nowSeconds);
    if (response.status === 409) return judgeConflict(answer, response.headers.get("content-type"));
  } catch (error) {
    if (error instanceof ProtocolError) return failed(response.status === 200 ? "no_cosignature" : "refused");
    throw error;
  }
  return failed(response.status === 422 ? "other_log" : "refused");
}
