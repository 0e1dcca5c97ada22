// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Clause } from "./clause.ts";
import type { Expression, Model, Rule } from "./syntax.ts";
import { apply, at, freshVariable, type Difference, type Fact, type Term } from "./terms.ts";

// What the attacker can do with what they have, in one world or in two at once (Blanchet, Abadi and Fournet, 2008): the fact
// attacker(x, y) says that they can have x in the one by the same steps with which they have y in the other.

export const known = (phase: number, terms: readonly Term[]): Fact => ({ predicate: `attacker${phase}`, terms });
export const BAD: Fact = { predicate: "bad", terms: [] };

/** A rule with variables of its own. */
export interface Instance {
  readonly left: readonly Term[];
  readonly right: Term;
  readonly fresh: ReadonlySet<number>;
}

export function instanceOf({ variables, left, right }: Rule): Instance {
  const bound = new Map(variables.map(({ name }) => [name, freshVariable()]));
  const termOf = ({ name, args }: Expression): Term => bound.get(name) ?? apply(name, ...args.map(termOf));
  return { left: left.args.map(termOf), right: termOf(right), fresh: new Set(bound.values()) };
}

/** Every way to compute a function by its rules. One with an equation also stands as it is where no rule fits. */
export function instancesOf(name: string, { destructors, equations }: Model): Instance[] {
  return [...destructors, ...equations].filter(({ left }) => left.name === name).map(instanceOf);
}

/** Nowhere do they fit: the same as that computing it fails. */
export const failing = (instances: readonly Instance[], args: readonly Term[]): Difference[] =>
  instances.map(({ fresh, left }) => ({ any: fresh, left: args, right: left }));

const zip = (left: readonly Term[], right: readonly Term[]): Term[][] => left.map((term, i) => [term, at(right, i)]);

/** One list of instances a world: each way to choose. */
export function choices<T>(lists: readonly (readonly T[])[]): T[][] {
  return lists.reduce<T[][]>((all, list) => all.flatMap((way) => list.map((each) => [...way, each])), [[]]);
}

/** Where a rule fits in both worlds, what it gives; where it fits in one, they come apart: more than an attacker sees of an equation. */
function computing(name: string, model: Model, worlds: number, phase: number): Clause[] {
  const arity = model.functions.find((each) => each.name === name)?.types.length;
  const standing = (): Instance[] => {
    const args = Array.from({ length: arity ?? 0 }, freshVariable);
    return [{ left: args, right: apply(name, ...args), fresh: new Set(args) }];
  };
  const ways = choices(Array.from({ length: worlds }, () => instancesOf(name, model)));
  if (arity !== undefined) ways.push(...choices(Array.from({ length: worlds }, standing)));
  const made = ways.map((way): Clause => {
    const args = (way[0]?.left ?? []).map((_, i) => way.map(({ left }) => at(left, i)));
    return {
      from: args.map((terms) => known(phase, terms)),
      to: known(
        phase,
        way.map(({ right }) => right),
      ),
      differences: [],
    };
  });
  return worlds === 1 ? made : [...made, ...comingApart(instancesOf(name, model), instancesOf(name, model), phase)];
}

/** It can be computed in one world and not in the other. */
function comingApart(instances: readonly Instance[], others: readonly Instance[], phase: number): Clause[] {
  return instances.flatMap(({ left }) => {
    const args = left.map(freshVariable);
    const differences = failing(others, args);
    return [zip(left, args), zip(args, left)].map((pairs) => ({
      from: pairs.map((pair) => known(phase, pair)),
      to: BAD,
      differences,
    }));
  });
}

/** The same in one world, and not in the other. */
function comparing(phase: number): Clause[] {
  const [x, y, z] = [freshVariable(), freshVariable(), freshVariable()];
  const differences = [{ any: new Set<number>(), left: [y], right: [z] }];
  return [
    { from: [known(phase, [x, y]), known(phase, [x, z])], to: BAD, differences },
    { from: [known(phase, [y, x]), known(phase, [z, x])], to: BAD, differences },
  ];
}

function takingApart(name: string, arity: number, phase: number): Clause[] {
  const instance = (): Instance => {
    const args = Array.from({ length: arity }, freshVariable);
    return { left: [apply(name, ...args)], right: apply("true"), fresh: new Set(args) };
  };
  return comingApart([instance()], [instance()], phase);
}

/** @param tuples how many parts tuples have here @param phases one more than the last */
export function attackerClauses(model: Model, worlds: number, tuples: readonly number[], phases: number): Clause[] {
  const every = <T>(value: T): T[] => Array.from({ length: worlds }, () => value);
  const clauses: Clause[] = [];
  const data = model.functions.filter(({ isData }) => isData).map(({ name, types }) => [name, types.length] as const);
  const constructed = [...data, ...tuples.map((arity) => ["tuple", arity] as const)];
  for (let phase = 0; phase < phases; phase++) {
    const names = model.names.filter(({ isPrivate }) => !isPrivate).map(({ name }) => apply(name));
    const own = apply("own", freshVariable());
    for (const term of [...names, own, apply("true")])
      clauses.push({ from: [], to: known(phase, every(term)), differences: [] });
    const computed = [
      ...model.functions,
      ...model.destructors.map(({ left, isPrivate }) => ({ name: left.name, isPrivate })),
    ];
    for (const name of new Set(computed.filter(({ isPrivate }) => !isPrivate).map((each) => each.name)))
      clauses.push(...computing(name, model, worlds, phase));
    for (const arity of tuples) {
      const args = Array.from({ length: arity }, () => Array.from({ length: worlds }, freshVariable));
      const whole = every(0).map((_, world) => apply("tuple", ...args.map((terms) => at(terms, world))));
      clauses.push({ from: args.map((terms) => known(phase, terms)), to: known(phase, whole), differences: [] });
    }
    if (worlds === 2) {
      clauses.push(...comparing(phase));
      for (const [name, arity] of constructed) clauses.push(...takingApart(name, arity, phase));
    }
    const anything = Array.from({ length: worlds }, freshVariable);
    if (phase > 0) clauses.push({ from: [known(phase - 1, anything)], to: known(phase, anything), differences: [] });
  }
  return clauses;
}
