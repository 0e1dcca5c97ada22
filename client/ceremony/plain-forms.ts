// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import type { Statement } from "#crypto/directory/index.ts";
import { fieldView, numberView } from "../design/field.ts";
import { typeInto } from "../design/typing.ts";
import type { NameList } from "./edits.ts";
import { tidy } from "./names.ts";
import { SubjectForm, type Finished, type FormBasis } from "./subject-form.ts";

// Forms of a few fields: the organisation's name, terms, lists of names.

export class OrganisationForm extends SubjectForm {
  #name: string;
  #relay: string;

  constructor(basis: FormBasis) {
    super(basis);
    ({ organisation: this.#name, relay: this.#relay } = basis.draft.statement);
  }

  get heading(): string {
    return msg("Naam en adres");
  }

  get lead(): string {
    return msg("Zoals iedereen het ziet die hier een signaal geeft.");
  }

  fields(): TemplateResult {
    const hasAddress = /^https?:\/\/[^/\s]+$/.test(this.#relay);
    return html`${fieldView({
      id: "organisation",
      label: msg("Naam van de organisatie"),
      problem: this.isTried && tidy(this.#name) === "" ? msg("Vul de naam in.") : undefined,
      rows: 1,
      value: this.#name,
      onInput: (typed, field) => {
        this.#name = typeInto(field, typed);
        this.changed();
      },
    })}
    ${fieldView({
      id: "relay",
      label: msg("Adres van de pagina voor signalen"),
      help: msg("Begint met https://. Wie de server beheert, kent het."),
      problem: this.isTried && !hasAddress ? msg("Vul een adres in als https://tegenspraak.voorbeeld.nl.") : undefined,
      rows: 1,
      value: this.#relay,
      onInput: (typed, field) => {
        this.#relay = typeInto(field, typed).trim();
        this.changed();
      },
    })}`;
  }

  protected read(): Finished {
    const name = tidy(this.#name);
    if (name === "") return { problem: "organisation" };
    if (!/^https?:\/\/[^/\s]+$/.test(this.#relay)) return { problem: "relay" };
    return { edit: { what: "organisation", name, relay: this.#relay } };
  }
}

type Terms = Statement["terms"];
const TERMS = ["seen", "silence", "answer"] as const;

export class TermsForm extends SubjectForm {
  #typed: Readonly<Record<keyof Terms, string>>;

  constructor(basis: FormBasis) {
    super(basis);
    const { seen, silence, answer } = basis.draft.statement.terms;
    this.#typed = { seen: String(seen), silence: String(silence), answer: String(answer) };
  }

  get heading(): string {
    return msg("Termijnen");
  }

  get lead(): string {
    return msg("In werkdagen. Ze lopen op: eerst gezien, dan stilte, dan antwoord.");
  }

  #label(term: keyof Terms): string {
    switch (term) {
      case "seen":
        return msg("Gezien binnen");
      case "silence":
        return msg("Stilte gaat omhoog na");
      case "answer":
        return msg("Antwoord binnen");
    }
  }

  #count(term: keyof Terms): number | null {
    const typed = this.#typed[term].trim();
    const count = /^\d{1,2}$/.test(typed) ? Number(typed) : 0;
    return count >= 1 && count <= 60 ? count : null;
  }

  #problem(term: keyof Terms): string | undefined {
    const count = this.#count(term);
    if (count === null) return msg("Vul een getal in van 1 tot 60.");
    const before = term === "seen" ? null : this.#count(term === "silence" ? "seen" : "silence");
    return before !== null && count < before ? msg("Dit is korter dan de termijn hierboven.") : undefined;
  }

  fields(): TemplateResult {
    return html`${TERMS.map((term) =>
      numberView({
        id: `term-${term}`,
        label: this.#label(term),
        problem: this.isTried ? this.#problem(term) : undefined,
        value: this.#typed[term],
        onInput: (typed) => {
          this.#typed = { ...this.#typed, [term]: typed };
          this.changed();
        },
      }),
    )}`;
  }

  protected read(): Finished {
    const wrong = TERMS.find((term) => this.#problem(term) !== undefined);
    if (wrong !== undefined) return { problem: `term-${wrong}` };
    const [seen = 0, silence = 0, answer = 0] = TERMS.map((term) => this.#count(term) ?? 0);
    return { edit: { what: "terms", terms: { seen, silence, answer } } };
  }
}

const LONGEST = 120;
const MOST: Readonly<Record<NameList, number>> = { units: 200, themes: 50 };

/** Names, a line each. */
export class NamesForm extends SubjectForm {
  readonly #list: NameList;
  #text: string;

  constructor(basis: FormBasis, list: NameList) {
    super(basis);
    this.#list = list;
    this.#text = basis.draft.statement[list].join("\n");
  }

  get heading(): string {
    return this.#list === "units" ? msg("Onderdelen") : msg("Thema’s");
  }

  get lead(): string {
    return this.#list === "units"
      ? msg("Delen van de organisatie, niet te klein. Wie een signaal geeft, kan er een noemen.")
      : msg("Waar signalen over gaan. Daarmee worden ze later geteld.");
  }

  #names(): string[] {
    return [...new Set(this.#text.split("\n").map(tidy))].filter((name) => name !== "");
  }

  #problem(): string | undefined {
    const names = this.#names();
    if (names.some(({ length }) => length > LONGEST)) return msg("Een van de namen is te lang.");
    return names.length > MOST[this.#list] ? msg("Dit zijn te veel namen.") : undefined;
  }

  fields(): TemplateResult {
    return fieldView({
      id: "names",
      label: this.heading,
      help: msg("Op elke regel één."),
      problem: this.isTried ? this.#problem() : undefined,
      rows: 6,
      value: this.#text,
      onInput: (typed, field) => {
        this.#text = typeInto(field, typed);
        this.changed();
      },
    });
  }

  protected read(): Finished {
    if (this.#problem() !== undefined) return { problem: "names" };
    return { edit: { what: this.#list, names: this.#names() } };
  }
}
