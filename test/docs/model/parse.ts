// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Expression, FunctionDeclaration, Model, Parameter, Pattern, Process, Query, Rule } from "./syntax.ts";
import { Tokens } from "./tokens.ts";

/** @throws Error with the place of the first token that does not fit */
export function parseModel(text: string): Model {
  return new Parser(text).model();
}

class Parser extends Tokens {
  #type(): string {
    return this.skip("channel") ? "channel" : this.name();
  }

  /** `a, b: t, c: u` */
  #parameters(end: string): Parameter[] {
    const parameters: Parameter[] = [];
    while (!this.skip(end)) {
      const names = [this.name()];
      while (this.skip(",")) names.push(this.name());
      this.want(":");
      const type = this.#type();
      parameters.push(...names.map((name) => ({ name, type })));
      if (!this.skip(",") && this.peek() !== end) throw this.unexpected(end);
    }
    return parameters;
  }

  #expression(): Expression {
    if (this.skip("(")) {
      const args = this.list(")", () => this.#expression());
      const [only] = args;
      return args.length === 1 && only !== undefined ? only : { name: "tuple", args };
    }
    if (this.skip("choice")) {
      this.want("[");
      return { name: "choice", args: this.list("]", () => this.#expression()) };
    }
    const name = this.name();
    return { name, args: this.skip("(") ? this.list(")", () => this.#expression()) : [] };
  }

  #pattern(): Pattern {
    if (this.skip("=")) return { is: "equal", to: this.#expression() };
    if (this.skip("(")) return { is: "function", name: "tuple", args: this.list(")", () => this.#pattern()) };
    const name = this.name();
    if (this.skip("(")) return { is: "function", name, args: this.list(")", () => this.#pattern()) };
    return { is: "variable", name, type: this.skip(":") ? this.#type() : null };
  }

  #channel(): void {
    this.want("(");
    if (this.name() !== "c") throw new Error("the only channel is c, and everybody's");
    this.want(",");
  }

  #process(): Process {
    const processes = [this.#single()];
    while (this.skip("|")) processes.push(this.#single());
    const [only] = processes;
    return processes.length === 1 && only !== undefined ? only : { is: "parallel", processes };
  }

  /** What follows a semicolon goes on to the end, parallel processes included. */
  #rest(): Process {
    return this.skip(";") ? this.#process() : { is: "nothing" };
  }

  #single(): Process {
    if (this.skip("(")) {
      const process = this.#process();
      this.want(")");
      return process;
    }
    if (this.skip("!")) return { is: "replicated", process: this.#single() };
    if (this.skip("new")) {
      const name = this.name();
      this.want(":");
      return { is: "new", name, type: this.#type(), next: this.#rest() };
    }
    if (this.skip("in")) return this.#input();
    if (this.skip("out")) return this.#output();
    if (this.skip("let")) return this.#binding();
    if (this.skip("if")) return this.#condition();
    if (this.skip("event")) return { is: "event", event: this.#expression(), next: this.#rest() };
    if (this.skip("phase")) return { is: "phase", phase: Number(this.next()), next: this.#rest() };
    if (this.skip("sync")) {
      this.next();
      return { is: "sync", next: this.#rest() };
    }
    const { name, args } = this.#expression();
    return { is: "call", name, args };
  }

  #input(): Process {
    this.#channel();
    const pattern = this.#pattern();
    this.want(")");
    return { is: "in", pattern, next: this.#rest() };
  }

  #output(): Process {
    this.#channel();
    const term = this.#expression();
    this.want(")");
    return { is: "out", term, next: this.#rest() };
  }

  #binding(): Process {
    const pattern = this.#pattern();
    this.want("=");
    const term = this.#expression();
    this.want("in");
    return { is: "let", pattern, term, next: this.#process() };
  }

  #condition(): Process {
    const left = this.#expression();
    const right = this.skip("=") ? this.#expression() : { name: "true", args: [] };
    this.want("then");
    return { is: "if", left, right, next: this.#process() };
  }

  #option(name: string): boolean {
    if (this.peek() !== "[" || this.peek(1) !== name) return false;
    this.next();
    this.next();
    this.want("]");
    return true;
  }

  #rule(): Rule {
    const variables = this.skip("forall") ? this.#parameters(";") : [];
    const left = this.#expression();
    this.want("=");
    return { variables, left, right: this.#expression() };
  }

  #function(): FunctionDeclaration {
    const name = this.name();
    const types = this.skip("(") ? this.list(")", () => this.#type()) : [];
    const result = this.skip(":") ? this.#type() : "event";
    return { name, types, result, isData: this.#option("data"), isPrivate: this.#option("private") };
  }

  #query(): Query & { readonly variables: readonly Parameter[] } {
    const variables = this.peek(1) === ":" || this.peek(1) === "," ? this.#parameters(";") : [];
    if (this.skip("attacker")) {
      this.want("(");
      const term = this.#expression();
      this.want(")");
      return { is: "secret", variables, term, phase: this.skip("phase") ? Number(this.next()) : 0 };
    }
    const event = (): Expression => {
      this.want("event");
      return this.#expression();
    };
    const end = event();
    this.want("==>");
    return { is: "correspondence", variables, end, begin: event() };
  }

  model(): Model {
    const types: string[] = [];
    const names: Model["names"][number][] = [];
    const functions: FunctionDeclaration[] = [];
    const destructors: Model["destructors"][number][] = [];
    const equations: Rule[] = [];
    const events: FunctionDeclaration[] = [];
    const queries: Model["queries"][number][] = [];
    const processes = new Map<string, { parameters: readonly Parameter[]; body: Process }>();
    const declare: Readonly<Record<string, () => void>> = {
      type: () => types.push(this.name()),
      fun: () => {
        const declared = this.#function();
        // With rules of its own it is a destructor; `otherwise` says what it gives where the first does not fit.
        if (this.skip("reduc")) {
          destructors.push({ ...this.#rule(), isPrivate: declared.isPrivate });
          while (this.skip("otherwise")) this.#rule();
        } else functions.push(declared);
      },
      reduc: () => {
        const rule = this.#rule();
        destructors.push({ ...rule, isPrivate: this.#option("private") });
      },
      equation: () => equations.push(this.#rule()),
      event: () => events.push(this.#function()),
      query: () => queries.push(this.#query()),
      let: () => {
        const name = this.name();
        const parameters = this.skip("(") ? this.#parameters(")") : [];
        this.want("=");
        processes.set(name, { parameters, body: this.#process() });
      },
    };
    const declareNames = (): void => {
      const list = [this.name()];
      while (this.skip(",")) list.push(this.name());
      this.want(":");
      const type = this.#type();
      const isPrivate = this.#option("private");
      names.push(...list.map((name) => ({ name, type, isPrivate })));
    };
    while (!this.skip("process")) {
      const word = this.next();
      if (word === "free" || word === "const") declareNames();
      else {
        const declaration = declare[word];
        if (declaration === undefined) throw this.unexpected(`a declaration and not ${word}`);
        declaration();
      }
      this.want(".");
    }
    const main = this.#process();
    if (this.peek() !== "") throw this.unexpected("the end");
    const { comments } = this;
    return { types, names, functions, destructors, equations, events, queries, processes, main, comments };
  }
}
