// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Database } from "../../../server/database/index.ts";

/**
 * The same database, on which something happens when a statement has been answered and before its caller hears of it.
 * @param which counts from 1
 */
export function afterStatement(database: Database, which: number, happen: () => Promise<void>): Database {
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
