// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Kysely } from "kysely";

/**
 * The same database, on which something happens when a statement has been answered and before its caller hears of it.
 * @param which counts from 1
 */
export function afterStatement<Tables>(
  database: Kysely<Tables>,
  which: number,
  happen: () => Promise<void>,
): Kysely<Tables> {
  let answered = 0;
  return database.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      answered++;
      if (answered === which) await happen();
      return result;
    },
  });
}
