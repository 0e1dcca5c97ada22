// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

// What docs/model/*.pv uses of ProVerif's typed pi calculus (ProVerif 2.05, reference manual, appendix A), as a tree.

/** A name, or a function and what it is applied to; `tuple` and `choice` are functions too. */
export interface Expression {
  readonly name: string;
  readonly args: readonly Expression[];
}

export type Pattern =
  | { readonly is: "variable"; readonly name: string; readonly type: string | null }
  | { readonly is: "equal"; readonly to: Expression }
  | { readonly is: "function"; readonly name: string; readonly args: readonly Pattern[] };

export type Process =
  | { readonly is: "nothing" }
  | { readonly is: "parallel"; readonly processes: readonly Process[] }
  | { readonly is: "replicated"; readonly process: Process }
  | { readonly is: "new"; readonly name: string; readonly type: string; readonly next: Process }
  | { readonly is: "in"; readonly pattern: Pattern; readonly next: Process }
  | { readonly is: "out"; readonly term: Expression; readonly next: Process }
  | { readonly is: "let"; readonly pattern: Pattern; readonly term: Expression; readonly next: Process }
  | { readonly is: "if"; readonly left: Expression; readonly right: Expression; readonly next: Process }
  | { readonly is: "event"; readonly event: Expression; readonly next: Process }
  | { readonly is: "phase"; readonly phase: number; readonly next: Process }
  | { readonly is: "sync"; readonly next: Process }
  | { readonly is: "call"; readonly name: string; readonly args: readonly Expression[] };

export interface Parameter {
  readonly name: string;
  readonly type: string;
}

export interface Rule {
  readonly variables: readonly Parameter[];
  readonly left: Expression;
  readonly right: Expression;
}

export interface FunctionDeclaration {
  readonly name: string;
  readonly types: readonly string[];
  readonly result: string;
  readonly isData: boolean;
  readonly isPrivate: boolean;
}

export type Query =
  | { readonly is: "secret"; readonly term: Expression; readonly phase: number }
  | { readonly is: "correspondence"; readonly end: Expression; readonly begin: Expression };

export interface Model {
  readonly types: readonly string[];
  readonly names: readonly (Parameter & { readonly isPrivate: boolean })[];
  readonly functions: readonly FunctionDeclaration[];
  /** Rules of destructors; of several that exclude each other the first. */
  readonly destructors: readonly (Rule & { readonly isPrivate: boolean })[];
  readonly equations: readonly Rule[];
  readonly events: readonly FunctionDeclaration[];
  readonly queries: readonly (Query & { readonly variables: readonly Parameter[] })[];
  readonly processes: ReadonlyMap<string, { readonly parameters: readonly Parameter[]; readonly body: Process }>;
  readonly main: Process;
  /** Text of every comment. */
  readonly comments: readonly string[];
}
