// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Stretch } from "../stretch.ts";

/** Each takes 256 MiB while it lasts. */
const AT_ONCE = 2;

/** @returns masters in the order of the phrases */
export async function stretchAll(
  phrases: readonly (readonly string[])[],
  origin: string,
  stretch: Stretch,
): Promise<Uint8Array[]> {
  const masters: Uint8Array[] = [];
  const waiting = [...phrases.entries()];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [place, words] = next;
      masters[place] = await stretch(words, origin);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return masters;
}
