// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { openOpening, randomBytes, sealChaff, xwingKey } from "#crypto";

// Bundled for the browser by in-browser.ts and run there in a Worker.

const ORIGIN = "tegenspraak.localhost";
const ENVELOPES = 50;

/** Milliseconds of opening a stranger's envelope in vain, one for each of several rounds over real ones. */
export function measure(rounds: number): number[] {
  const key = xwingKey(randomBytes(32));
  const envelopes = Array.from({ length: ENVELOPES }, () => sealChaff(ORIGIN));
  return Array.from({ length: rounds }, () => {
    const start = performance.now();
    for (const [index, envelope] of envelopes.entries()) {
      if (openOpening(key, envelope, index, ORIGIN, () => undefined) !== "cannot_open")
        throw new Error("opened what is not ours");
    }
    return (performance.now() - start) / ENVELOPES;
  });
}
