// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { BAD, choices, failing, instancesOf, known, type Instance } from "./attacker.ts";
import { substituteDifference, substituteFact, type Clause } from "./clause.ts";
import type { Expression, Model, Pattern, Process } from "./syntax.ts";
import {
  apply,
  at,
  freshVariable,
  substitute,
  unify,
  type Difference,
  type Fact,
  type Substitution,
  type Term,
} from "./terms.ts";

// Processes as clauses: what somebody says follows from what they heard before. A name that is new is a function of that, as in
// ProVerif, so that two names of one run are never taken for each other.

/** What is known where a process stands; everything that has a value has one a world. */
export interface State {
  readonly values: ReadonlyMap<string, readonly Term[]>;
  readonly from: readonly Fact[];
  readonly differences: readonly Difference[];
  /** What a new name depends on, a list a world. */
  readonly heard: readonly (readonly Term[])[];
  readonly phase: number;
}

/** A process that waits until all others that wait are there too. */
export interface Barrier {
  readonly states: readonly State[];
  readonly path: string;
  readonly next: Process;
}

/** One way in which an expression comes to a value in one world. */
interface Way extends Instance {
  readonly args: readonly Term[];
  readonly bound: ReadonlyMap<string, Term>;
  /** Of each equation that it comes past, whether it stands as it is. Worlds in which that is different come apart. */
  readonly standing: string;
}

function substituteState(state: State, by: Substitution): State {
  const all = (terms: readonly Term[]): Term[] => terms.map((term) => substitute(term, by));
  return {
    values: new Map([...state.values].map(([name, terms]) => [name, all(terms)])),
    from: state.from.map((fact) => substituteFact(fact, by)),
    differences: state.differences.map((each) => substituteDifference(each, by)),
    heard: state.heard.map(all),
    phase: state.phase,
  };
}

export class Translation {
  readonly #model: Model;
  readonly #worlds: number;
  readonly clauses: Clause[] = [];
  readonly barriers = new Map<string, Barrier>();
  lastPhase = 0;

  constructor(model: Model, worlds: number) {
    this.#model = model;
    this.#worlds = worlds;
  }

  start(): State {
    const heard = Array.from({ length: this.#worlds }, () => []);
    return { values: new Map(), from: [], differences: [], heard, phase: 0 };
  }

  /** @param path where it stands, which is the same each time it is come to */
  run(process: Process, state: State, path: string): void {
    switch (process.is) {
      case "nothing":
        return;
      case "parallel":
        process.processes.forEach((each, i) => this.run(each, state, `${path}.${i}`));
        return;
      case "replicated":
        this.run(process.process, this.#heard(state, this.#every(freshVariable())), `${path}!`);
        return;
      case "new": {
        const terms = state.heard.map((heard) => apply(`new ${process.name} ${path}`, ...heard));
        this.run(process.next, withValues(state, [[process.name, terms]]), `${path};`);
        return;
      }
      case "in": {
        const terms = this.#every(0).map(freshVariable);
        const heard = this.#heard({ ...state, from: [...state.from, known(state.phase, terms)] }, terms);
        const value = { name: "", args: [] };
        for (const each of this.#bind(process.pattern, value, withValues(heard, [["", terms]])))
          this.run(process.next, each, `${path};`);
        return;
      }
      case "let":
        for (const each of this.#bind(process.pattern, process.term, state)) this.run(process.next, each, `${path};`);
        return;
      case "if":
        for (const each of this.#bind({ is: "equal", to: process.right }, process.left, state))
          this.run(process.next, each, `${path};`);
        return;
      case "out":
        for (const each of this.#bind({ is: "variable", name: "said", type: null }, process.term, state)) {
          this.#conclude(each, known(each.phase, each.values.get("said") ?? []));
          this.run(process.next, state, `${path};`);
        }
        return;
      case "event":
        this.run(process.next, this.#happen(process.event, state), `${path};`);
        return;
      case "phase":
        this.lastPhase = Math.max(this.lastPhase, process.phase);
        this.run(process.next, { ...state, phase: process.phase }, `${path};`);
        return;
      case "sync": {
        const states = [...(this.barriers.get(path)?.states ?? []), state];
        this.barriers.set(path, { states, path, next: process.next });
        return;
      }
      case "call": {
        const called = this.#model.processes.get(process.name);
        if (called === undefined) throw new Error(`no process ${process.name}`);
        const values = called.parameters.map(({ name }, i): [string, Term[]] => [
          name,
          this.#plain(process.args[i], state),
        ]);
        this.run(called.body, { ...state, values: new Map(values) }, `${path}/${process.name}`);
        return;
      }
    }
  }

  #every<T>(value: T): T[] {
    return Array.from({ length: this.#worlds }, () => value);
  }

  #heard(state: State, terms: readonly Term[]): State {
    return { ...state, heard: state.heard.map((heard, world) => [...heard, at(terms, world)]) };
  }

  #conclude({ from, differences }: State, to: Fact): void {
    this.clauses.push({ from, to, differences });
  }

  #happen({ name, args }: Expression, state: State): State {
    const fact = (predicate: string): Fact => ({
      predicate: `${predicate} ${name}`,
      terms: args.flatMap((each) => this.#plain(each, state)),
    });
    const asked = this.#model.queries.flatMap((query) => (query.is === "correspondence" ? [query] : []));
    if (asked.some(({ end }) => end.name === name)) this.#conclude(state, fact("end"));
    return asked.some(({ begin }) => begin.name === name) ? { ...state, from: [...state.from, fact("begin")] } : state;
  }

  /** Where nothing has to be computed: a value for each world. */
  #plain(expression: Expression | undefined, state: State): Term[] {
    if (expression === undefined) throw new Error("too few arguments");
    return this.#every(0).map((_, world) => {
      const [way, ...others] = this.#ways(expression, world, state);
      if (way === undefined || others.length > 0 || way.args.length > 0)
        throw new Error(`${expression.name} is computed here`);
      return way.right;
    });
  }

  /** All that an expression can come to in one world, and under which conditions. */
  #ways({ name, args }: Expression, world: number, state: State): Way[] {
    if (name === "choice") return this.#ways(at(args, world), world, state);
    const value = args.length === 0 ? state.values.get(name)?.[world] : undefined;
    if (value !== undefined)
      return [{ args: [], left: [], right: value, fresh: new Set(), bound: new Map(), standing: "" }];
    const { equations } = this.#model;
    const isEquation = equations.some(({ left }) => left.name === name);
    return choices(args.map((each) => this.#ways(each, world, state))).flatMap((inner): Way[] => {
      const terms = inner.map(({ right }) => right);
      const rules = instancesOf(name, this.#model).map((rule) => ({
        ...rule,
        args: terms,
        standing: isEquation ? "n" : "",
      }));
      const plain = {
        args: [],
        left: [],
        right: apply(name, ...terms),
        fresh: new Set<number>(),
        standing: isEquation ? "y" : "",
      };
      const own = rules.length === 0 ? [plain] : isEquation ? [...rules, plain] : rules;
      return own.map((way) => ({
        args: [...inner.flatMap((each) => each.args), ...way.args],
        left: [...inner.flatMap((each) => each.left), ...way.left],
        right: way.right,
        fresh: inner.reduce<ReadonlySet<number>>((all, each) => new Set([...all, ...each.fresh]), way.fresh),
        bound: new Map(),
        standing: [...inner.map(({ standing }) => standing), way.standing].join(""),
      }));
    });
  }

  #matching(pattern: Pattern, value: Term, way: Way, world: number, state: State): Way {
    switch (pattern.is) {
      case "variable":
        return { ...way, bound: new Map([...way.bound, [pattern.name, value]]) };
      case "equal": {
        const [to] = this.#ways(pattern.to, world, state);
        if (to === undefined || to.args.length > 0) throw new Error("compared with something that is computed");
        return { ...way, args: [...way.args, value], left: [...way.left, to.right] };
      }
      case "function": {
        const parts = pattern.args.map(freshVariable);
        const whole = apply(pattern.name, ...parts);
        const taken = {
          ...way,
          args: [...way.args, value],
          left: [...way.left, whole],
          fresh: new Set([...way.fresh, ...parts]),
        };
        return pattern.args.reduce<Way>((all, each, i) => this.#matching(each, at(parts, i), all, world, state), taken);
      }
    }
  }

  /** Every state in which it comes to a value that fits; where it does in one world only, the worlds come apart. */
  #bind(pattern: Pattern, term: Expression, state: State): State[] {
    const ways = this.#every(0).map((_, world) =>
      this.#ways(term, world, state).map((way) => this.#matching(pattern, way.right, way, world, state)),
    );
    const [one = [], other] = ways;
    if (other !== undefined) {
      for (const way of one) this.#comeApart(way, other, state);
      for (const way of other) this.#comeApart(way, one, state);
    }
    return choices(ways).flatMap((chosen) => {
      if (new Set(chosen.map(({ standing }) => standing)).size > 1) return [];
      const by = unify(
        chosen.flatMap(({ args }) => args),
        chosen.flatMap(({ left }) => left),
      );
      if (by === null) return [];
      const names = [...(chosen[0]?.bound.keys() ?? [])];
      const values = names.map((name): [string, Term[]] => [
        name,
        chosen.map(({ bound }) => bound.get(name) ?? apply(name)),
      ]);
      return [substituteState(withValues(state, values), by)];
    });
  }

  #comeApart({ args, left, standing }: Way, all: readonly Way[], state: State): void {
    const by = unify(args, left);
    if (by === null) return;
    const others = all.filter((other) => other.standing === standing);
    const differences = [...state.differences, ...others.flatMap((other) => failing([other], other.args))];
    const apart = substituteState({ ...state, differences }, by);
    this.#conclude(apart, BAD);
  }
}

function withValues(state: State, values: readonly (readonly [string, readonly Term[]])[]): State {
  return { ...state, values: new Map([...state.values, ...values]) };
}
