// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { Statement } from "#crypto/directory/index.ts";
import { choiceView, selectView } from "../design/field.ts";
import { formatNames } from "../design/format.ts";
import { allGroupsOf, type Group } from "./changes-groups.ts";
import { SIZES } from "./lacks.ts";
import { SubjectForm, type Finished, type FormBasis } from "./subject-form.ts";

/** Somebody comes into a team or rung: whoever is in the list already, or somebody who is invited for it. */
export class JoinForm extends SubjectForm {
  readonly #group: Group;
  readonly #names: readonly string[];
  readonly #able: Statement["members"];
  #isNew: boolean;
  #chosen: string | null = null;

  constructor(basis: FormBasis, id: string) {
    super(basis);
    const { statement } = basis.draft;
    const group = allGroupsOf(statement).find((each) => each.id === id);
    if (group === undefined) throw new RangeError("no such group");
    this.#group = group;
    this.#names = statement.members.filter((member) => group.members.includes(member.id)).map(({ name }) => name);
    // Everybody is in one team.
    const taken = group.kind === "team" ? statement.teams.flatMap(({ members }) => members) : group.members;
    this.#able = statement.members.filter((member) => !taken.includes(member.id));
    this.#isNew = this.#able.length === 0;
  }

  get heading(): string {
    return msg(str`Wie komt er bij ${this.#group.name}?`);
  }

  get lead(): string {
    return msg(
      str`Nu: ${formatNames(this.#names)}. Wie erbij komt, leest wat vanaf dan komt, en wat collega’s opnieuw openen.`,
    );
  }

  override get deed(): string {
    return this.#isNew ? msg("Verder: nodig deze persoon uit") : super.deed;
  }

  #isFull(): boolean {
    return this.#group.members.length >= SIZES[this.#group.kind][1];
  }

  #whoField(): TemplateResult {
    return selectView({
      id: "who",
      label: msg("Wie"),
      problem: this.isTried && this.#chosen === null ? msg("Kies iemand.") : undefined,
      options: this.#able.map(({ id, name }) => ({ value: id, label: name })),
      empty: msg("Kies iemand"),
      value: this.#chosen,
      onChoose: (id) => {
        this.#chosen = id;
        this.changed();
      },
    });
  }

  fields(): TemplateResult {
    if (this.#isFull())
      return html`<p class=${this.isTried ? "ts-error" : ""} id="full" tabindex="-1">
        ${msg(str`${this.#group.name} is vol. Er moet eerst iemand uit.`)}
      </p>`;
    return html`${
        this.#able.length === 0
          ? html`<p>${msg("Iedereen in de lijst hoort al bij een team. Nodig dus iemand uit die nieuw is.")}</p>`
          : choiceView<"known" | "new">({
              id: "whom",
              label: msg("Staat deze persoon al in de lijst?"),
              options: [
                { value: "known", label: msg("Ja") },
                { value: "new", label: msg("Nee, nodig iemand uit") },
              ],
              value: this.#isNew ? "new" : "known",
              onChoose: (value) => {
                this.#isNew = value === "new";
                this.changed();
              },
            })
      }
      ${this.#isNew ? nothing : this.#whoField()}
      <p class="ts-small ts-soft ts-block">
        ${msg(str`${this.#group.name} krijgt een nieuwe sleutel. Iemand die er al in zit, maakt die op ‘Mijn sleutels’. Eerder kunt u niet tekenen.`)}
      </p>`;
  }

  protected read(): Finished {
    if (this.#isFull()) return { problem: "full" };
    const { kind, id, name, isConfidential, members } = this.#group;
    if (this.#isNew) return { inviteFor: id };
    if (this.#chosen === null) return { problem: "who" };
    return {
      edit: { what: "group", kind, id, name, isConfidential, isRenewed: false, members: [...members, this.#chosen] },
    };
  }
}
