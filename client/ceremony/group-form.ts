// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { Statement } from "#crypto/directory/index.ts";
import { checkView, choiceView, selectView } from "../design/field.ts";
import type { GroupKind } from "./change.ts";
import { allGroupsOf } from "./changes-groups.ts";
import { groupIdentifier, tidy } from "./names.ts";
import type { ShownOffer } from "./shown.ts";
import { SubjectForm, type Finished, type FormBasis, type Removal } from "./subject-form.ts";

/** One team, rung or maker of cards: its name and its people. */
export class GroupForm extends SubjectForm {
  readonly #kind: GroupKind;
  /** Null for a new one. */
  readonly #id: string | null;
  readonly #taken: readonly string[];
  readonly #people: Statement["members"];
  /** Of its next key; null where nobody made one. */
  readonly #offer: ShownOffer | null;
  #name = "";
  #members: readonly string[] = [];
  #isConfidential = true;
  #isRenewed = false;

  /** @param id null for a new one */
  constructor(basis: FormBasis, kind: GroupKind, id: string | null) {
    super(basis);
    const { draft, view } = basis;
    const groups = allGroupsOf(draft.statement);
    const group = groups.find((each) => each.id === id);
    this.#kind = kind;
    this.#id = id;
    this.#taken = [...groups, ...allGroupsOf(view.statement)].map((each) => each.id);
    this.#people = draft.statement.members;
    this.#offer = view.offers.find((offer) => offer.group === id) ?? null;
    if (group !== undefined) {
      this.#name = group.name;
      this.#members = group.members;
      this.#isConfidential = group.isConfidential;
    }
    this.#isRenewed = draft.edits.some((edit) => edit.what === "group" && edit.id === id && edit.isRenewed);
  }

  get heading(): string {
    if (this.#id !== null) return this.#name;
    switch (this.#kind) {
      case "team":
        return msg("Nieuw team");
      case "rung":
        return msg("Nieuwe trede");
      case "custodian":
        return msg("Wie kaarten maakt");
    }
  }

  get lead(): string {
    switch (this.#kind) {
      case "team":
        return msg("Twee tot vier mensen die samen signalen lezen. Iedereen zit in één team.");
      case "rung":
        return msg("Waar een signaal heen gaat als een team niet verder komt. Een tot acht mensen.");
      case "custodian":
        return msg("Eén persoon van de ondernemingsraad, die de papieren kaarten maakt.");
    }
  }

  #choose(id: string, isIn: boolean): void {
    this.#members = isIn ? [...this.#members, id] : this.#members.filter((member) => member !== id);
    this.changed();
  }

  #peopleProblem(): string | undefined {
    const count = this.#members.length;
    switch (this.#kind) {
      case "team":
        return count < 2 || count > 4 ? msg("Kies twee tot vier mensen.") : undefined;
      case "rung":
        return count < 1 || count > 8 ? msg("Kies een tot acht mensen.") : undefined;
      case "custodian":
        return count === 1 ? undefined : msg("Kies iemand.");
    }
  }

  #peopleField(): TemplateResult {
    const problem = this.isTried ? this.#peopleProblem() : undefined;
    if (this.#kind === "custodian") {
      return selectView({
        id: "people",
        label: msg("Wie"),
        problem,
        options: this.#people.map(({ id, name }) => ({ value: id, label: name })),
        empty: msg("Kies iemand"),
        value: this.#members[0] ?? null,
        onChoose: (id) => {
          this.#members = id === null ? [] : [id];
          this.changed();
        },
      });
    }
    return html`<fieldset
      class="ts-block ts-measure"
      aria-describedby=${problem === undefined ? nothing : "people-problem"}
    >
      <legend class="ts-label">${msg("Mensen")}</legend>
      <div class="ts-choice" id="people" tabindex="-1">
        ${this.#people.map(({ id, name }) =>
          checkView({
            id: `person-${id}`,
            label: name,
            isChecked: this.#members.includes(id),
            onToggle: (isIn) => this.#choose(id, isIn),
          }),
        )}
      </div>
      ${problem === undefined ? nothing : html`<p class="ts-error" id="people-problem">${problem}</p>`}
    </fieldset>`;
  }

  #confidentialField(): TemplateResult {
    return choiceView<"yes" | "no">({
      id: "confidential",
      label: msg("Houdt deze trede voor zich wat daar komt?"),
      help: msg("Alleen zo’n trede kan de eerste zijn die stilte bereikt."),
      options: [
        { value: "yes", label: msg("Ja, vertrouwelijk") },
        { value: "no", label: msg("Nee, zoals de lijn") },
      ],
      value: this.#isConfidential ? "yes" : "no",
      onChoose: (value) => {
        this.#isConfidential = value === "yes";
        this.changed();
      },
    });
  }

  #keyField({ maker }: ShownOffer): TemplateResult {
    return html`<div class="ts-choice ts-block">
      ${checkView({
        id: "renewed",
        label: msg("Neem de nieuwe sleutel ook als dezelfde mensen blijven"),
        help: msg(str`${maker} maakte er een. Andere mensen krijgen hem altijd.`),
        isChecked: this.#isRenewed,
        onToggle: (isRenewed) => {
          this.#isRenewed = isRenewed;
          this.changed();
        },
      })}
    </div>`;
  }

  fields(): TemplateResult {
    return html`${this.nameField(this.#name, (name) => (this.#name = name))} ${this.#peopleField()}
      ${this.#kind === "rung" ? this.#confidentialField() : nothing}
      ${this.#offer === null || this.#id === null ? nothing : this.#keyField(this.#offer)}
      <p class="ts-small ts-soft ts-block">
        ${msg("Komen er andere mensen, dan hoort er een nieuwe sleutel bij. Een van hen maakt die op de pagina ‘Mijn sleutels’.")}
      </p>`;
  }

  override removal(): Removal | null {
    if (this.#id === null) return null;
    const label = msg(str`Haal ${this.#name} uit de lijst`);
    return { label, edit: { what: "dissolve", group: this.#id }, about: null };
  }

  protected read(): Finished {
    const name = tidy(this.#name);
    if (name === "") return { problem: "name" };
    if (this.#peopleProblem() !== undefined) return { problem: "people" };
    const id = this.#id ?? groupIdentifier(this.#kind, name, this.#taken);
    const kind = this.#kind;
    const members = this.#members;
    return {
      edit: {
        what: "group",
        kind,
        id,
        name,
        members,
        isConfidential: this.#isConfidential,
        isRenewed: this.#isRenewed,
      },
    };
  }
}
