// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import type { Statement } from "#crypto/directory/index.ts";
import { selectView } from "../design/field.ts";
import { formatNames } from "../design/format.ts";
import { language } from "../locales/locale.ts";
import { allGroupsOf, type Group } from "./changes-groups.ts";
import { tidy } from "./names.ts";
import { SubjectForm, type Finished, type FormBasis, type Removal } from "./subject-form.ts";

/** Somebody in the list: another name, or they go. */
export class MemberForm extends SubjectForm {
  readonly #id: string;
  readonly #was: string;
  readonly #groups: readonly Group[];
  readonly #people: Statement["members"];
  readonly #isLeaving: boolean;
  #name: string;

  constructor(basis: FormBasis, id: string) {
    super(basis);
    const { view, draft } = basis;
    const nameIn = ({ members }: Statement): string => members.find((member) => member.id === id)?.name ?? id;
    this.#id = id;
    this.#was = nameIn(view.statement);
    this.#name = draft.statement.members.find((member) => member.id === id)?.name ?? this.#was;
    this.#groups = allGroupsOf(view.statement).filter(({ members }) => members.includes(id));
    this.#people = view.statement.members;
    this.#isLeaving = draft.edits.some((edit) => edit.what === "leave" && edit.member === id);
  }

  get heading(): string {
    return this.#was;
  }

  get lead(): string {
    if (this.#isLeaving) return msg(str`${this.#was} vertrekt. Dat staat bij uw wijzigingen.`);
    return this.#groups.length === 0
      ? msg(str`${this.#was} hoort bij geen team.`)
      : msg(str`${this.#was} hoort bij ${formatNames(this.#groups.map(({ name }) => name))}.`);
  }

  fields(): TemplateResult {
    return this.nameField(this.#name, (name) => (this.#name = name));
  }

  #keyLine({ name, members }: Group): string {
    const staying = this.#people.filter((person) => person.id !== this.#id && members.includes(person.id));
    const names = new Intl.ListFormat(language(), { type: "disjunction" }).format(staying.map((person) => person.name));
    return staying.length === 0
      ? msg(str`In ${name} blijft dan niemand. Kies daar eerst iemand anders, of haal het uit de lijst.`)
      : msg(
          str`${name} krijgt een nieuwe sleutel. ${names} maakt die, op ‘Mijn sleutels’. Eerder kunt u niet tekenen.`,
        );
  }

  override removal(): Removal {
    const name = this.#was;
    // The same name as before changes nothing, and takes the place of the wish.
    if (this.#isLeaving)
      return {
        label: msg(str`Toch niet: ${name} blijft`),
        edit: { what: "rename", member: this.#id, name },
        about: null,
      };
    // Of a custodian there is one: without them there is none.
    const shared = this.#groups.filter(({ kind }) => kind !== "custodian");
    return {
      label: msg("Deze persoon vertrekt"),
      edit: { what: "leave", member: this.#id },
      about: {
        title: msg(str`Gaat ${name} weg?`),
        lines: [
          this.#groups.length === 0
            ? msg(str`${name} gaat uit de lijst.`)
            : msg(
                str`${name} gaat uit de lijst, en uit ${formatNames(this.#groups.map((group) => group.name))}. Dat gaat in één keer.`,
              ),
          ...shared.map((group) => this.#keyLine(group)),
          ...(shared.length === 0
            ? []
            : [
                msg(
                  str`Een lopend signaal blijft voor ${name} leesbaar tot de melder zelf weer iets stuurt. Wat daarna komt, leest ${name} niet.`,
                ),
              ]),
          msg(str`Wat ${name} schreef, blijft leesbaar.`),
        ],
      },
    };
  }

  protected read(): Finished {
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
