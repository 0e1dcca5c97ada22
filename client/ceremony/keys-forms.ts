// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import type { Statement } from "#crypto/directory/index.ts";
import { checkView, fieldView } from "../design/field.ts";
import { formatDate } from "../design/format.ts";
import { fingerprintView } from "../keys/fingerprint-view.ts";
import { typeInto } from "../design/typing.ts";
import { purposeName } from "./change-text.ts";
import { tidy } from "./names.ts";
import type { UnnamedToken } from "./shown.ts";
import { SubjectForm, type Finished, type FormBasis } from "./subject-form.ts";

type Witness = Statement["witnesses"][number];

/** Who vouches for the logs: those in the list, those that the board asks, and one to add by its key. */
export class WitnessesForm extends SubjectForm {
  readonly #offered: readonly Witness[];
  #chosen: readonly Witness[];
  #key = "";

  constructor(basis: FormBasis) {
    super(basis);
    const { draft, view } = basis;
    const known = [...view.statement.witnesses, ...view.witnesses];
    const more = draft.statement.witnesses.filter(({ key }) => !known.some((each) => each.key === key));
    this.#offered = [...known, ...more];
    this.#chosen = draft.statement.witnesses;
  }

  get heading(): string {
    return msg("Getuigen");
  }

  get lead(): string {
    return msg("Zij bewaken dat niemand de logboeken verandert. Er zijn er minstens twee nodig.");
  }

  /** As a witness publishes it: name, number and key, with a plus between them. */
  #hasKeyForm(): boolean {
    return /^[^\s+]{1,200}\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+$/.test(this.#key.trim());
  }

  #keyProblem(): string | undefined {
    return this.#key.trim() === "" || this.#hasKeyForm()
      ? undefined
      : msg("Dit is geen sleutel van een getuige. Plak de hele regel die de getuige gaf.");
  }

  fields(): TemplateResult {
    return html`<fieldset class="ts-block ts-measure">
        <legend class="ts-label">${msg("Wie getuige is")}</legend>
        <div class="ts-choice">
          ${this.#offered.map((witness, i) =>
            checkView({
              id: `witness-${i}`,
              label: witness.name,
              isChecked: this.#chosen.some(({ key }) => key === witness.key),
              onToggle: (isIn) => {
                const others = this.#chosen.filter(({ key }) => key !== witness.key);
                this.#chosen = isIn ? [...others, witness] : others;
                this.changed();
              },
            }),
          )}
        </div>
      </fieldset>
      ${fieldView({
        id: "witness-key",
        label: msg("Nog een getuige"),
        help: msg("Plak de regel met de sleutel die de getuige gaf."),
        problem: this.isTried ? this.#keyProblem() : undefined,
        rows: 3,
        value: this.#key,
        onInput: (typed, field) => {
          this.#key = typeInto(field, typed);
          this.changed();
        },
      })}`;
  }

  protected read(): Finished {
    if (this.#keyProblem() !== undefined) return { problem: "witness-key" };
    const key = this.#key.trim();
    const isKnown = this.#chosen.some((witness) => witness.key === key);
    const added = key === "" || isKnown ? [] : [{ name: tidy(key.split("+")[0] ?? "").slice(0, 120), key }];
    // In the order in which they stood: who is put back was never away.
    const chosen = this.#offered.filter((witness) => this.#chosen.some((each) => each.key === witness.key));
    return { edit: { what: "witnesses", witnesses: [...chosen, ...added] } };
  }
}

/** Keys of passes that whoever issues them put in the ledger: one counts from when it stands in the list. */
export class TokensForm extends SubjectForm {
  readonly #tokens: readonly UnnamedToken[];
  #chosen: ReadonlySet<string>;
  #document = "";

  constructor(basis: FormBasis) {
    super(basis);
    const { draft, view } = basis;
    this.#tokens = view.tokens;
    const edit = draft.edits.find((each) => each.what === "tokens");
    // What is there is there because somebody wants it: all, unless it was chosen otherwise before.
    this.#chosen = new Set(edit?.what === "tokens" ? edit.keys : view.tokens.map(({ hash }) => hash));
  }

  get heading(): string {
    return msg("Sleutels voor passen");
  }

  get lead(): string {
    return msg("Met een sleutel tekent men passen. Hij telt pas als hij in de lijst staat, en blijft er dan in.");
  }

  /** The one line of the two that are printed which is a document. */
  #tokenKey(): string | null {
    return (
      this.#document
        .split("\n")
        .map((line) => line.trim())
        .find((line) => line.startsWith("{") && line.includes('"token-key"')) ?? null
    );
  }

  #problem(): string | undefined {
    return this.#document.trim() === "" || this.#tokenKey() !== null
      ? undefined
      : msg("Dit is geen sleutel voor passen. Plak de hele regel die het programma gaf.");
  }

  #known(): TemplateResult {
    if (this.#tokens.length === 0)
      return html`<p>${msg("Er zijn geen nieuwe sleutels. Wie de passen uitgeeft, kan er een maken.")}</p>`;
    return html`<fieldset class="ts-block ts-measure">
      <legend class="ts-label">${msg("Nieuwe sleutels")}</legend>
      ${this.#tokens.map(
        ({ hash, purpose, from, until, words }, i) =>
          html`<div class="ts-choice ts-item">
            ${checkView({
              id: `token-${i}`,
              label: msg(str`Voor ${purposeName(purpose)}, van ${formatDate(from)} tot en met ${formatDate(until)}`),
              isChecked: this.#chosen.has(hash),
              onToggle: (isIn) => {
                const others = [...this.#chosen].filter((each) => each !== hash);
                this.#chosen = new Set(isIn ? [...others, hash] : others);
                this.changed();
              },
            })}
            ${fingerprintView(words, msg("Zes woorden van deze sleutel"))}
          </div>`,
      )}
    </fieldset>`;
  }

  fields(): TemplateResult {
    return html`${this.#known()}
    ${fieldView({
      id: "token-key",
      label: msg("Een sleutel die u kreeg"),
      help: msg("Van wie de passen uitgeeft. Plak de regel die het programma daar gaf."),
      problem: this.isTried ? this.#problem() : undefined,
      rows: 3,
      value: this.#document,
      onInput: (typed, field) => {
        this.#document = typeInto(field, typed);
        this.changed();
      },
    })}`;
  }

  protected read(): Finished {
    if (this.#problem() !== undefined) return { problem: "token-key" };
    const keys = this.#tokens.map(({ hash }) => hash).filter((hash) => this.#chosen.has(hash));
    const tokenKey = this.#tokenKey();
    return tokenKey === null ? { edit: { what: "tokens", keys } } : { tokenKey, keys };
  }
}
