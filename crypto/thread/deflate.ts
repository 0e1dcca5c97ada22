// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { concat } from "../wire/index.ts";

/** An event inflates to at most this much, whatever its sender packed into it. */
export const INFLATED_BYTES = 65_536;

/** Feeds `input` through and collects the output, ending the stream as soon as there is more than `limit`. */
async function pass(
  transform: CompressionStream | DecompressionStream,
  input: Uint8Array,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const writer = transform.writable.getWriter();
  // The reading side reports what goes wrong with the input; a rejected write tells the same thing a second time.
  const written = Promise.allSettled([writer.write(new Uint8Array(input)), writer.close()]);
  const reader = transform.readable.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    length += step.value.length;
    if (length > limit) {
      await reader.cancel();
      throw new ProtocolError("too_long", "more than 64 KiB of text");
    }
    chunks.push(step.value);
  }
  await written;
  return concat(...chunks);
}

/** deflate-raw (RFC 1951). */
export function deflate(text: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return pass(new CompressionStream("deflate-raw"), text, Number.POSITIVE_INFINITY);
}

/** @throws ProtocolError `too_long` over 65,536 bytes; `malformed` for anything that is not one whole deflate stream */
export async function inflate(deflated: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await pass(new DecompressionStream("deflate-raw"), deflated, INFLATED_BYTES);
  } catch (error) {
    if (error instanceof TypeError) throw new ProtocolError("malformed", "not a deflate stream");
    throw error;
  }
}
