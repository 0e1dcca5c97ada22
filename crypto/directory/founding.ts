// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { formatVerifierKey } from "../log/index.ts";
import type { NewMember } from "./change.ts";
import { directoryKeyName, SIGNER_ROLES, type SignerRole } from "./document.ts";
import type { Statement } from "./shape.ts";

type NewGroup<Group> = Omit<Group, "epoch">;

/** What the first statement of an organisation is made of; all else in it follows. */
export interface Founding extends Pick<
  Statement,
  | "organisation"
  | "relay"
  | "logs"
  | "witnesses"
  | "ladder"
  | "terms"
  | "tokens"
  | "gateway"
  | "holidays"
  | "releaseDays"
  | "units"
  | "themes"
  | "clauses"
> {
  /** Ed25519 public keys. */
  readonly signers: Readonly<Record<SignerRole, Uint8Array>>;
  readonly members: readonly NewMember[];
  readonly teams: readonly NewGroup<Statement["teams"][number]>[];
  readonly rungs: readonly NewGroup<Statement["rungs"][number]>[];
  readonly custodians: readonly NewGroup<Statement["custodians"][number]>[];
}

const withEpoch = <Group>(group: Group): Group & { readonly epoch: number } => ({ ...group, epoch: 0 });

/** Lanes from 1 up, in the order of the members; every key is the first of its group. */
export function foundingStatement(origin: string, founding: Founding): Statement {
  const signer = (role: SignerRole): string =>
    formatVerifierKey({ name: directoryKeyName(origin, role), type: 1, publicKey: founding.signers[role] });
  const [officer, council, spare] = SIGNER_ROLES.map(signer) as [string, string, string];
  return {
    version: 1,
    organisation: founding.organisation,
    relay: founding.relay,
    logs: founding.logs,
    signers: { officer, council, spare },
    successions: [],
    witnesses: founding.witnesses,
    members: founding.members.map(({ id, name, key }, i) => ({ id, name, lane: i + 1, key })),
    former: [],
    nextLane: founding.members.length + 1,
    teams: founding.teams.map(withEpoch),
    rungs: founding.rungs.map(withEpoch),
    ladder: founding.ladder,
    terms: founding.terms,
    custodians: founding.custodians.map(withEpoch),
    clock: [],
    tally: [],
    tokens: founding.tokens,
    gateway: founding.gateway,
    holidays: founding.holidays,
    releaseDays: founding.releaseDays,
    units: founding.units,
    themes: founding.themes,
    clauses: founding.clauses,
  };
}
