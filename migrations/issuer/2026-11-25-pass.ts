// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { sql, type Kysely } from "kysely";

// What somebody took in a quarter, and how many passes a year has. `person` is an HMAC over who it is and the quarter: without the
// issuer's secret it is nobody, and the rows of two quarters do not show that it is the same person. No row has a time of its own.
export async function up(db: Kysely<unknown>): Promise<void> {
  // The primary key is what two requests at once cannot both have; the numbers of a person go up from 1 without a gap. The request
  // is known by its hash, so that whoever asks the same again gets the same, and takes nothing.
  await sql`
    create table pass_taken (
      quarter text not null check (quarter ~ '^[0-9]{4}-Q[1-4]$'),
      person bytea not null check (octet_length(person) = 32),
      purpose text not null check (purpose in ('pass', 'ballot')),
      number smallint not null check (number between 1 and case purpose when 'pass' then 20 else 1 end),
      request_hash bytea not null check (octet_length(request_hash) = 32),
      primary key (quarter, person, purpose, number),
      unique (quarter, person, purpose, request_hash)
    )`.execute(db);
  // Stays when the rows of a quarter go.
  await sql`
    create table pass_year (
      year smallint primary key check (year between 2000 and 9999),
      passes integer not null check (passes > 0)
    )`.execute(db);
}
