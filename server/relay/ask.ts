// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { Problem } from "../problem.ts";

/** A board that is slow is told of before a visitor's page gives up by itself. */
const PATIENCE_MS = 30_000;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer<ArrayBuffer>;
}

/** @throws RangeError for a byte more: whoever answers may not fill this process's memory */
async function readAtMost(response: Response, most: number): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > most) throw new RangeError("a longer answer than there is");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
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
    return { status, headers, body: await readAtMost(response, most) };
  } catch (error) {
    throw new Problem("busy", { cause: error });
  }
}
