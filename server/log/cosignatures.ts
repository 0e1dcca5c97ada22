// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { sql } from "kysely";
import type { CosignatureLine, LogShortName, VerifierKey } from "../../crypto/index.ts";
import type { Database } from "../database/index.ts";

/** Readers must accept at least 16 signatures; one is the log's. */
const COSIGNATURES = 15;

/** The newest checkpoint with the lines that are for exactly it; undefined where there is no such log. */
export async function readCosigned(database: Database, log: LogShortName): Promise<string | undefined> {
  const rows = await database
    .selectFrom("log")
    .leftJoin("log_cosignature", (join) =>
      join.onRef("log_cosignature.log", "=", "log.name").onRef("log_cosignature.size", "=", "log.size"),
    )
    .select(["checkpoint", "line"])
    .where("name", "=", log)
    .orderBy("public_key")
    .limit(COSIGNATURES)
    .execute();
  const [first] = rows;
  return first && first.checkpoint + rows.map(({ line }) => line ?? "").join("");
}

/** A log as it is, and what one witness said last of it. */
export interface Standing {
  readonly size: number;
  /** Signed by the log and nobody else. */
  readonly checkpoint: string;
  /** Null where nothing of this witness was kept. */
  readonly cosigned: { readonly size: number; readonly line: string } | null;
}

export async function readStanding(database: Database, log: LogShortName, witness: VerifierKey): Promise<Standing> {
  const { size, checkpoint, last, line } = await database
    .selectFrom("log")
    .leftJoin("log_cosignature", (join) =>
      join
        .onRef("log_cosignature.log", "=", "log.name")
        .on("log_cosignature.public_key", "=", Buffer.from(witness.publicKey)),
    )
    .select(["log.size", "checkpoint", "log_cosignature.size as last", "line"])
    .where("name", "=", log)
    .executeTakeFirstOrThrow();
  return { size, checkpoint, cosigned: last === null || line === null ? null : { size: last, line } };
}

/** Eight bytes that a line carries after the key's id. */
const secondsIn = (table: "excluded" | "log_cosignature") =>
  sql<Buffer>`substring(decode(split_part(${sql.ref(`${table}.line`)}, ' ', 3), 'base64') from 5 for 8)`;

/** Never in the place of what was said of a larger size, nor of what was said later of the same: instances may do this at once. */
export async function keepCosignature(
  database: Database,
  log: LogShortName,
  { publicKey, name }: VerifierKey,
  size: number,
  { line }: CosignatureLine,
): Promise<void> {
  await database
    .insertInto("log_cosignature")
    .values({ log, public_key: Buffer.from(publicKey), key_name: name, size, line })
    .onConflict((conflict) =>
      conflict
        .columns(["log", "public_key"])
        .doUpdateSet({ key_name: sql`excluded.key_name`, size: sql`excluded.size`, line: sql`excluded.line` })
        .where(
          sql<boolean>`(excluded.size, ${secondsIn("excluded")}) > (log_cosignature.size, ${secondsIn("log_cosignature")})`,
        ),
    )
    .execute();
}
