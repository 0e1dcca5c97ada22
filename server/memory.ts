// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

/** Whether they are all of their memory. Of no bytes there may be one for everybody. */
function isAlone({ buffer, byteLength }: Uint8Array): boolean {
  return buffer instanceof ArrayBuffer && byteLength > 0 && buffer.byteLength === byteLength;
}

/** The same bytes in memory of their own, which can be given away: a copy only where they share theirs. */
export function alone(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return isAlone(bytes) ? new Uint8Array(bytes.buffer as ArrayBuffer) : Uint8Array.from(bytes);
}

/**
 * Gives memory back at once that nobody reads any more; what shares it with others stays. Left to the collector, requests and answers,
 * which are large and live shortly, make it walk through the whole heap several times a second. Whoever did read it afterwards would
 * find nothing there.
 */
export function release(bytes: Uint8Array): void {
  if (isAlone(bytes)) (bytes.buffer as ArrayBuffer).transfer(0);
}
