// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { sql, type Kysely } from "kysely";

// Three logs, the pool in front of `letters`, and which envelopes are in. No row has a time of its own, and no row tells
// which five envelopes of the tree came together.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table log (
      name text primary key check (name in ('letters', 'directory', 'ledger')),
      size bigint not null check (size >= 0),
      checkpoint text not null
    )`.execute(db);
  await sql`
    create table log_tile (
      log text not null references log,
      level smallint not null check (level between 0 and 63),
      index bigint not null check (index >= 0),
      hashes bytea not null check (octet_length(hashes) between 32 and 8192 and octet_length(hashes) % 32 = 0),
      primary key (log, level, index)
    )`.execute(db);
  await sql`
    create table log_entries (
      log text not null references log,
      index bigint not null check (index >= 0),
      entries bytea not null check (
        octet_length(entries) between 1 and 256 * 50
        and octet_length(entries) % (case log when 'letters' then 50 else 35 end) = 0),
      primary key (log, index)
    )`.execute(db);
  await sql`
    create table letters_bundle (
      index bigint primary key check (index >= 0),
      envelopes bytea not null check (octet_length(envelopes) between 8192 and 524288 and octet_length(envelopes) % 8192 = 0)
    )`.execute(db);
  await sql`alter table letters_bundle alter column envelopes set storage external`.execute(db);
  await sql`
    create table log_document (
      log text not null references log check (log in ('directory', 'ledger')),
      index bigint not null check (index >= 0),
      document bytea not null check (octet_length(document) between 1 and 1048576),
      primary key (log, index)
    )`.execute(db);
  // Accepted and not yet in the tree. Durable: a promise has been signed for every row. A row goes when its envelopes are in the
  // tree; what a database keeps of deleted rows (its write-ahead log, pages not yet vacuumed, backups) goes later, in its own time.
  // A burst is known by the SHA-256 of its five leaf hashes.
  await sql`
    create table pool (
      burst_hash bytea primary key check (octet_length(burst_hash) = 32),
      burst bytea not null check (octet_length(burst) = 40960)
    )`.execute(db);
  await sql`alter table pool alter column burst set storage external`.execute(db);
  // SHA-256 of every envelope in the tree, so that a burst posted again is kept once. One row an envelope and none a burst: the
  // hash of a whole burst would let whoever holds this database try the few envelopes of one interval in every order until five
  // of them fit. These hashes are in the log's entries too and tell nothing more.
  await sql`
    create table letters_envelope (envelope_hash bytea primary key check (octet_length(envelope_hash) = 32))`.execute(
    db,
  );
}
