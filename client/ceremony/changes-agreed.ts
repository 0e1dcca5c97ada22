// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Statement } from "#crypto/directory/index.ts";
import type { Change, LogName, Term } from "./change.ts";
import { isSame, pairs, without } from "./compare.ts";
import { SIGNER_ROLES } from "./signers.ts";

// What was agreed, and what the program runs on.

const LOG_NAMES: readonly LogName[] = ["letters", "directory", "ledger"];
const TERMS: readonly Term[] = ["seen", "silence", "answer"];

export function logChanges(before: Statement | null, { logs }: Statement): Change[] {
  const keys = LOG_NAMES.flatMap((log): Change[] =>
    before?.logs[log] === logs[log] ? [] : [{ what: "log", log, isFirst: before === null, key: logs[log] }],
  );
  const was = before?.logs.interval ?? null;
  return was === logs.interval ? keys : [...keys, { what: "interval", before: was, after: logs.interval }];
}

export function signerChanges(before: Statement | null, { signers }: Statement): Change[] {
  return SIGNER_ROLES.flatMap((role): Change[] =>
    before?.signers[role] === signers[role]
      ? []
      : [{ what: "signer", role, isFirst: before === null, key: signers[role] }],
  );
}

export function successionChanges(before: Statement | null, { successions }: Statement): Change[] {
  return isSame(before?.successions ?? [], successions) ? [] : [{ what: "successions", after: successions }];
}

type Witness = Statement["witnesses"][number];
const witnessKey = ({ key }: Witness): string => key;

export function witnessChanges(before: Statement | null, { witnesses }: Statement): Change[] {
  const were = before?.witnesses ?? [];
  const keysOf = (list: readonly Witness[]): string[] => list.map(witnessKey);
  return [
    ...witnesses
      .filter(({ key }) => !keysOf(were).includes(key))
      .map(({ name, key }): Change => ({ what: "witness-added", name, key })),
    ...were
      .filter(({ key }) => !keysOf(witnesses).includes(key))
      .map(({ name }): Change => ({ what: "witness-removed", name })),
    ...pairs(were, witnesses, witnessKey)
      .filter(([was, is]) => was.name !== is.name)
      .map(([was, is]): Change => ({ what: "witness-renamed", before: was.name, after: is.name })),
  ];
}

export function termChanges(before: Statement | null, { terms }: Statement): Change[] {
  return TERMS.flatMap((term): Change[] => {
    const was = before?.terms[term] ?? null;
    return was === terms[term] ? [] : [{ what: "term", term, before: was, after: terms[term] }];
  });
}

export function keyChanges(before: Statement | null, after: Statement): Change[] {
  const [clocks, tallies, tokens] = [before?.clock ?? [], before?.tally ?? [], before?.tokens ?? []];
  return [
    ...without(after.clock, clocks).map((clock): Change => ({ what: "clock-added", ...clock })),
    ...without(clocks, after.clock).map(({ from, until }): Change => ({ what: "clock-removed", from, until })),
    ...without(after.tally, tallies).map((tally): Change => ({ what: "tally-added", ...tally })),
    ...without(tallies, after.tally).map(({ name }): Change => ({ what: "tally-removed", name })),
    ...without(after.tokens, tokens).map(({ hash, ...token }): Change => ({
      what: "token-added",
      ...token,
      key: hash,
    })),
    ...without(tokens, after.tokens).map(({ purpose, from, until }): Change => ({
      what: "token-removed",
      purpose,
      from,
      until,
    })),
    ...(isSame(before?.gateway ?? null, after.gateway) ? [] : [{ what: "gateway" as const, key: after.gateway }]),
  ];
}

export function dayChanges(before: Statement | null, { holidays, releaseDays }: Statement): Change[] {
  const { from, until, days } = holidays;
  const was = before?.holidays;
  const changes: Change[] = was?.from === from && was.until === until ? [] : [{ what: "calendar", from, until }];
  const free = { added: without(days, was?.days ?? []), removed: without(was?.days ?? [], days) };
  if (free.added.length + free.removed.length > 0) changes.push({ what: "holidays", ...free });
  const days0 = before?.releaseDays ?? [];
  const release = { added: without(releaseDays, days0), removed: without(days0, releaseDays) };
  if (release.added.length + release.removed.length > 0) changes.push({ what: "release-days", ...release });
  return changes;
}

export function nameListChanges(before: Statement | null, after: Statement, of: "units" | "themes"): Change[] {
  const [were, are] = [before?.[of] ?? [], after[of]];
  const [added, removed] = [without(are, were), without(were, are)];
  return added.length + removed.length === 0 ? [] : [{ what: of, added, removed }];
}

export function clauseChanges(before: Statement | null, { clauses }: Statement): Change[] {
  const were = before?.clauses ?? [];
  const [added, removed] = [without(clauses, were), without(were, clauses)];
  const isIn = (list: readonly { readonly id: string }[], id: string): boolean => list.some((each) => each.id === id);
  return [
    ...added.map((clause): Change => {
      const was = removed.find(({ id }) => id === clause.id);
      return was === undefined
        ? { what: "clause-added", ...clause }
        : { what: "clause-changed", id: clause.id, before: was.text, after: clause.text };
    }),
    ...removed.filter(({ id }) => !isIn(added, id)).map((clause): Change => ({ what: "clause-removed", ...clause })),
  ];
}
