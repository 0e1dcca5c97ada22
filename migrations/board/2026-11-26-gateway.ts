// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { sql, type Kysely } from "kysely";

// Keys that requests are sealed to, a pair a month, and what was seen of those requests. The days of a pair are in the ledger, for
// everybody; no row has another time.
export async function up(db: Kysely<unknown>): Promise<void> {
  // Two seeds of 32 bytes, sealed under a key that is not in this database: nonce 12, ciphertext 64, tag 16.
  await sql`
    create table gateway_key (
      number smallint primary key check (number between 0 and 127),
      first_day text not null unique check (first_day ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
      last_day text not null check (last_day ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' and last_day > first_day),
      sealed_seeds bytea not null check (octet_length(sealed_seeds) = 92)
    )`.execute(db);
  // The first 16 bytes of SHA-256 of the encapsulated secret of every request that opened, of dummies too, so that none is answered
  // twice. It goes with its key. No foreign key: every mark would lock the one row of its key.
  await sql`
    create table gateway_mark (
      key_id smallint not null check (key_id between 0 and 255),
      mark bytea not null check (octet_length(mark) = 16),
      primary key (key_id, mark)
    )`.execute(db);
}
