// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { fetchPart } from "./part.ts";
import type { CallName } from "../protocol/index.ts";
import type { Handlers } from "./vouched.ts";

/** Each waits for the file in which they stand, and is then what stands in it. */
export function answeredLater<Names extends CallName>(
  names: readonly Names[],
  load: () => Promise<Handlers<Names>>,
): Handlers<Names> {
  return Object.fromEntries(
    names.map((name) => {
      const later = async (params: never, onProgress: never, onLeaving: never): Promise<unknown> =>
        (await fetchPart(load))[name](params, onProgress, onLeaving);
      return [name, later];
    }),
    // One by one the compiler cannot follow: each has the name and so the type of its own.
  ) as unknown as Handlers<Names>;
}
