// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

/**
 * Gives memory back at once that nobody reads any more. Left to the collector, requests and answers, which are large and live
 * shortly, make it walk through the whole heap several times a second. Whoever did read it afterwards would find nothing there.
 */
export function release({ buffer, byteLength }: Uint8Array): void {
  // What shares its memory with others stays.
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}
