// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { renamed, sameFact, simplified, substituteClause, subsumes, type Clause } from "./clause.ts";
import { at, isVariable, unify, variablesOf, type Fact, type Term } from "./terms.ts";

// Resolution with free selection (Blanchet, "Using Horn Clauses for Analyzing Security Protocols", 2011): a clause whose facts are all
// somebody's free choice is solved; any other is resolved, on one of its facts, with those that are.

/** No model of ours comes near; one that passes it would not end. */
const MOST_CLAUSES = 4_000;

export interface Rewriting {
  /** Functions that everybody can take apart. */
  readonly data: ReadonlySet<string>;
  /** Whether an equation still has something to do in it. */
  readonly isNormal: (term: Term) => boolean;
}

/** @returns all solved clauses that follow @throws Error where there is no end to them */
export function saturate(clauses: readonly Clause[], rewriting: Rewriting): Clause[] {
  const kept: Clause[] = [];
  const waiting = clauses.flatMap((clause) => prepared(clause, rewriting));
  for (let given = waiting.shift(); given !== undefined; given = waiting.shift()) {
    const next = renamed(given);
    if (kept.some((other) => subsumes(other, next))) continue;
    for (let i = kept.length - 1; i >= 0; i--) if (subsumes(next, at(kept, i))) kept.splice(i, 1);
    kept.push(next);
    if (kept.length > MOST_CLAUSES) throw new Error("no end in sight");
    const followed = kept.flatMap((other) => [
      ...resolved(next, other),
      ...(other === next ? [] : resolved(other, next)),
    ]);
    waiting.push(...followed.flatMap((clause) => prepared(clause, rewriting)));
    waiting.sort((a, b) => weight(a) - weight(b));
  }
  return kept.filter((clause) => selected(clause) === undefined);
}

const weight = ({ from, differences }: Clause): number => from.length + differences.length;

/** Of whatever is open in the one, what the other gives. */
function resolved(open: Clause, solved: Clause): Clause[] {
  const fact = selected(open);
  if (fact?.predicate !== solved.to.predicate || selected(solved) !== undefined) return [];
  const other = renamed(solved);
  const by = unify(fact.terms, other.to.terms);
  if (by === null) return [];
  const from = [...open.from.filter((each) => each !== fact), ...other.from];
  const differences = [...open.differences, ...other.differences];
  return [substituteClause({ from, to: open.to, differences }, by)];
}

/**
 * The fact to resolve on. What an attacker may choose freely is left; where the worlds come apart it is looked at all the same, as long
 * as something else depends on the choice.
 */
function selected({ from, to, differences }: Clause): Fact | undefined {
  const open = from.filter(({ predicate }) => predicate.startsWith("attacker"));
  const shaped = open.find(({ terms }) => !terms.every(isVariable));
  if (shaped !== undefined || to.predicate !== "bad") return shaped;
  return open.find((fact) => {
    const others = [...from.filter((other) => other !== fact), to].flatMap(({ terms }) => terms);
    const elsewhere = variablesOf([...others, ...differences.flatMap(({ left, right }) => [...left, ...right])]);
    return fact.terms.some((term) => isVariable(term) && elsewhere.has(term));
  });
}

function prepared(clause: Clause, { data, isNormal }: Rewriting): Clause[] {
  return simplified(clause)
    .flatMap((each) => takenApart(each, data))
    .flatMap(simplified)
    .filter(({ from, to }) => ![...from, to].some(({ terms }) => !terms.every(isNormal)))
    .filter(({ from, to }) => !from.some((fact) => sameFact(fact, to)));
}

function takenApart({ from, to, differences }: Clause, data: ReadonlySet<string>): Clause[] {
  const facts = from.flatMap((fact) => partsOf(fact, data));
  return partsOf(to, data).map((each) => ({ from: facts, to: each, differences }));
}

/** Whoever knows a tuple knows what is in it, and the other way round. */
function partsOf(fact: Fact, data: ReadonlySet<string>): Fact[] {
  const { predicate, terms } = fact;
  const [first] = terms;
  if (!predicate.startsWith("attacker") || first === undefined || isVariable(first) || !data.has(first.f))
    return [fact];
  const applied = terms.flatMap((term) => (isVariable(term) ? [] : [term]));
  const isOne =
    applied.length === terms.length &&
    applied.every(({ f, args }) => f === first.f && args.length === first.args.length);
  if (!isOne) return [fact];
  return first.args.flatMap((_, i) => partsOf({ predicate, terms: applied.map(({ args }) => at(args, i)) }, data));
}
