// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Statement } from "./shape.ts";

/** A team, rung or custodian, by what they have in common. */
export interface SharedGroup {
  readonly id: string;
  readonly name: string;
  readonly epoch: number;
  /** X-Wing public key. */
  readonly key: Uint8Array;
  /** Ids. */
  readonly members: readonly string[];
}

export function groupsIn({ teams, rungs, custodians }: Statement): SharedGroup[] {
  return [...teams, ...rungs, ...custodians.map((custodian) => ({ ...custodian, members: [custodian.member] }))];
}

export function groupsWith(statement: Statement, ...ids: readonly string[]): SharedGroup[] {
  return groupsIn(statement).filter(({ members }) => ids.every((id) => members.includes(id)));
}
