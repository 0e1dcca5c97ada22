// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  at,
  freshVariable,
  isVariable,
  match,
  same,
  substitute,
  unify,
  variablesOf,
  type Difference,
  type Fact,
  type Substitution,
  type Term,
} from "./terms.ts";

/** Where all of `from` hold, and the differences do, `to` does. */
export interface Clause {
  readonly from: readonly Fact[];
  readonly to: Fact;
  readonly differences: readonly Difference[];
}

export function substituteFact({ predicate, terms }: Fact, by: Substitution): Fact {
  return { predicate, terms: terms.map((term) => substitute(term, by)) };
}

export function substituteDifference({ any, left, right }: Difference, by: Substitution): Difference {
  return { any, left: left.map((term) => substitute(term, by)), right: right.map((term) => substitute(term, by)) };
}

export function substituteClause({ from, to, differences }: Clause, by: Substitution): Clause {
  return {
    from: from.map((fact) => substituteFact(fact, by)),
    to: substituteFact(to, by),
    differences: differences.map((each) => substituteDifference(each, by)),
  };
}

export function renamed(clause: Clause): Clause {
  const { from, to, differences } = clause;
  const terms = [...from, to].flatMap((fact) => fact.terms);
  const all = variablesOf([...terms, ...differences.flatMap(({ left, right }) => [...left, ...right])]);
  const names = new Map([...all].map((variable) => [variable, freshVariable()]));
  const renaming = substituteClause(clause, names);
  const anyOf = (i: number): ReadonlySet<number> =>
    new Set([...at(differences, i).any].map((variable) => names.get(variable) ?? variable));
  return { ...renaming, differences: renaming.differences.map((each, i) => ({ ...each, any: anyOf(i) })) };
}

export const sameFact = (a: Fact, b: Fact): boolean =>
  a.predicate === b.predicate && a.terms.every((term, i) => same(term, at(b.terms, i)));

/**
 * What is left of a difference: null where it cannot hold, none where it always does, and several where it holds if one of them does.
 */
export function solved({ any, left, right }: Difference): Difference[] | null {
  const by = unify(left, right, any);
  if (by === null) return [];
  const bound = [...by.keys()].filter((variable) => !any.has(variable));
  if (bound.length === 0) return null;
  const parts = bound.map((variable) => ({ left: [variable], right: [substitute(variable, by)] }));
  const isFree = (terms: readonly Term[]): boolean => ![...variablesOf(terms)].some((each) => any.has(each));
  if (parts.every((part) => isFree(part.right))) return parts.map((part) => ({ any: new Set(), ...part }));
  return [{ any, left: parts.flatMap((part) => part.left), right: parts.flatMap((part) => part.right) }];
}

/** Every way in which all its differences can hold: one clause each. */
export function simplified(clause: Clause): Clause[] {
  let ways: Difference[][] = [[]];
  for (const difference of clause.differences) {
    const parts = solved(difference);
    if (parts === null) return [];
    if (parts.length > 0) ways = ways.flatMap((way) => parts.map((part) => [...way, part]));
  }
  return ways.map((differences) => tidied({ ...clause, differences }));
}

/** Facts that stand there twice go, and differences; so does what an attacker can always have: something, whatever it is. */
function tidied({ from, to, differences }: Clause): Clause {
  const once = from.filter((fact, i) => !from.slice(0, i).some((other) => sameFact(other, fact)));
  const counted = new Map<number, number>();
  const everything = [...once, to]
    .map((fact) => fact.terms)
    .concat(differences.map(({ left, right }) => [...left, ...right]));
  for (const terms of everything)
    for (const each of variablesOf(terms)) counted.set(each, (counted.get(each) ?? 0) + 1);
  const isAnything = ({ predicate, terms }: Fact): boolean =>
    predicate.startsWith("attacker") && terms.every((term) => isVariable(term) && counted.get(term) === 1);
  const kept = differences.filter((one, i) => !differences.slice(0, i).some((other) => sameDifference(other, one)));
  return { from: once.filter((fact) => !isAnything(fact)), to, differences: kept };
}

const sameTerms = (a: readonly Term[], b: readonly Term[]): boolean =>
  a.length === b.length && a.every((term, i) => same(term, at(b, i)));
const sameDifference = (a: Difference, b: Difference): boolean =>
  (sameTerms(a.left, b.left) && sameTerms(a.right, b.right)) ||
  (sameTerms(a.left, b.right) && sameTerms(a.right, b.left));

/** Whether the general one says at least as much. */
export function subsumes(general: Clause, special: Clause): boolean {
  if (general.from.length > special.from.length || general.to.predicate !== special.to.predicate) return false;
  const by = matchFact(general.to, special.to, new Map());
  return (
    by !== null &&
    matchAll(general.from, special.from, by, (found) => holds(general.differences, special.differences, found))
  );
}

function matchFact(pattern: Fact, fact: Fact, by: ReadonlyMap<number, Term>): Map<number, Term> | null {
  if (pattern.predicate !== fact.predicate) return null;
  const found = new Map(by);
  return pattern.terms.every((term, i) => match(term, at(fact.terms, i), found)) ? found : null;
}

function matchAll(
  patterns: readonly Fact[],
  facts: readonly Fact[],
  by: ReadonlyMap<number, Term>,
  isEnough: (by: ReadonlyMap<number, Term>) => boolean,
): boolean {
  const [pattern, ...others] = patterns;
  if (pattern === undefined) return isEnough(by);
  return facts.some((fact, i) => {
    const found = matchFact(pattern, fact, by);
    return found !== null && matchAll(others, facts.toSpliced(i, 1), found, isEnough);
  });
}

/** Each of the general ones is one of the special ones. */
function holds(general: readonly Difference[], special: readonly Difference[], by: ReadonlyMap<number, Term>): boolean {
  return general.every((each) =>
    special.some((other) => {
      const fits = (left: readonly Term[], right: readonly Term[]): boolean => {
        const found = new Map(by);
        const [a, b] = [
          [...each.left, ...each.right],
          [...left, ...right],
        ];
        return a.length === b.length && a.every((term, i) => match(term, at(b, i), found));
      };
      return fits(other.left, other.right) || fits(other.right, other.left);
    }),
  );
}
