// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

/**
 * Whoever serves, or stands in between, may announce nothing and go on for ever: reading ends where too much has come.
 * @returns null where there is more than `limit` bytes
 * @throws whatever the connection broke with
 */
export async function bytesAtMost(
  body: ReadableStream<Uint8Array<ArrayBuffer>> | null,
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (body === null) return new Uint8Array(0);
  let left = limit;
  const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(part, controller) {
      left -= part.length;
      // It also lets go of the connection.
      if (left < 0) controller.terminate();
      else controller.enqueue(part);
    },
  });
  const bytes = await new Response(body.pipeThrough(counted)).arrayBuffer();
  return left < 0 ? null : new Uint8Array(bytes);
}
