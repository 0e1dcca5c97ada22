// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { html, nothing, type TemplateResult } from "lit";

interface Field {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  /** One: a field of one line. */
  readonly rows: number;
  readonly value: string;
  /** What is wrong with it, in one sentence. */
  readonly problem: string | undefined;
  readonly onInput: (event: Event) => void;
}

/** A field with its label, help and problem, each of which reaches who cannot see it. Browsers keep and send away nothing of it. */
export function fieldView({ id, label, help, rows, value, problem, onInput }: Field): TemplateResult {
  const describedBy = `${id}-help${problem === undefined ? "" : ` ${id}-problem`}`;
  const invalid = problem === undefined ? "false" : "true";
  return html`<div class="ts-block ts-measure">
    <label class="ts-label" for=${id}>${label}</label>
    <p class="ts-help" id="${id}-help">${help}</p>
    <textarea
      class="ts-field ${rows === 1 ? "ts-field--line" : ""}"
      id=${id}
      rows=${rows}
      maxlength=${rows === 1 ? 200 : nothing}
      autocomplete="off"
      spellcheck="false"
      aria-describedby=${describedBy}
      aria-invalid=${invalid}
      .value=${value}
      @input=${onInput}
    ></textarea>
    ${problem === undefined ? nothing : html`<p class="ts-error" id="${id}-problem">${problem}</p>`}
  </div>`;
}
