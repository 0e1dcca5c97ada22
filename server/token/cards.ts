// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { sql } from "kysely";
import { CARD_SHEET_BYTES, concat, decodeCardSheet, isSignedCardSheet, type Statement } from "../../crypto/index.ts";
import type { Database } from "../database/index.ts";
import type { Listener } from "../listener.ts";
import { parsedBody } from "../parsed.ts";
import { Problem } from "../problem.ts";
import { answers, empty } from "../schema.ts";
import type { KeySet } from "./key-set.ts";

/** Keeps the hashes of cards; those that are there already stay as they are, spent or not. Durable when it resolves. */
export async function registerCardHashes(
  database: Database,
  year: number,
  hashes: readonly Uint8Array[],
): Promise<void> {
  await sql`
    insert into card (hash, year)
    select substring(${Buffer.from(concat(...hashes))}::bytea from i * 32 + 1 for 32), ${year}::smallint
    from generate_series(0, ${hashes.length - 1}::int) i
    on conflict do nothing`.execute(database);
}

/** Only the council's member makes cards: whoever keeps the safety net. */
function publicKeyOf({ custodians, members }: Statement, lane: number): Uint8Array | undefined {
  return members.find(
    (member) => member.lane === lane && custodians.some((custodian) => custodian.member === member.id),
  )?.key;
}

export interface CardOptions {
  readonly origin: string;
  readonly database: Database;
  readonly keys: KeySet;
}

/** Hashes of paper cards, signed by the council's member. The codes never come here before somebody gives one in. */
export function registerCards(app: Listener, { origin, database, keys }: CardOptions): void {
  app.post(
    "/v1/cards",
    {
      bodyLimit: CARD_SHEET_BYTES,
      schema: {
        operationId: "registerCards",
        summary: "Hashes of new paper cards",
        description:
          "CardSheet of at most 320,071 bytes, signed by the works council's member. The same again changes nothing.",
        tags: ["tokens"],
        consumes: ["application/octet-stream"],
        response: answers({ 204: empty("Kept") }, 400, 403, 413, 415, 503),
      },
    },
    async (request, reply) => {
      const { lane, year, hashes } = parsedBody(request.body, decodeCardSheet);
      const statement = await keys.statement();
      const publicKey = statement && publicKeyOf(statement, lane);
      const bytes = request.body as Buffer;
      if (publicKey === null || publicKey === undefined || !isSignedCardSheet(bytes, origin, publicKey))
        throw new Problem("not_council");
      await registerCardHashes(database, year, hashes);
      return reply.code(204).send();
    },
  );
}
