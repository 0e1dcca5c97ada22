// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

/** The smallest module there is: the magic number and version of the format, and nothing in it. */
const EMPTY_MODULE = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);

/**
 * Whether WebAssembly can be used here. Where somebody turned it off, as Tor Browser's level "Safer" does, the name may be missing or
 * every module may be refused: so one is tried, with the call that libsodium makes.
 */
export async function canUseWebAssembly(): Promise<boolean> {
  try {
    await WebAssembly.instantiate(EMPTY_MODULE);
    return true;
  } catch {
    return false;
  }
}
