// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readAtMost } from "../bounded.ts";
import { Problem } from "../problem.ts";

/** A board that is slow is told of before a visitor's page gives up by itself. */
const PATIENCE_MS = 30_000;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer<ArrayBuffer>;
}

/**
 * Asks the board. Nothing of a visitor is in it but what the caller puts there.
 * @param most bytes that an answer may have
 * @throws Problem `busy` where it is not there, breaks off, redirects, is slow, or says more than that
 */
export async function ask(url: URL, most: number, init: RequestInit = {}, patienceMs = PATIENCE_MS): Promise<Answer> {
  try {
    const response = await fetch(url, { ...init, redirect: "error", signal: AbortSignal.timeout(patienceMs) });
    const { status, headers } = response;
    const body = await readAtMost(response, most);
    if (body !== null) return { status, headers, body };
  } catch (error) {
    throw new Problem("busy", { cause: error });
  }
  throw new Problem("busy");
}
