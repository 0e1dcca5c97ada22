// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { failureView } from "../design/failure.ts";
import { row } from "../design/sheet.ts";
import type { Edit } from "./edits.ts";
import type { Removal, RemovalText, SubjectForm } from "./subject-form.ts";

interface Filling {
  readonly form: SubjectForm;
  readonly failure: unknown;
  readonly onSubmit: (event: Event) => void;
  readonly onRemove: (edit: Edit) => void;
  readonly onBack: () => void;
}

type OnRemove = Filling["onRemove"];

const linkView = ({ label, edit }: Removal, onRemove: OnRemove): TemplateResult =>
  html`<button type="button" class="ts-link ts-alone" @click=${() => onRemove(edit)}>${label}</button>`;

/** One button, after everything that it does. */
function deedView({ label, edit }: Removal, { title, lines }: RemovalText, onRemove: OnRemove): TemplateResult {
  return html`<h2 class="nl-heading nl-heading--level-3 ts-block">${title}</h2>
    <ul class="ts-bullets">
      ${lines.map((line) => html`<li>${line}</li>`)}
    </ul>
    <div class="ts-actions ts-block">
      <button type="button" class="nl-button" @click=${() => onRemove(edit)}>${label}</button>
    </div>`;
}

/** One subject of the list. Nothing is signed here: it only joins what one is changing. */
export function formView({ form, failure, onSubmit, onRemove, onBack }: Filling): TemplateResult {
  const removal = form.removal();
  return row(
    msg("Wijzigen"),
    html`<h1 class="nl-heading nl-heading--level-1">${form.heading}</h1>
      <p class="nl-paragraph nl-paragraph--lead">${form.lead}</p>
      ${failure === null ? nothing : failureView(failure)}
      <form novalidate @submit=${onSubmit}>
        ${form.fields()}
        <div class="ts-actions ts-block">
          <button type="submit" class="nl-button nl-button--primary">${form.deed}</button>
          <button type="button" class="nl-button" @click=${onBack}>${msg("Terug")}</button>
          ${removal?.about === null ? linkView(removal, onRemove) : nothing}
        </div>
        ${removal?.about ? deedView(removal, removal.about, onRemove) : nothing}
      </form>`,
  );
}
