// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { sql, type Kysely } from "kysely";

// What each witness said last of each log: the line of its cosignature, for the checkpoint of that size. The time in a line is the
// witness's public statement about a log; no row has one of its own.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table log_cosignature (
      log text not null references log,
      public_key bytea not null check (octet_length(public_key) = 32),
      key_name text not null check (key_name ~ '^[!-*,-~]{1,200}$'),
      size bigint not null check (size >= 0),
      line text not null check (line ~ '^— [!-*,-~]{1,200} [A-Za-z0-9+/]{102}==\n$' and split_part(line, ' ', 2) = key_name),
      primary key (log, public_key)
    )`.execute(db);
}
