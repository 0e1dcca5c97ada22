// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { sql, type Kysely } from "kysely";

// Who holds keys, and how they come to be in the directory: invitations, what can be sealed to whom, the keys and seeds that members
// make and give each other, proposals, and passkeys. No row has a time; an invitation has the last day on which it is good.
export async function up(db: Kysely<unknown>): Promise<void> {
  // Before this only the demo made keyrings, in a form that nobody opens any more.
  await sql`delete from member_keyring`.execute(db);
  await sql`
    alter table member_keyring
      add column identity_key bytea not null unique check (octet_length(identity_key) = 32)`.execute(db);
  // Founding invitations are for a role, and nobody here made them. What is offered is sealed; of who accepts it there are their key,
  // the proof that they had the code, and a hash of all that they sent, so that the very same can be sent again.
  await sql`
    create table invitation (
      hash bytea primary key check (octet_length(hash) = 32),
      role text unique check (role in ('officer', 'council', 'spare')),
      maker bytea check (octet_length(maker) = 32),
      nonce bytea not null check (octet_length(nonce) = 16),
      until text not null check (until ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
      offer bytea not null check (octet_length(offer) = 2048),
      identity bytea references member_keyring (identity_key) on delete cascade,
      tag bytea check (octet_length(tag) = 32),
      acceptance_hash bytea check (octet_length(acceptance_hash) = 32),
      check (num_nulls(role, maker) = 1),
      check (num_nulls(identity, tag, acceptance_hash) in (0, 3))
    )`.execute(db);
  await sql`create index invitation_identity on invitation (identity)`.execute(db);
  await sql`
    create table box (
      identity bytea primary key references member_keyring (identity_key) on delete cascade,
      box bytea not null check (octet_length(box) = 1313)
    )`.execute(db);
  await sql`
    create table key_offer (
      identity bytea not null references member_keyring (identity_key) on delete cascade,
      group_id text not null check (group_id ~ '^[a-z0-9-]{1,40}$'),
      epoch integer not null check (epoch between 0 and 65535),
      offer bytea not null check (octet_length(offer) between 1318 and 1357),
      primary key (identity, group_id)
    )`.execute(db);
  await sql`
    create table seed_share (
      hash bytea primary key check (octet_length(hash) = 32),
      recipient bytea not null references member_keyring (identity_key) on delete cascade,
      sender bytea not null references member_keyring (identity_key) on delete cascade,
      share bytea not null check (octet_length(share) = 1521)
    )`.execute(db);
  await sql`create index seed_share_recipient on seed_share (recipient)`.execute(db);
  await sql`create index seed_share_sender on seed_share (sender)`.execute(db);
  await sql`
    create table proposal (
      identity bytea primary key references member_keyring (identity_key) on delete cascade,
      document bytea not null check (octet_length(document) between 1 and 1048576)
    )`.execute(db);
  // What an authenticator's secret opens; the credential's id is all that this board knows of it.
  await sql`
    create table passkey (
      credential_id bytea primary key check (octet_length(credential_id) between 1 and 1023),
      identity bytea not null references member_keyring (identity_key) on delete cascade,
      wrapped bytea not null check (octet_length(wrapped) = 60)
    )`.execute(db);
  await sql`create index passkey_identity on passkey (identity)`.execute(db);
}
