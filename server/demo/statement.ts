// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  base64url,
  directoryKeyName,
  formatVerifierKey,
  signDirectory,
  signingKey,
  verifierKey,
  xwingKey,
  type NoteSigner,
  type SignerRole,
  type VerifierKey,
} from "../../crypto/index.ts";
import type { BoardKeys } from "../board-keys.ts";
import type { PublishedKey } from "../token/index.ts";
import { CUSTODIAN, MEMBERS, ORGANISATION, RUNGS, TEAMS } from "./organisation.ts";
import { seedOf, type DemoSecrets } from "./secrets.ts";

export function directorySigner(secrets: DemoSecrets, role: SignerRole, origin: string): NoteSigner {
  return { name: directoryKeyName(origin, role), key: signingKey(secrets[role]) };
}

const publicKeyOf = (seed: Uint8Array): string => base64url(xwingKey(seed).publicKey);

function signingSeedOf(secrets: DemoSecrets, id: string): Uint8Array {
  const seeds = secrets.members.map((member) => ({ id: member.id, seed: member.signing }));
  return seedOf(seeds, id);
}

export interface DemoWitness {
  readonly name: string;
  readonly key: VerifierKey;
}

/** The demo's statement in the form that every organisation's has, signed by officer and council. */
export function demoDirectory(
  secrets: DemoSecrets,
  keys: BoardKeys,
  { origin, relayOrigin, sequenceIntervalMs }: { origin: string; relayOrigin: string; sequenceIntervalMs: number },
  tokens: readonly PublishedKey[],
  witnesses: readonly DemoWitness[],
  index: number,
): string {
  const key = (signer: NoteSigner): string => formatVerifierKey(verifierKey(signer));
  const signer = (role: SignerRole): NoteSigner => directorySigner(secrets, role, origin);
  const { logs } = keys;
  const statement = {
    version: 1,
    ...ORGANISATION,
    relay: relayOrigin,
    logs: {
      letters: key(logs.letters),
      directory: key(logs.directory),
      ledger: key(logs.ledger),
      interval: Math.ceil(sequenceIntervalMs / 1000),
    },
    signers: { officer: key(signer("officer")), council: key(signer("council")), spare: key(signer("spare")) },
    successions: [],
    witnesses: witnesses.map(({ name, key: vkey }) => ({ name, key: formatVerifierKey(vkey) })),
    members: MEMBERS.map(({ id, name, lane }) => ({
      id,
      name,
      lane,
      key: base64url(signingKey(signingSeedOf(secrets, id)).publicKey),
    })),
    former: [],
    nextLane: Math.max(...MEMBERS.map(({ lane }) => lane)) + 1,
    teams: TEAMS.map((team) => ({ ...team, epoch: 0, key: publicKeyOf(seedOf(secrets.teams, team.id)) })),
    rungs: RUNGS.map((rung) => ({ ...rung, epoch: 0, key: publicKeyOf(seedOf(secrets.rungs, rung.id)) })),
    custodians: [{ id: "vangnet", name: "Vangnet", epoch: 0, key: publicKeyOf(secrets.custodian), member: CUSTODIAN }],
    clock: [],
    tally: [],
    tokens: tokens.map(({ purpose, publicKey, from, until }) => ({
      purpose,
      hash: base64url(publicKey.id),
      from,
      until,
    })),
    gateway: null,
  };
  return signDirectory(origin, index, JSON.stringify(statement), [signer("officer"), signer("council")]);
}
