// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

/** A variable, or a function and what it is applied to. */
export type Term = number | Applied;
interface Applied {
  readonly f: string;
  readonly args: readonly Term[];
}

export type Substitution = ReadonlyMap<number, Term>;

/** Something known, said or reached: `attacker`, `begin`, `end`, `goal`; the terms are of each world. */
export interface Fact {
  readonly predicate: string;
  readonly terms: readonly Term[];
}

/** That two lists of terms are not the same, whatever the variables in `any` are. */
export interface Difference {
  readonly any: ReadonlySet<number>;
  readonly left: readonly Term[];
  readonly right: readonly Term[];
}

/** @throws RangeError where there is none */
export function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new RangeError("beyond the end");
  return found;
}

let last = 0;
export const freshVariable = (): number => ++last;

export const apply = (f: string, ...args: readonly Term[]): Term => ({ f, args });
export const isVariable = (term: Term): term is number => typeof term === "number";

export function substitute(term: Term, by: Substitution): Term {
  if (isVariable(term)) {
    const found = by.get(term);
    return found === undefined ? term : substitute(found, by);
  }
  return term.args.length === 0 ? term : { f: term.f, args: term.args.map((each) => substitute(each, by)) };
}

export function variablesOf(terms: readonly Term[], into = new Set<number>()): Set<number> {
  for (const term of terms) {
    if (isVariable(term)) into.add(term);
    else variablesOf(term.args, into);
  }
  return into;
}

const occurs = (variable: number, term: Term): boolean => variablesOf([term]).has(variable);

/**
 * The most general substitution that makes both lists the same, triangular; null where there is none.
 * @param first variables that are bound rather than others
 */
export function unify(
  left: readonly Term[],
  right: readonly Term[],
  first: ReadonlySet<number> = new Set(),
): Map<number, Term> | null {
  if (left.length !== right.length) return null;
  const by = new Map<number, Term>();
  const pairs: [Term, Term][] = left.map((each, i) => [each, at(right, i)]);
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    const [a, b] = [walk(pair[0], by), walk(pair[1], by)];
    if (a === b) continue;
    if (isVariable(a) && (!isVariable(b) || first.has(a) || !first.has(b))) {
      if (occurs(a, substitute(b, by))) return null;
      by.set(a, b);
    } else if (isVariable(b)) {
      if (occurs(b, substitute(a, by))) return null;
      by.set(b, a);
    } else {
      const [x, y] = [a as Applied, b];
      if (x.f !== y.f || x.args.length !== y.args.length) return null;
      x.args.forEach((each, i) => pairs.push([each, at(y.args, i)]));
    }
  }
  return by;
}

function walk(term: Term, by: Substitution): Term {
  let found = term;
  while (isVariable(found)) {
    const next = by.get(found);
    if (next === undefined) return found;
    found = next;
  }
  return found;
}

/** Binds variables of the pattern only. @returns false where it does not fit; `by` may be changed all the same */
export function match(pattern: Term, term: Term, by: Map<number, Term>): boolean {
  if (isVariable(pattern)) {
    const bound = by.get(pattern);
    if (bound === undefined) by.set(pattern, term);
    return bound === undefined || same(bound, term);
  }
  if (isVariable(term) || pattern.f !== term.f || pattern.args.length !== term.args.length) return false;
  return pattern.args.every((each, i) => match(each, at(term.args, i), by));
}

export function same(a: Term, b: Term): boolean {
  if (isVariable(a) || isVariable(b)) return a === b;
  return a.f === b.f && a.args.length === b.args.length && a.args.every((each, i) => same(each, at(b.args, i)));
}
