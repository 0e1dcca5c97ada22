// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Expression, FunctionDeclaration, Model, Pattern, Process, Rule } from "./syntax.ts";

// What ProVerif refuses before it begins: names that nobody declared, the wrong number of arguments, and terms of another type.

type Types = ReadonlyMap<string, string>;

/** @throws Error naming the first that does not fit */
export function requireTyped(model: Model): void {
  new TypeCheck(model).all();
}

class TypeCheck {
  readonly #model: Model;
  readonly #functions: ReadonlyMap<string, FunctionDeclaration>;
  readonly #global: Types;

  constructor(model: Model) {
    this.#model = model;
    this.#functions = new Map(model.functions.map((each) => [each.name, each]));
    this.#global = new Map([...model.names.map(({ name, type }) => [name, type] as const), ["true", "bool"]]);
  }

  all(): void {
    const { destructors, equations, queries, processes, main } = this.#model;
    for (const rule of [...destructors, ...equations]) this.#ruleType(rule);
    for (const query of queries) {
      const types = this.#with(query.variables.map(({ name, type }) => [name, type]));
      if (query.is === "secret") this.#typeOf(query.term, types);
      else for (const event of [query.begin, query.end]) this.#requireEvent(event, types);
    }
    for (const { parameters, body } of processes.values())
      this.#check(body, this.#with(parameters.map(({ name, type }) => [name, type])));
    this.#check(main, this.#global);
  }

  #with(more: readonly (readonly [string, string])[], types: Types = this.#global): Types {
    for (const [, type] of more) {
      if (!["bitstring", "bool", "channel", ...this.#model.types].includes(type)) throw new Error(`no type ${type}`);
    }
    return new Map([...types, ...more]);
  }

  #require(found: string, wanted: string, where: string): void {
    if (found !== wanted) throw new Error(`${where}: ${found} and not ${wanted}`);
  }

  #requireArguments(args: readonly Expression[], wanted: readonly string[], types: Types, where: string): void {
    if (args.length !== wanted.length) throw new Error(`${where}: ${wanted.length} arguments`);
    args.forEach((each, i) => this.#require(this.#typeOf(each, types), wanted[i] ?? "", where));
  }

  #requireEvent({ name, args }: Expression, types: Types): void {
    const event = this.#model.events.find((each) => each.name === name);
    if (event === undefined) throw new Error(`no event ${name}`);
    this.#requireArguments(args, event.types, types, name);
  }

  #ruleType({ variables, left, right }: Rule): { readonly args: readonly string[]; readonly result: string } {
    const types = this.#with(variables.map(({ name, type }) => [name, type]));
    return { args: left.args.map((each) => this.#typeOf(each, types)), result: this.#typeOf(right, types) };
  }

  #typeOf({ name, args }: Expression, types: Types): string {
    if (name === "tuple") {
      for (const each of args) this.#typeOf(each, types);
      return "bitstring";
    }
    if (name === "choice") {
      const [one = "", other = ""] = args.map((each) => this.#typeOf(each, types));
      this.#require(other, one, "choice");
      return one;
    }
    const rule = this.#model.destructors.find(({ left }) => left.name === name);
    const computed = rule === undefined ? this.#functions.get(name) : this.#ruleType(rule);
    const type = args.length === 0 ? types.get(name) : computed?.result;
    if (type === undefined) throw new Error(`nothing is declared as ${name}`);
    if (computed !== undefined)
      this.#requireArguments(args, "args" in computed ? computed.args : computed.types, types, name);
    return type;
  }

  /** @param type of what it is matched with; null where anything fits */
  #bind(pattern: Pattern, type: string, types: Types): Types {
    if (pattern.is === "variable") {
      if (pattern.type !== null && type !== "any") this.#require(type, pattern.type, pattern.name);
      const own = pattern.type ?? type;
      if (own === "any") throw new Error(`${pattern.name} has no type`);
      return this.#with([[pattern.name, own]], types);
    }
    if (pattern.is === "equal") {
      if (type !== "any") this.#require(this.#typeOf(pattern.to, types), type, "=");
      return types;
    }
    const parts = pattern.name === "tuple" ? pattern.args.map(() => "any") : this.#functions.get(pattern.name)?.types;
    if (parts?.length !== pattern.args.length) throw new Error(`${pattern.name} has other parts`);
    return pattern.args.reduce((all, each, i) => this.#bind(each, parts[i] ?? "any", all), types);
  }

  #check(process: Process, types: Types): void {
    switch (process.is) {
      case "nothing":
        return;
      case "parallel":
        for (const each of process.processes) this.#check(each, types);
        return;
      case "replicated":
        this.#check(process.process, types);
        return;
      case "new":
        this.#check(process.next, this.#with([[process.name, process.type]], types));
        return;
      case "in":
        this.#check(process.next, this.#bind(process.pattern, "any", types));
        return;
      case "let":
        this.#check(process.next, this.#bind(process.pattern, this.#typeOf(process.term, types), types));
        return;
      case "out":
        this.#typeOf(process.term, types);
        this.#check(process.next, types);
        return;
      case "if":
        this.#require(this.#typeOf(process.right, types), this.#typeOf(process.left, types), "if");
        this.#check(process.next, types);
        return;
      case "event":
        this.#requireEvent(process.event, types);
        this.#check(process.next, types);
        return;
      case "phase":
      case "sync":
        this.#check(process.next, types);
        return;
      case "call": {
        const wanted = this.#model.processes.get(process.name)?.parameters.map(({ type }) => type);
        if (wanted === undefined) throw new Error(`no process ${process.name}`);
        this.#requireArguments(process.args, wanted, types, process.name);
      }
    }
  }
}
