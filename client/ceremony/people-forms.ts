// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { Statement } from "#crypto/directory/index.ts";
import { choiceView, selectView } from "../design/field.ts";
import { groupNamesOf } from "./lacks.ts";
import { tidy } from "./names.ts";
import { formatNames } from "../design/format.ts";
import { SubjectForm, type Finished, type FormBasis } from "./subject-form.ts";

/** Somebody in the list: another name, or they go. */
export class MemberForm extends SubjectForm {
  readonly #id: string;
  readonly #was: string;
  readonly #groups: readonly string[];
  #name: string;
  #isLeaving: boolean;

  constructor(basis: FormBasis, id: string) {
    super(basis);
    const { view, draft } = basis;
    const nameIn = ({ members }: Statement): string => members.find((member) => member.id === id)?.name ?? id;
    this.#id = id;
    this.#was = nameIn(view.statement);
    this.#name = nameIn(draft.statement);
    this.#groups = groupNamesOf(view.statement, id);
    this.#isLeaving = draft.edits.some((edit) => edit.what === "leave" && edit.member === id);
  }

  get heading(): string {
    return this.#was;
  }

  get lead(): string {
    return this.#groups.length === 0
      ? msg(str`${this.#was} hoort bij geen team.`)
      : msg(str`${this.#was} hoort bij ${formatNames(this.#groups)}.`);
  }

  fields(): TemplateResult {
    return html`${choiceView<"stay" | "leave">({
      id: "stays",
      label: msg("Wat verandert er?"),
      options: [
        { value: "stay", label: msg("Alleen de naam") },
        {
          value: "leave",
          label: msg("Deze persoon gaat weg"),
          help: msg("Zijn of haar teams krijgen dan een nieuwe sleutel. Wat al geschreven is, blijft leesbaar."),
        },
      ],
      value: this.#isLeaving ? "leave" : "stay",
      onChoose: (value) => {
        this.#isLeaving = value === "leave";
        this.changed();
      },
    })}
    ${this.#isLeaving ? nothing : this.nameField(this.#name, (name) => (this.#name = name))}`;
  }

  protected read(): Finished {
    if (this.#isLeaving) return { edit: { what: "leave", member: this.#id } };
    const name = tidy(this.#name);
    return name === "" ? { problem: "name" } : { edit: { what: "rename", member: this.#id, name } };
  }
}

const MOST = 10;

/** In which order silence climbs: for every place one of the rungs, or none. */
export class LadderForm extends SubjectForm {
  readonly #rungs: Statement["rungs"];
  #places: readonly (string | null)[];

  constructor(basis: FormBasis) {
    super(basis);
    const { rungs, ladder } = basis.draft.statement;
    this.#rungs = rungs;
    const count = Math.min(MOST, rungs.length);
    this.#places = Array.from({ length: count }, (_, i) => ladder[i] ?? null);
  }

  get heading(): string {
    return msg("Volgorde bij stilte");
  }

  get lead(): string {
    return msg(
      "Kijkt niemand, of antwoordt niemand, dan gaat een signaal vanzelf omhoog. Eerst naar een trede die het voor zich houdt.",
    );
  }

  #problem(place: number): string | undefined {
    const id = this.#places[place];
    if (id === null || id === undefined) return undefined;
    if (this.#places.indexOf(id) < place) return msg("Deze trede staat er al.");
    const isFirst = this.#places.findIndex((each) => each !== null) === place;
    const isOpen = this.#rungs.find((rung) => rung.id === id)?.confidential === false;
    return isFirst && isOpen ? msg("De eerste trede moet voor zich houden wat daar komt.") : undefined;
  }

  fields(): TemplateResult {
    if (this.#rungs.length === 0)
      return html`<p>${msg("Er zijn nog geen treden. Maak er eerst een, of laat dit zo.")}</p>`;
    return html`${this.#places.map((value, place) =>
      selectView({
        id: `place-${place}`,
        label: msg(str`Trede ${place + 1}`),
        problem: this.isTried ? this.#problem(place) : undefined,
        options: this.#rungs.map(({ id, name }) => ({ value: id, label: name })),
        empty: msg("Geen"),
        value,
        onChoose: (id) => {
          this.#places = this.#places.with(place, id);
          this.changed();
        },
      }),
    )}`;
  }

  protected read(): Finished {
    const wrong = this.#places.findIndex((_, place) => this.#problem(place) !== undefined);
    if (wrong >= 0) return { problem: `place-${wrong}` };
    return { edit: { what: "ladder", rungs: this.#places.filter((id) => id !== null) } };
  }
}
