// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { Statement } from "#crypto/directory/index.ts";
import { fieldView } from "../design/field.ts";
import { typeInto } from "../design/typing.ts";
import { withoutMarks } from "./names.ts";
import { SubjectForm, type Finished, type FormBasis } from "./subject-form.ts";

type Clause = Statement["clauses"][number];
const LONGEST = 2000;

/** The code: one field a clause. Signals cite a clause by its number, so that a number is never another's. */
export class ClausesForm extends SubjectForm {
  #clauses: readonly Clause[];
  readonly #taken: readonly string[];

  constructor(basis: FormBasis) {
    super(basis);
    this.#clauses = basis.draft.statement.clauses;
    this.#taken = [...basis.view.statement.clauses, ...this.#clauses].map(({ id }) => id);
  }

  get heading(): string {
    return msg("Gedragslijn");
  }

  get lead(): string {
    return msg("Wat u samen afsprak over tegenspraak. Iedereen kan het lezen.");
  }

  #set(clauses: readonly Clause[]): void {
    this.#clauses = clauses;
    this.changed();
  }

  #add(): void {
    const numbers = [...this.#taken, ...this.#clauses.map(({ id }) => id)].map(Number).filter(Number.isInteger);
    this.#set([...this.#clauses, { id: String(Math.max(0, ...numbers) + 1), text: "" }]);
  }

  #problem(text: string): string | undefined {
    if (text.trim() === "") return msg("Schrijf de afspraak op, of haal haar weg.");
    return text.length > LONGEST ? msg("Deze afspraak is te lang.") : undefined;
  }

  #field({ id, text }: Clause): TemplateResult {
    return html`<div class="ts-item">
      ${fieldView({
        id: `clause-${id}`,
        label: msg(str`Afspraak ${id}`),
        problem: this.isTried ? this.#problem(text) : undefined,
        rows: 3,
        value: text,
        onInput: (typed, field) => {
          const written = typeInto(field, typed);
          this.#set(this.#clauses.map((each) => (each.id === id ? { id, text: written } : each)));
        },
      })}
      <button
        type="button"
        class="ts-link ts-alone"
        @click=${() => this.#set(this.#clauses.filter((each) => each.id !== id))}
      >
        ${msg(str`Haal afspraak ${id} weg`)}
      </button>
    </div>`;
  }

  fields(): TemplateResult {
    return html`${this.#clauses.map((clause) => this.#field(clause))}
      ${this.#clauses.length === 0 ? html`<p class="ts-soft">${msg("Er staat nog geen afspraak in.")}</p>` : nothing}
      <div class="ts-actions ts-block">
        <button type="button" class="nl-button" @click=${() => this.#add()}>${msg("Nog een afspraak")}</button>
      </div>`;
  }

  protected read(): Finished {
    const wrong = this.#clauses.find(({ text }) => this.#problem(text) !== undefined);
    if (wrong !== undefined) return { problem: `clause-${wrong.id}` };
    return {
      edit: {
        what: "clauses",
        clauses: this.#clauses.map(({ id, text }) => ({ id, text: withoutMarks(text).trim() })),
      },
    };
  }
}
