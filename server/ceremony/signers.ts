// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { equalBytes, SIGNER_ROLES, signersOf, type Directory, type SignerRole } from "../../crypto/index.ts";
import type { Database } from "../database/index.ts";
import type { InForce } from "../directory/index.ts";
import type { RequireMember } from "../desk/index.ts";
import { Problem } from "../problem.ts";

/** Ed25519 public keys of whoever signs the next directory; null where nobody accepted that invitation yet. */
export type SignerKeys = Readonly<Record<SignerRole, Uint8Array | null>>;

export interface Signers {
  /** Null before the first. */
  readonly directory: Directory | null;
  readonly keys: SignerKeys;
}

function keysOf({ statement }: Directory): SignerKeys {
  const keys = signersOf(statement).map(({ publicKey }, i) => [SIGNER_ROLES[i], publicKey] as const);
  return Object.fromEntries(keys) as SignerKeys;
}

async function foundingKeys(database: Database): Promise<SignerKeys> {
  const founding = database.selectFrom("invitation").select(["role", "identity"]).where("role", "is not", null);
  const rows = await founding.execute();
  const keys = SIGNER_ROLES.map((role) => [role, rows.find((row) => row.role === role)?.identity ?? null] as const);
  return Object.fromEntries(keys) as SignerKeys;
}

/** Those of the directory in force; before there is one, whoever accepted the founding invitations. */
export async function readSigners(database: Database, inForce: InForce): Promise<Signers> {
  const directory = await inForce.directory(database);
  return { directory, keys: directory === null ? await foundingKeys(database) : keysOf(directory) };
}

export function roleOf({ keys }: Signers, identity: Uint8Array): SignerRole | null {
  return SIGNER_ROLES.find((role) => keys[role] !== null && equalBytes(keys[role], identity)) ?? null;
}

/** One of the three, signed in. */
export interface Signer {
  readonly identity: Buffer;
  readonly role: SignerRole;
}

/** Whose cookie it is. @throws Problem `unauthenticated`, or `not_signer` */
export type RequireSigner = (cookie: string | undefined) => Promise<Signer>;

export function requireSignerOf(database: Database, inForce: InForce, requireMember: RequireMember): RequireSigner {
  return async (cookie) => {
    const { identity } = await requireMember(cookie);
    const role = roleOf(await readSigners(database, inForce), identity);
    if (role === null) throw new Problem("not_signer");
    return { identity, role };
  };
}

/** Whose cookie it is, where the directory in force names them. @throws Problem `unauthenticated`, or `not_member` */
export function requireNamedOf(inForce: InForce, requireMember: RequireMember): RequireMember {
  return async (cookie) => {
    const member = await requireMember(cookie);
    const directory = await inForce.directory();
    const isNamed = directory?.statement.members.some(({ key }) => equalBytes(key, member.identity)) ?? false;
    if (!isNamed) throw new Problem("not_member");
    return member;
  };
}
