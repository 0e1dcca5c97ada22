// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import type { TemplateResult } from "lit";
import { fieldView } from "../design/field.ts";
import { typeInto } from "../design/typing.ts";
import type { Group } from "./changes-groups.ts";
import type { Edit } from "./edits.ts";
import { tidy } from "./names.ts";
import type { CeremonyView, DraftView } from "./shown.ts";

// Each subject of the list has a form of its own: one thing at a time.

/** What a form is made from. */
export interface FormBasis {
  readonly view: CeremonyView;
  /** With what was changed before. */
  readonly draft: DraftView;
  /** Something was typed: the page shows it anew. */
  readonly onChange: () => void;
}

/** What was filled in, or the id of the field where something is wrong. */
export type Finished =
  | { readonly edit: Edit }
  | { readonly problem: string }
  /** Somebody new is to be invited for it. */
  | { readonly inviteFor: Group["id"] }
  /** A document that the ledger must have first; `keys` are wanted besides it. */
  | { readonly tokenKey: string; readonly keys: readonly string[] };

export interface RemovalText {
  readonly title: string;
  readonly lines: readonly string[];
}

/** What can be done instead of what the fields say. */
export interface Removal {
  readonly label: string;
  readonly edit: Edit;
  /** What it does, where that is more than the label says. */
  readonly about: RemovalText | null;
}

export abstract class SubjectForm {
  readonly #onChange: () => void;
  /** Tried to finish while something was wrong. */
  protected isTried = false;
  /** Whether something was typed that would be lost. */
  isDirty = false;

  constructor({ onChange }: FormBasis) {
    this.#onChange = onChange;
  }

  /** A first heading. */
  abstract readonly heading: string;

  /** What it is for. */
  abstract readonly lead: string;

  abstract fields(): TemplateResult;

  /** What the button says. */
  get deed(): string {
    return msg("Zet bij mijn wijzigingen");
  }

  /** @returns null where something is wrong, with `problem` its field */
  protected abstract read(): Finished;

  /** Whether it also offers to take away what it is about. */
  removal(): Removal | null {
    return null;
  }

  finish(): Finished {
    const finished = this.read();
    this.isTried = "problem" in finished;
    this.#onChange();
    return finished;
  }

  protected changed(): void {
    this.isDirty = true;
    this.#onChange();
  }

  /** A problem with it has the id `name`. */
  protected nameField(value: string, onType: (name: string) => void): TemplateResult {
    return fieldView({
      id: "name",
      label: msg("Naam"),
      problem: this.isTried && tidy(value) === "" ? msg("Vul een naam in.") : undefined,
      rows: 1,
      value,
      onInput: (typed, field) => {
        onType(typeInto(field, typed));
        this.changed();
      },
    });
  }
}
