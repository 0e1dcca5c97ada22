// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readAtMost } from "../../bounded.ts";
import { CoverFailure, type CoverFailureCode } from "./failure.ts";

/** As long as a page waits (crypto/oblivious/SPEC.md, "Slots"). */
const PATIENCE_MS = 30_000;
/** More than any answer that the node asks for. */
const ANSWER_BYTES = 4 * 1024 * 1024;

export interface Question {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: Uint8Array<ArrayBuffer> | string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly body: Buffer<ArrayBuffer>;
  /** Name and value of a cookie that was set, without its attributes. */
  readonly cookie: string | null;
}

export type Ask = (question: Question) => Promise<Answer>;

/**
 * @param address of the board or relay, without a path
 * @param silent what it is called when no answer comes
 * @param stopped breaks off what is going on
 */
export function askingAt(address: string, silent: CoverFailureCode, stopped: AbortSignal): Ask {
  return async ({ method, path, body, headers = {} }) => {
    try {
      const response = await fetch(address + path, {
        method,
        headers,
        ...(body === undefined ? {} : { body }),
        redirect: "error",
        signal: AbortSignal.any([stopped, AbortSignal.timeout(PATIENCE_MS)]),
      });
      const answer = await readAtMost(response, ANSWER_BYTES);
      const [cookie] = response.headers.getSetCookie();
      if (answer !== null) return { status: response.status, body: answer, cookie: cookie?.split(";")[0] ?? null };
    } catch (error) {
      throw new CoverFailure(silent, { cause: error });
    }
    throw new CoverFailure("refused");
  };
}

/** The `type` of problem+json; empty where there is none. */
export function problemIn({ body }: Answer): string {
  try {
    const problem: unknown = JSON.parse(body.toString());
    const isTyped = problem !== null && typeof problem === "object" && "type" in problem;
    return isTyped && typeof problem.type === "string" ? problem.type : "";
  } catch {
    return "";
  }
}
