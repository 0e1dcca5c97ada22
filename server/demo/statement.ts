// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  equalBytes,
  formatVerifierKey,
  foundingStatement,
  signingKey,
  SIGNER_ROLES,
  verifierKey,
  xwingKey,
  type LogShortName,
  type SignerRole,
  type Statement,
  type VerifierKey,
} from "../../crypto/index.ts";
import type { CeremonyBoard } from "../ceremony/index.ts";
import type { PublishedKey } from "../token/index.ts";
import { CUSTODIAN, GROUPS, MEMBERS, ORGANISATION, RUNGS, TEAMS } from "./organisation.ts";
import { secretOf, type DemoSecrets } from "./secrets.ts";

/** What a statement has of its board, and what may be another at a later start. */
export type BoardEntry = Pick<Statement, "relay" | "logs" | "witnesses" | "tokens" | "gateway">;

export interface EntryOptions {
  readonly relayOrigin: string;
  readonly sequenceIntervalMs: number;
}

export interface DemoWitness {
  readonly name: string;
  readonly key: VerifierKey;
}

export function boardEntry(
  { logs, gateway }: Pick<CeremonyBoard, "logs" | "gateway">,
  { relayOrigin, sequenceIntervalMs }: EntryOptions,
  keys: readonly PublishedKey[],
  witnesses: readonly DemoWitness[],
): BoardEntry {
  const key = (log: LogShortName): string => formatVerifierKey(verifierKey(logs[log]));
  return {
    relay: relayOrigin,
    logs: {
      letters: key("letters"),
      directory: key("directory"),
      ledger: key("ledger"),
      interval: Math.ceil(sequenceIntervalMs / 1000),
    },
    witnesses: witnesses.map(({ name, key: vkey }) => ({ name, key: formatVerifierKey(vkey) })),
    gateway,
    tokens: keys.map(({ purpose, publicKey, from, until }) => ({
      purpose,
      hash: Uint8Array.from(publicKey.id),
      from,
      until,
    })),
  };
}

/** The demo's first statement, made of what people accepted and offered. */
export function firstStatement(secrets: DemoSecrets, origin: string, entry: BoardEntry): Statement {
  const signer = (role: SignerRole): Uint8Array => signingKey(secretOf(secrets.signers, role).signing).publicKey;
  const keyed = <Group extends { readonly id: string }>(group: Group): Group & { readonly key: Uint8Array } => ({
    ...group,
    key: xwingKey(secretOf(secrets.groups, group.id).seed).publicKey,
  });
  const [officer, council, spare] = SIGNER_ROLES.map(signer) as [Uint8Array, Uint8Array, Uint8Array];
  return foundingStatement(origin, {
    ...ORGANISATION,
    ...entry,
    signers: { officer, council, spare },
    members: MEMBERS.map(({ id, name }) => ({
      id,
      name,
      key: signingKey(secretOf(secrets.members, id).signing).publicKey,
    })),
    teams: TEAMS.map((team) => keyed({ ...team, members: [...team.members] })),
    rungs: RUNGS.map((rung) => keyed({ ...rung, members: [...rung.members] })),
    custodians: GROUPS.filter(({ id }) => id === "vangnet").map(({ id, name }) =>
      keyed({ id, name, member: CUSTODIAN }),
    ),
  });
}

/** The statement in force with what is another now. Token keys are added at the end and none goes: passes name them by their place. */
export function nextStatement(statement: Statement, { tokens, ...entry }: BoardEntry): Statement {
  const isNew = ({ hash }: { readonly hash: Uint8Array }): boolean =>
    !statement.tokens.some((known) => equalBytes(known.hash, hash));
  return { ...statement, ...entry, tokens: [...statement.tokens, ...tokens.filter(isNew)] };
}
