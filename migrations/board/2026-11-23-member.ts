// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { sql, type Kysely } from "kysely";

// A member is a login key and a blob that only their phrase opens. Raising the epoch ends every session.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table member_keyring (
      login_key bytea primary key check (octet_length(login_key) = 32),
      keyring bytea not null check (octet_length(keyring) = 4096),
      session_epoch integer not null default 0 check (session_epoch >= 0)
    )`.execute(db);
}
