// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { concat, decodeToken, hex, leavesOfBurst, parseAuthorization } from "#crypto";
import { sha256 } from "../../server/log/index.ts";
import { anyBurst, envelopesOf, freshDatabase, openBoard, postAccepted, sequenceNow } from "./board.ts";
import { execute } from "./sql.ts";
import { tablesOf } from "./tables.ts";
import { freshAuthorization } from "./tokens.ts";

interface Column {
  readonly name: string;
  readonly type: string;
}

const columnsOf = (databaseUrl: string): Promise<Column[]> =>
  execute<{ name: string; type: string }>(
    databaseUrl,
    `select table_name || '.' || column_name as name, data_type as type from information_schema.columns
     where table_schema = 'public' and table_name not like 'kysely\\_%' order by 1`,
  );

test("tables: these are all the columns there are, and none is a time", async () => {
  const columns = await columnsOf(await freshDatabase("board"));
  expect(columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
    "box.box bytea",
    "box.identity bytea",
    "card.batch_hash bytea",
    "card.hash bytea",
    // Of its sheet: a whole year's.
    "card.year smallint",
    // As its document in the ledger says, which everybody reads.
    "gateway_key.first_day text",
    "gateway_key.last_day text",
    "gateway_key.number smallint",
    "gateway_key.sealed_seeds bytea",
    "gateway_mark.key_id smallint",
    "gateway_mark.mark bytea",
    "invitation.acceptance_hash bytea",
    "invitation.hash bytea",
    "invitation.identity bytea",
    "invitation.maker bytea",
    "invitation.nonce bytea",
    "invitation.offer bytea",
    "invitation.role text",
    "invitation.tag bytea",
    // The last day on which it is good, as its maker chose it.
    "invitation.until text",
    "key_offer.epoch integer",
    "key_offer.group_id text",
    "key_offer.identity bytea",
    "key_offer.offer bytea",
    "letters_bundle.envelopes bytea",
    "letters_bundle.index bigint",
    "letters_envelope.envelope_hash bytea",
    "log.checkpoint text",
    "log.name text",
    "log.size bigint",
    "log_cosignature.key_name text",
    // A witness's public statement about a log, with the time at which it saw it: of no poster.
    "log_cosignature.line text",
    "log_cosignature.log text",
    "log_cosignature.public_key bytea",
    "log_cosignature.size bigint",
    "log_document.document bytea",
    "log_document.index bigint",
    "log_document.log text",
    "log_entries.entries bytea",
    "log_entries.index bigint",
    "log_entries.log text",
    "log_tile.hashes bytea",
    "log_tile.index bigint",
    "log_tile.level smallint",
    "log_tile.log text",
    "member_keyring.identity_key bytea",
    "member_keyring.keyring bytea",
    "member_keyring.login_key bytea",
    "member_keyring.session_epoch integer",
    "pass_spent.batch_hash bytea",
    "pass_spent.nullifier bytea",
    "passkey.credential_id bytea",
    "passkey.identity bytea",
    "passkey.wrapped bytea",
    "pool.burst bytea",
    "pool.burst_hash bytea",
    "proposal.document bytea",
    "proposal.identity bytea",
    "seed_share.hash bytea",
    "seed_share.recipient bytea",
    "seed_share.sender bytea",
    "seed_share.share bytea",
    "token_spent.mark bytea",
    "token_spent.nullifier bytea",
  ]);
});

test("tables: neither identity, sequence, default time nor trigger keeps an order or a moment", async () => {
  const url = await freshDatabase("board");
  expect(await execute(url, "select 1 from information_schema.sequences")).toEqual([]);
  expect(await execute(url, "select 1 from information_schema.triggers")).toEqual([]);
  const defaults = await execute<{ value: string }>(
    url,
    `select column_default as value from information_schema.columns
     where table_schema = 'public' and table_name not like 'kysely\\_%' and column_default is not null`,
  );
  expect(defaults.map(({ value }) => value)).toEqual(["0"]);
  expect(await execute(url, "show track_commit_timestamp")).toEqual([{ track_commit_timestamp: "off" }]);
});

test("tables: once sequenced, nothing tells which five came together", async () => {
  const board = await openBoard();
  const bursts = Array.from({ length: 3 }, anyBurst);
  await Promise.all(bursts.map((burst) => postAccepted(board, burst)));
  const waiting = JSON.stringify(await tablesOf(board.databaseUrl));
  // The pool is where a burst is one thing: the search below finds what it searches for.
  const nameOf = (burst: Uint8Array): string => hex(sha256(concat(...leavesOfBurst(burst))));
  for (const burst of bursts) expect(waiting).toContain(nameOf(burst));
  await sequenceNow(board);
  const after = JSON.stringify(await tablesOf(board.databaseUrl));
  for (const burst of bursts) {
    expect(after).not.toContain(nameOf(burst));
    expect(after).not.toContain(hex(sha256(burst)));
    expect(after).not.toContain(hex(burst));
    const hashes = envelopesOf(burst).map((envelope) => sha256(envelope));
    for (const hash of hashes) expect(after).toContain(hex(hash));
    for (const order of [hashes, hashes.toReversed(), hashes.toSorted(Buffer.compare)]) {
      const together = hex(Buffer.concat(order));
      expect(after).not.toContain(together);
      expect(after).not.toContain(hex(sha256(Buffer.concat(order))));
    }
  }
});

test("tables: rows that tell one envelope lie in the order of their hashes, whatever came with what", async () => {
  const board = await openBoard();
  for (let round = 0; round < 2; round++) {
    await Promise.all(Array.from({ length: 20 }, () => postAccepted(board, anyBurst())));
    await sequenceNow(board);
  }
  const rows = await execute<{ hash: string; run: string }>(
    board.databaseUrl,
    "select encode(envelope_hash, 'hex') as hash, xmin::text as run from letters_envelope order by ctid",
  );
  const runs = new Map<string, string[]>();
  for (const { hash, run } of rows) runs.set(run, [...(runs.get(run) ?? []), hash]);
  expect([...runs.values()].map((hashes) => hashes.length)).toEqual([100, 100]);
  for (const hashes of runs.values()) expect(hashes).toEqual(hashes.toSorted());
});

test("tables: spent tokens lie in the order of their nullifiers within a flush, and no row names a token or a burst", async () => {
  const board = await openBoard();
  const authorizations = Array.from({ length: 30 }, () => freshAuthorization());
  const bursts = authorizations.map(anyBurst);
  await Promise.all(
    authorizations.map((authorization, i) => postAccepted(board, bursts[i] ?? anyBurst(), authorization)),
  );
  await sequenceNow(board);
  const rows = await execute<{ nullifier: string; run: string }>(
    board.databaseUrl,
    "select encode(nullifier, 'hex') as nullifier, xmin::text as run from token_spent order by ctid",
  );
  const runs = new Map<string, string[]>();
  for (const { nullifier, run } of rows) runs.set(run, [...(runs.get(run) ?? []), nullifier]);
  expect([...runs.values()].flat()).toHaveLength(30);
  for (const nullifiers of runs.values()) expect(nullifiers).toEqual(nullifiers.toSorted());
  const tables = JSON.stringify(await tablesOf(board.databaseUrl));
  for (const [i, authorization] of authorizations.entries()) {
    const { nonce, authenticator } = decodeToken(parseAuthorization(authorization));
    expect(tables).not.toContain(hex(nonce));
    expect(tables).not.toContain(hex(authenticator));
    expect(tables).not.toContain(hex(sha256(concat(...leavesOfBurst(bursts[i] ?? anyBurst())))));
  }
});
