// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { sql } from "kysely";
import type { Database, IssuerDatabase } from "./database/index.ts";
import type { Listener } from "./listener.ts";
import { Problem } from "./problem.ts";

/**
 * For whoever runs it: beside the versioned interface, and not in its description.
 * @param database null where there is none to wait for
 * @param state of what goes on here besides answering, in codes
 */
export function registerOperation(
  app: Listener,
  database: Database | IssuerDatabase | null,
  state: () => Readonly<Record<string, string>> = () => ({}),
): void {
  app.get("/health", { schema: { hide: true } }, async (_request, reply) => reply.send({ status: "ok", ...state() }));
  app.get("/ready", { schema: { hide: true } }, async (_request, reply) => {
    try {
      if (database !== null) await sql`select 1`.execute(database);
    } catch (error) {
      throw new Problem("busy", { cause: error });
    }
    return reply.send({ status: "ok" });
  });
}
