// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { LOGS, parseVerifierKey } from "../log/index.ts";
import { hex } from "../wire/index.ts";
import { requireConsistent } from "./consistent.ts";
import type { Statement } from "./shape.ts";

type Use = readonly [key: Uint8Array, use: string];

const named = (key: string): Uint8Array => parseVerifierKey(key).publicKey;

/** Officer, council and spare may change places; whoever writes may not. */
function signingUses({ logs, signers, witnesses, members, former, gateway }: Statement): Use[] {
  return [
    ...LOGS.map((log): Use => [named(logs[log]), `log ${log}`]),
    ...Object.values(signers).map((key): Use => [named(key), "signer"]),
    ...witnesses.map(({ key }): Use => [named(key), `witness ${parseVerifierKey(key).name}`]),
    ...[...members, ...former].map(({ lane, key }): Use => [key, `lane ${lane}`]),
    ...(gateway === null ? [] : [[gateway, "gateway"] satisfies Use]),
  ];
}

function otherUses({ teams, rungs, custodians, clock, tally }: Statement): Use[] {
  return [
    ...teams.map(({ id, epoch, key }): Use => [key, `team ${id} ${epoch}`]),
    ...rungs.map(({ id, epoch, key }): Use => [key, `rung ${id} ${epoch}`]),
    ...custodians.map(({ id, epoch, key }): Use => [key, `custodian ${id} ${epoch}`]),
    ...clock.map(({ key }): Use => [key, "clock"]),
    ...tally.map(({ key }): Use => [key, "tally"]),
  ];
}

/** By the key's hexadecimal digits. */
function usesOf(statement: Statement): Map<string, string> {
  return new Map([...signingUses(statement), ...otherUses(statement)].map(([key, use]) => [hex(key), use]));
}

/**
 * A key stays what it was for, whoever's it is and whatever epoch it began, or goes.
 * @throws ProtocolError `inconsistent`
 */
export function requireSameUses(before: Statement, after: Statement): void {
  const known = usesOf(before);
  for (const [key, use] of usesOf(after))
    requireConsistent((known.get(key) ?? use) === use, "a key with another use than before");
}
