// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { html, nothing, type TemplateResult } from "lit";

// Fields with their label, help and problem, each of which reaches who cannot see it. Browsers keep and send away nothing of them.

interface Labelled {
  readonly id: string;
  readonly label: string;
  readonly help?: string | TemplateResult;
  /** What is wrong with it, in one sentence. */
  readonly problem?: string | undefined;
}

const describedBy = ({ id, help, problem }: Labelled): string | typeof nothing => {
  const ids = [help === undefined ? "" : `${id}-help`, problem === undefined ? "" : `${id}-problem`];
  return ids.filter((name) => name !== "").join(" ") || nothing;
};
const isInvalid = ({ problem }: Labelled): "true" | "false" => (problem === undefined ? "false" : "true");
const helpOf = ({ id, help }: Labelled): TemplateResult | typeof nothing =>
  help === undefined ? nothing : html`<p class="ts-help" id="${id}-help">${help}</p>`;
const problemOf = ({ id, problem }: Labelled): TemplateResult | typeof nothing =>
  problem === undefined ? nothing : html`<p class="ts-error" id="${id}-problem">${problem}</p>`;

interface TextField extends Labelled {
  /** One: a field of one line. */
  readonly rows: number;
  readonly value: string;
  readonly onInput: (typed: string, field: HTMLTextAreaElement) => void;
  readonly onKey?: (event: KeyboardEvent) => void;
}

/** Text of one line or of many. */
export function fieldView(field: TextField): TemplateResult {
  const { id, label, rows, value, onInput, onKey } = field;
  const read = (event: Event): void => {
    const input = event.target as HTMLTextAreaElement;
    onInput(input.value, input);
  };
  return html`<div class="ts-block ts-measure">
    <label class="ts-label" for=${id}>${label}</label>
    ${helpOf(field)}
    <textarea
      class="ts-field ${rows === 1 ? "ts-field--line" : rows < 5 ? "ts-field--low" : ""}"
      id=${id}
      dir="auto"
      rows=${rows}
      maxlength=${rows === 1 ? 200 : nothing}
      autocomplete="off"
      spellcheck="false"
      aria-describedby=${describedBy(field)}
      aria-invalid=${isInvalid(field)}
      .value=${value}
      @input=${read}
      @keydown=${onKey ?? nothing}
    ></textarea>
    ${problemOf(field)}
  </div>`;
}

interface LineField extends Labelled {
  /** As it was typed; of a date the ISO date, or empty. */
  readonly value: string;
  readonly onInput: (typed: string) => void;
}

/** Digits with the keyboard for them, and none of the surprises of a field that counts by itself. */
export const numberView = (field: LineField): TemplateResult => lineView(field, "text", 7);

export const dateView = (field: LineField): TemplateResult => lineView(field, "date", null);

function lineView(field: LineField, type: "text" | "date", digits: number | null): TemplateResult {
  const { id, label, value, onInput } = field;
  return html`<div class="ts-block ts-measure">
    <label class="ts-label" for=${id}>${label}</label>
    ${helpOf(field)}
    <input
      class="ts-field ts-field--date"
      id=${id}
      type=${type}
      inputmode=${digits === null ? nothing : "numeric"}
      maxlength=${digits ?? nothing}
      autocomplete="off"
      spellcheck="false"
      aria-describedby=${describedBy(field)}
      aria-invalid=${isInvalid(field)}
      .value=${value}
      @input=${(event: Event) => onInput((event.target as HTMLInputElement).value)}
    />
    ${problemOf(field)}
  </div>`;
}

interface Option<Value> {
  readonly value: Value;
  readonly label: string;
  readonly help?: string;
}

interface ChoiceField<Value> extends Labelled {
  readonly options: readonly Option<Value>[];
  readonly value: Value | null;
  readonly onChoose: (value: Value) => void;
}

/** One of a few. The first option bears the field's id, so that a summary can lead to it. */
export function choiceView<Value extends string>(field: ChoiceField<Value>): TemplateResult {
  const { id, label, options, value, onChoose } = field;
  return html`<fieldset class="ts-block ts-measure" aria-describedby=${describedBy(field)}>
    <legend class="ts-label">${label}</legend>
    ${helpOf(field)}
    <div class="ts-choice">
      ${options.map(
        (option, i) =>
          html`<label>
            <input
              type="radio"
              id=${i === 0 ? id : `${id}-${i}`}
              name=${id}
              .checked=${option.value === value}
              @change=${() => onChoose(option.value)}
            />
            <span>
              <span class=${option.help === undefined ? "" : "ts-strong"}>${option.label}</span>
              ${option.help === undefined ? nothing : html`<span class="ts-soft">${option.help}</span>`}
            </span>
          </label>`,
      )}
    </div>
    ${problemOf(field)}
  </fieldset>`;
}

interface CheckField {
  readonly id: string;
  readonly label: string;
  readonly help?: string;
  readonly isChecked: boolean;
  readonly onToggle: (isChecked: boolean) => void;
}

/** Yes or no; stands alone or in the list of a fieldset. */
export function checkView({ id, label, help, isChecked, onToggle }: CheckField): TemplateResult {
  return html`<label>
    <input
      type="checkbox"
      id=${id}
      .checked=${isChecked}
      @change=${(event: Event) => onToggle((event.target as HTMLInputElement).checked)}
    />
    <span>
      <span>${label}</span>
      ${help === undefined ? nothing : html`<span class="ts-soft">${help}</span>`}
    </span>
  </label>`;
}

interface SelectField extends Labelled {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** What is shown while nothing is chosen. */
  readonly empty: string;
  readonly value: string | null;
  readonly onChoose: (value: string | null) => void;
}

/** One of many, or none. */
export function selectView(field: SelectField): TemplateResult {
  const { id, label, options, empty, value, onChoose } = field;
  const read = (event: Event): void => {
    const chosen = (event.target as HTMLSelectElement).value;
    onChoose(chosen === "" ? null : chosen);
  };
  return html`<div class="ts-block ts-measure">
    <label class="ts-label" for=${id}>${label}</label>
    ${helpOf(field)}
    <select class="ts-field" id=${id} autocomplete="off" aria-describedby=${describedBy(field)} @change=${read}>
      <option value="" ?selected=${value === null}>${empty}</option>
      ${options.map(
        (option) => html`<option value=${option.value} ?selected=${option.value === value}>${option.label}</option>`,
      )}
    </select>
    ${problemOf(field)}
  </div>`;
}
