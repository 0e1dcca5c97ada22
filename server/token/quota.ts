// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { IssuerDatabase, IssuerPurpose } from "../database/index.ts";
import { yearOf } from "./calendar.ts";

/** Somebody in a quarter: `YYYY-Qn` and the 32 bytes that stand for them in it. */
export interface Holder {
  readonly quarter: string;
  readonly person: Buffer;
}

/** How many of a purpose somebody took in a quarter. */
export async function countTaken(
  database: IssuerDatabase,
  { quarter, person }: Holder,
  purpose: IssuerPurpose,
): Promise<number> {
  const { taken } = await database
    .selectFrom("pass_taken")
    .select(({ fn }) => fn.countAll<number>().as("taken"))
    .where("quarter", "=", quarter)
    .where("person", "=", person)
    .where("purpose", "=", purpose)
    .executeTakeFirstOrThrow();
  return taken;
}

/** What the same request was for when it was made before, or null. */
export async function purposeBefore(
  database: IssuerDatabase,
  holders: readonly Holder[],
  requestHash: Buffer,
): Promise<IssuerPurpose | null> {
  const row = await database
    .selectFrom("pass_taken")
    .select("purpose")
    .where("request_hash", "=", requestHash)
    .where(({ eb, and, or }) =>
      or(holders.map(({ quarter, person }) => and([eb("quarter", "=", quarter), eb("person", "=", person)]))),
    )
    .executeTakeFirst();
  return row?.purpose ?? null;
}

/** Row and count in one statement. @returns false where that number, or the request, was there already */
async function insert(
  database: IssuerDatabase,
  { quarter, person }: Holder,
  purpose: IssuerPurpose,
  number: number,
  requestHash: Buffer,
): Promise<boolean> {
  const row = { quarter, person, purpose, number, request_hash: requestHash };
  const inserted = await database
    .with("taken", (db) =>
      db
        .insertInto("pass_taken")
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .returning(["purpose", "quarter"]),
    )
    .with("counted", (db) =>
      db
        .insertInto("pass_year")
        .columns(["year", "passes"])
        .expression(({ selectFrom, val }) =>
          selectFrom("taken")
            .select([val(yearOf(quarter)).$castTo<number>().as("year"), val(1).$castTo<number>().as("passes")])
            .where("purpose", "=", "pass"),
        )
        .onConflict((conflict) =>
          conflict.column("year").doUpdateSet(({ eb, ref }) => ({ passes: eb(ref("pass_year.passes"), "+", 1) })),
        ),
    )
    .selectFrom("taken")
    .select("purpose")
    .executeTakeFirst();
  return inserted !== undefined;
}

/**
 * Takes one, durably when it returns. Requests that come at once are let through one by one by the primary key, so together they
 * get as many as are allowed; the same request twice takes one.
 * @returns false where nothing is left, and nothing was taken
 */
export async function take(
  database: IssuerDatabase,
  holder: Holder,
  purpose: IssuerPurpose,
  requestHash: Buffer,
  allowed: number,
): Promise<boolean> {
  for (;;) {
    const taken = await countTaken(database, holder, purpose);
    if (taken >= allowed) return (await purposeBefore(database, [holder], requestHash)) === purpose;
    if (await insert(database, holder, purpose, taken + 1, requestHash)) return true;
    // Another request of theirs had this number; or it was this very request, which is answered as before.
    if ((await purposeBefore(database, [holder], requestHash)) === purpose) return true;
  }
}

/** How many passes a year has; stays when the rows of its quarters go. */
export async function countPasses(database: IssuerDatabase, year: number): Promise<number> {
  const row = await database.selectFrom("pass_year").select("passes").where("year", "=", year).executeTakeFirst();
  return row?.passes ?? 0;
}

/** Rows of the quarter before are kept: somebody whose answer got lost in its last minute still gets it. */
export async function forgetBefore(database: IssuerDatabase, quarter: string): Promise<void> {
  await database.deleteFrom("pass_taken").where("quarter", "<", quarter).execute();
}
