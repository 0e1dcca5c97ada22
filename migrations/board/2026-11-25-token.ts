// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { sql, type Kysely } from "kysely";

// What was spent, so that it is spent once. No row has a time, and none tells whose it was.
export async function up(db: Kysely<unknown>): Promise<void> {
  // A burst's token. The mark tells whoever has the token whether it is the same burst that is sent again; the token is not kept,
  // so to whoever has this table it tells nothing. The hash of the burst in its place would let them try which five envelopes of
  // an interval came together.
  await sql`
    create table token_spent (
      nullifier bytea primary key check (octet_length(nullifier) = 32),
      mark bytea not null check (octet_length(mark) = 16)
    )`.execute(db);
  // A pass, and SHA-256 of the one batch that was signed for it: that one is signed again.
  await sql`
    create table pass_spent (
      nullifier bytea primary key check (octet_length(nullifier) = 32),
      batch_hash bytea not null check (octet_length(batch_hash) = 32)
    )`.execute(db);
  // A card is worth something in its year and the next.
  await sql`
    create table card (
      hash bytea primary key check (octet_length(hash) = 32),
      year smallint not null check (year between 2000 and 9999),
      batch_hash bytea check (octet_length(batch_hash) = 32)
    )`.execute(db);
}
