// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { SignerRole, Statement } from "#crypto/directory/index.ts";
import { today } from "../case/today.ts";
import { isDay } from "../case/working-days.ts";
import { checkView, choiceView, dateView, fieldView, selectView } from "../design/field.ts";
import { formatLongDate } from "../design/format.ts";
import { typeInto } from "../design/typing.ts";
import type { GroupKind } from "./change.ts";
import { allGroupsOf, type Group } from "./changes-groups.ts";
import { groupIdentifier, identifierFrom, tidy } from "./names.ts";
import { signerTitle } from "../design/signer.ts";
import type { CeremonyView, DraftView, InvitationPlan, PlannedGroup } from "./shown.ts";
import { SIGNER_ROLES } from "./signers.ts";

const DAY_MS = 86_400_000;
const USUAL_DAYS = 14;
const MOST_DAYS = 31;

const daysAhead = (days: number): string => new Date(Date.parse(today()) + days * DAY_MS).toISOString().slice(0, 10);

type Whom = "new" | "again" | "signer";

interface Basis {
  readonly view: CeremonyView;
  readonly draft: DraftView;
  /** Of those who were invited from here and are not in the list yet. */
  readonly planned: readonly Pick<Group, "kind" | "id" | "name">[];
  readonly takenIds: readonly string[];
  /** Of the group that somebody comes into: who is there already makes its key. */
  readonly into: string | null;
  readonly onChange: () => void;
}

/** Whom to invite, what for and until when. */
export class InviteForm {
  readonly #view: CeremonyView;
  readonly #organisation: string;
  readonly #people: Statement["members"];
  readonly #takenIds: readonly string[];
  readonly #onChange: () => void;
  #groups: readonly Pick<Group, "kind" | "id" | "name">[];
  #whom: Whom = "new";
  #name = "";
  #again: string | null = null;
  #role: SignerRole | null = null;
  #chosen: ReadonlySet<string> = new Set();
  #makes: ReadonlySet<string> = new Set();
  #until = daysAhead(USUAL_DAYS);
  #newName = "";
  #newKind: GroupKind = "team";
  #isNewTried = false;
  #isTried = false;
  isDirty = false;

  constructor({ view, draft, planned, takenIds, into, onChange }: Basis) {
    this.#view = view;
    this.#organisation = draft.statement.organisation;
    this.#people = view.statement.members;
    this.#takenIds = [...takenIds, ...this.#people.map(({ id }) => id)];
    this.#onChange = onChange;
    if (into !== null) this.#chosen = new Set([into]);
    const groups = allGroupsOf(draft.statement);
    this.#groups = [...groups, ...planned.filter(({ id }) => !groups.some((group) => group.id === id))];
  }

  #changed(): void {
    this.isDirty = true;
    this.#onChange();
  }

  #whomField(): TemplateResult {
    const isFounding = this.#view.index === null;
    const options = [
      { value: "new" as const, label: msg("Iemand die nieuw in de lijst komt") },
      { value: "again" as const, label: msg("Iemand die de eigen woorden kwijt is") },
      { value: "signer" as const, label: msg("Iemand die voortaan tekent") },
    ];
    // Before the first list nobody is in it, and the three were invited on the server's own machine.
    if (isFounding) return html`${nothing}`;
    return choiceView<Whom>({
      id: "whom",
      label: msg("Wie nodigt u uit?"),
      options,
      value: this.#whom,
      onChoose: (whom) => {
        this.#whom = whom;
        this.#changed();
      },
    });
  }

  #nameField(): TemplateResult {
    return fieldView({
      id: "name",
      label: msg("Naam"),
      help: msg("Zoals collega’s die kennen. Iedereen die een signaal geeft, ziet de naam."),
      problem: this.#isTried && tidy(this.#name) === "" ? msg("Vul een naam in.") : undefined,
      rows: 1,
      value: this.#name,
      onInput: (typed, field) => {
        this.#name = typeInto(field, typed);
        this.#changed();
      },
    });
  }

  #againField(): TemplateResult {
    return selectView({
      id: "again",
      label: msg("Wie"),
      help: msg("Deze persoon krijgt een nieuwe sleutel en blijft in dezelfde teams."),
      problem: this.#isTried && this.#again === null ? msg("Kies iemand.") : undefined,
      options: this.#people.map(({ id, name }) => ({ value: id, label: name })),
      empty: msg("Kies iemand"),
      value: this.#again,
      onChoose: (id) => {
        this.#again = id;
        this.#changed();
      },
    });
  }

  #roleField(): TemplateResult {
    const others = SIGNER_ROLES.filter((role) => role !== this.#view.role);
    return choiceView<SignerRole>({
      id: "role",
      label: msg("In welke rol"),
      help: msg("De vorige tekent dan niet meer. U kunt niet uw eigen opvolger uitnodigen."),
      problem: this.#isTried && this.#role === null ? msg("Kies een rol.") : undefined,
      options: others.map((role) => ({ value: role, label: signerTitle(role) })),
      value: this.#role,
      onChoose: (role) => {
        this.#role = role;
        this.#changed();
      },
    });
  }

  #groupsField(): TemplateResult {
    const toggled = (set: ReadonlySet<string>, id: string, isIn: boolean): ReadonlySet<string> =>
      new Set(isIn ? [...set, id] : [...set].filter((each) => each !== id));
    return html`<fieldset class="ts-block ts-measure">
        <legend class="ts-label">${msg("Waar hoort deze persoon bij?")}</legend>
        <div class="ts-choice">
          ${this.#groups.map(
            ({ id, name }) =>
              html`${checkView({
                id: `in-${id}`,
                label: name,
                isChecked: this.#chosen.has(id),
                onToggle: (isIn) => {
                  this.#chosen = toggled(this.#chosen, id, isIn);
                  this.#makes = toggled(this.#makes, id, isIn);
                  this.#changed();
                },
              })}
              ${
                this.#chosen.has(id)
                  ? html`<div class="ts-sub">
                      ${checkView({
                        id: `makes-${id}`,
                        label: msg(str`Maakt de sleutel van ${name}`),
                        help: msg("Eén van de mensen maakt hem, en deelt hem daarna met de anderen."),
                        isChecked: this.#makes.has(id),
                        onToggle: (makes) => {
                          this.#makes = toggled(this.#makes, id, makes);
                          this.#changed();
                        },
                      })}
                    </div>`
                  : nothing
              }`,
          )}
        </div>
      </fieldset>
      ${this.#newGroupField()}`;
  }

  #newGroupField(): TemplateResult {
    return html`<details class="ts-details ts-block" ?open=${this.#groups.length === 0}>
      <summary>${msg("Een nieuw team of een nieuwe trede")}</summary>
      ${choiceView<GroupKind>({
        id: "new-kind",
        label: msg("Wat is het?"),
        options: [
          { value: "team", label: msg("Een team, dat signalen leest") },
          { value: "rung", label: msg("Een trede, waar signalen heen omhoog gaan") },
          { value: "custodian", label: msg("Wie de kaarten maakt") },
        ],
        value: this.#newKind,
        onChoose: (kind) => {
          this.#newKind = kind;
          this.#changed();
        },
      })}
      ${fieldView({
        id: "new-name",
        label: msg("Naam van het team of de trede"),
        problem: this.#isNewTried ? msg("Vul een naam in.") : undefined,
        rows: 1,
        value: this.#newName,
        onInput: (typed, field) => {
          this.#newName = typeInto(field, typed);
          this.#changed();
        },
      })}
      <div class="ts-actions ts-block">
        <button type="button" class="nl-button" @click=${() => this.#addGroup()}>${msg("Zet erbij")}</button>
      </div>
    </details>`;
  }

  #addGroup(): void {
    const name = tidy(this.#newName);
    this.#isNewTried = name === "";
    if (name !== "") {
      const taken = this.#groups.map((group) => group.id);
      const id = groupIdentifier(this.#newKind, name, taken);
      this.#groups = [...this.#groups, { kind: this.#newKind, id, name }];
      this.#chosen = new Set([...this.#chosen, id]);
      this.#makes = new Set([...this.#makes, id]);
      this.#newName = "";
    }
    this.#changed();
  }

  #untilProblem(): string | undefined {
    if (!isDay(this.#until) || this.#until < today()) return msg("Kies vandaag of een latere dag.");
    const last = daysAhead(MOST_DAYS);
    return this.#until > last ? msg(str`Kies een dag tot en met ${formatLongDate(last)}.`) : undefined;
  }

  fields(): TemplateResult {
    return html`${this.#whomField()} ${this.#whom === "again" ? this.#againField() : nothing}
    ${this.#whom === "signer" ? this.#roleField() : nothing} ${this.#whom === "again" ? nothing : this.#nameField()}
    ${this.#whom === "new" ? this.#groupsField() : nothing}
    ${dateView({
      id: "until",
      label: msg("Geldig tot en met"),
      help: msg("Hooguit een maand."),
      problem: this.#isTried ? this.#untilProblem() : undefined,
      value: this.#until,
      onInput: (typed) => {
        this.#until = typed;
        this.#changed();
      },
    })}`;
  }

  #lacking(): string | null {
    if (this.#whom === "again" && this.#again === null) return "again";
    if (this.#whom === "signer" && this.#role === null) return "role";
    if (this.#whom !== "again" && tidy(this.#name) === "") return "name";
    return this.#untilProblem() === undefined ? null : "until";
  }

  #plannedGroups(): PlannedGroup[] {
    return this.#groups
      .filter(({ id }) => this.#chosen.has(id))
      .map(({ kind, id, name }) => ({ kind, id, name, makes: this.#makes.has(id) }));
  }

  /** @returns what to invite for, or the id of the field where something is wrong */
  finish(): InvitationPlan | string {
    const lacking = this.#lacking();
    this.#isTried = lacking !== null;
    this.#onChange();
    if (lacking !== null) return lacking;
    const organisation = this.#organisation === "" ? "Tegenspraak" : this.#organisation;
    const shared = { organisation, until: this.#until };
    const name = tidy(this.#name);
    switch (this.#whom) {
      case "new":
        return {
          ...shared,
          kind: "member",
          id: identifierFrom(name, this.#takenIds),
          name,
          groups: this.#plannedGroups(),
        };
      case "again": {
        const id = this.#again ?? "";
        const known = this.#people.find((person) => person.id === id)?.name ?? id;
        return { ...shared, kind: "member", id, name: known, groups: [] };
      }
      case "signer":
        return { ...shared, kind: "signer", id: this.#role ?? "", name, groups: [] };
    }
  }
}
