// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { concat, equalBytes, openBox, signersOf, type SignerRole, type Statement } from "../../crypto/index.ts";
import type { Database } from "../database/index.ts";
import type { InForce } from "../directory/index.ts";
import { sha256 } from "../log/index.ts";
import { parsed } from "../parsed.ts";
import { Problem } from "../problem.ts";

// One code, one person. A row knows the hash of a code's id and what is offered, sealed: the board can neither read nor accept it.

export interface NewInvitation {
  /** SHA-256 of the id. */
  readonly hash: Uint8Array;
  readonly nonce: Uint8Array;
  /** The last day on which it is good. */
  readonly until: string;
  readonly offer: Uint8Array;
  /** Of a founding invitation; every other has a maker. */
  readonly for: { readonly role: SignerRole } | { readonly maker: Uint8Array };
}

/** @throws Problem `invitation_used` where the hash is there, or the role has one already */
export async function invite(database: Database, invitation: NewInvitation): Promise<void> {
  const { hash, nonce, until, offer } = invitation;
  const role = "role" in invitation.for ? invitation.for.role : null;
  const maker = "maker" in invitation.for ? Buffer.from(invitation.for.maker) : null;
  const kept = await database
    .insertInto("invitation")
    .values({ hash: Buffer.from(hash), role, maker, nonce: Buffer.from(nonce), until, offer: Buffer.from(offer) })
    .onConflict((conflict) => conflict.doNothing())
    .returning("hash")
    .executeTakeFirst();
  if (kept === undefined) throw new Problem("invitation_used");
}

export interface Acceptance {
  /** Whoever shows it had the code. */
  readonly id: Uint8Array;
  readonly box: Uint8Array;
  readonly tag: Uint8Array;
  readonly loginKey: Uint8Array;
  readonly keyring: Uint8Array;
}

const hashOf = (id: Uint8Array): Buffer => Buffer.from(sha256(id));

/**
 * What is offered to whoever has the code.
 * @throws Problem `invitation_unknown`, `invitation_used`, `invitation_expired`
 */
export async function readOffer(
  database: Database,
  id: Uint8Array,
  today: string,
): Promise<{ offer: Buffer; until: string }> {
  const row = await database
    .selectFrom("invitation")
    .select(["offer", "until", "identity"])
    .where("hash", "=", hashOf(id))
    .executeTakeFirst();
  if (row === undefined) throw new Problem("invitation_unknown");
  if (row.identity !== null) throw new Problem("invitation_used");
  if (row.until < today) throw new Problem("invitation_expired");
  return { offer: row.offer, until: row.until };
}

/**
 * Keyring, box and the mark that the invitation is used in one transaction: dying anywhere in it leaves the code as good as it was.
 * The very same acceptance again is no other, for whoever did not hear the answer.
 * @throws Problem `malformed`, `invitation_unknown`, `invitation_used`, `invitation_expired`
 */
export async function accept(
  database: Database,
  origin: string,
  { id, box, tag, loginKey, keyring }: Acceptance,
  today: string,
): Promise<void> {
  const identity = Buffer.from(parsed("malformed", () => openBox(box, origin)).identity);
  const acceptance_hash = Buffer.from(sha256(concat(box, tag, loginKey, keyring)));
  await database.transaction().execute(async (session) => {
    const invitations = session.selectFrom("invitation").select(["until", "acceptance_hash"]);
    const row = await invitations.where("hash", "=", hashOf(id)).forUpdate().executeTakeFirst();
    if (row === undefined) throw new Problem("invitation_unknown");
    if (row.acceptance_hash !== null) {
      if (equalBytes(row.acceptance_hash, acceptance_hash)) return;
      throw new Problem("invitation_used");
    }
    if (row.until < today) throw new Problem("invitation_expired");
    // Keys that somebody has already are nobody else's.
    const made = await session
      .insertInto("member_keyring")
      .values({
        login_key: Buffer.from(loginKey),
        identity_key: identity,
        keyring: Buffer.from(keyring),
        session_epoch: 0,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning("identity_key")
      .executeTakeFirst();
    if (made === undefined) throw new Problem("malformed");
    await session
      .insertInto("box")
      .values({ identity, box: Buffer.from(box) })
      .execute();
    await session
      .updateTable("invitation")
      .set({ identity, tag: Buffer.from(tag), acceptance_hash })
      .where("hash", "=", hashOf(id))
      .execute();
  });
}

function isNamedIn(statement: Statement, identity: Uint8Array): boolean {
  const writers = [...statement.members, ...statement.former].map(({ key }) => key);
  const signers = signersOf(statement).map(({ publicKey }) => publicKey);
  return [...writers, ...signers].some((key) => equalBytes(key, identity));
}

/**
 * Takes an invitation back. Where the wrong person had the code, all that they have here goes with it, and so do their sessions;
 * whoever a directory names stays.
 */
export async function withdraw(database: Database, inForce: InForce, hash: Uint8Array): Promise<void> {
  await database.transaction().execute(async (session) => {
    // A directory that is being published may name them: it is waited for.
    await session.selectFrom("log").select("name").where("name", "=", "directory").forUpdate().execute();
    const row = await session
      .deleteFrom("invitation")
      .where("hash", "=", Buffer.from(hash))
      .returning("identity")
      .executeTakeFirst();
    const identity = row?.identity ?? null;
    if (identity === null) return;
    const directory = await inForce.directory(session);
    if (directory !== null && isNamedIn(directory.statement, identity)) return;
    // Box, offers, shares, proposal and passkeys go with it.
    await session.deleteFrom("member_keyring").where("identity_key", "=", identity).execute();
  });
}
