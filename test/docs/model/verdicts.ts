// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { attackerClauses, choices, known } from "./attacker.ts";
import type { Clause } from "./clause.ts";
import { saturate, type Rewriting } from "./saturate.ts";
import type { Expression, Model, Process, Query } from "./syntax.ts";
import { apply, at, isVariable, match, type Term } from "./terms.ts";
import { Translation, type Barrier, type State } from "./translate.ts";

/** What a model asks, in words, and whether it could be proved. */
export interface Verdict {
  readonly question: string;
  readonly isProved: boolean;
}

function expressionsIn(value: unknown): Expression[] {
  if (typeof value !== "object" || value === null) return [];
  const inner = (value instanceof Map ? [...value.values()] : Object.values(value)).flatMap(expressionsIn);
  return "name" in value && "args" in value ? [value as Expression, ...inner] : inner;
}

function rewritingOf(model: Model): Rewriting {
  const toPattern = (variables: ReadonlyMap<string, number>, { name, args }: Expression): Term =>
    variables.get(name) ?? apply(name, ...args.map((each) => toPattern(variables, each)));
  const redexes = model.equations.map(({ variables, left }) =>
    toPattern(new Map(variables.map(({ name }, i) => [name, -1 - i])), left),
  );
  const isNormal = (term: Term): boolean =>
    isVariable(term) || (!redexes.some((redex) => match(redex, term, new Map())) && term.args.every(isNormal));
  const data = new Set(["tuple", ...model.functions.filter(({ isData }) => isData).map(({ name }) => name)]);
  return { data, isNormal };
}

function tuplesIn(model: Model): number[] {
  return [
    ...new Set(
      expressionsIn([model.main, model.processes])
        .filter(({ name }) => name === "tuple")
        .map(({ args }) => args.length),
    ),
  ];
}

/** @throws Error where there is no end to what an attacker can try */
export function verdictsOf(model: Model): Verdict[] {
  const isTwoWorlds = expressionsIn([model.main, model.processes]).some(({ name }) => name === "choice");
  return isTwoWorlds ? [equivalence(model)] : model.queries.map((query) => answer(model, query));
}

function translated(model: Model, worlds: number): Translation {
  const translation = new Translation(model, worlds);
  translation.run(model.main, translation.start(), "");
  return translation;
}

function consequences(
  model: Model,
  worlds: number,
  { clauses, lastPhase }: Translation,
  more: readonly Clause[] = [],
): Clause[] {
  const attacker = attackerClauses(model, worlds, tuplesIn(model), lastPhase + 1);
  return saturate([...attacker, ...clauses, ...more], rewritingOf(model));
}

const text = ({ name, args }: Expression): string =>
  args.length === 0 ? name : `${name}(${args.map(text).join(", ")})`;

function answer(model: Model, query: Query): Verdict {
  const translation = translated(model, 1);
  if (query.is === "secret") {
    const goal: Clause = {
      from: [known(query.phase, [apply(query.term.name)])],
      to: { predicate: "goal", terms: [] },
      differences: [],
    };
    const isKnown = consequences(model, 1, translation, [goal]).some(({ to }) => to.predicate === "goal");
    return { question: `${text(query.term)} is secret in phase ${query.phase}`, isProved: !isKnown };
  }
  const ends = consequences(model, 1, translation).filter(({ to }) => to.predicate === `end ${query.end.name}`);
  const isProved = ends.every((clause) => followsFrom(query, clause));
  return { question: `${text(query.end)} only after ${text(query.begin)}`, isProved };
}

/** The arguments of both are names of the query's variables. */
function followsFrom({ end, begin }: Query & { readonly is: "correspondence" }, { from, to }: Clause): boolean {
  const values = new Map(end.args.map(({ name }, i) => [name, at(to.terms, i)]));
  const wanted = begin.args.map(({ name }, i) => values.get(name) ?? -1 - i);
  return from.some(({ predicate, terms }) => {
    const by = new Map<number, Term>();
    return (
      predicate === `begin ${begin.name}` &&
      wanted.every((term, i) => (isVariable(term) && term < 0) || sameAs(term, at(terms, i), by))
    );
  });
}

const sameAs = (a: Term, b: Term, by: Map<number, Term>): boolean =>
  match(a, b, by) && [...by].every(([variable, term]) => variable === term);

/** Of what waits at a barrier, the order in the second world may be any. */
function equivalence(model: Model): Verdict {
  const translation = translated(model, 2);
  const barriers = [...translation.barriers.values()];
  const isProved = orders(barriers).some((order) => {
    const further = translated(model, 2);
    barriers.forEach(({ path, next }, i) => {
      for (const states of choices(barriers.map((barrier) => barrier.states)))
        further.run(next, together(states, i, order[i] ?? i), `${path} with ${order[i] ?? i}`);
    });
    return !consequences(model, 2, further).some(({ to }) => to.predicate === "bad");
  });
  return { question: "both worlds look the same", isProved };
}

/** Everybody is there; one goes on as the one in the first world and as the other in the second. */
function together(states: readonly State[], first: number, second: number): State {
  const [one, other] = [at(states, first), at(states, second)];
  const pair = (a: readonly Term[], b: readonly Term[]): Term[] => [at(a, 0), at(b, 1)];
  return {
    values: new Map([...one.values].map(([name, terms]) => [name, pair(terms, other.values.get(name) ?? terms)])),
    from: states.flatMap(({ from }) => from),
    differences: states.flatMap(({ differences }) => differences),
    heard: [one.heard[0] ?? [], other.heard[1] ?? []],
    phase: one.phase,
  };
}

/** Only those who go on in the same way change places. */
function orders(barriers: readonly Barrier[]): number[][] {
  const rest = (taken: readonly number[]): number[][] => {
    if (taken.length === barriers.length) return [[...taken]];
    const next: Process | undefined = barriers[taken.length]?.next;
    return barriers.flatMap((barrier, i) => (taken.includes(i) || barrier.next !== next ? [] : rest([...taken, i])));
  };
  return rest([]);
}
