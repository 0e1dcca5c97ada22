// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { failureView } from "../design/failure.ts";
import { row } from "../design/sheet.ts";

export function backupText(): TemplateResult {
  return html`<p>
    ${msg("Uw sleutels staan op de server, op slot. Gaat daar iets mis, dan zet u ze met dit bestand terug. Alleen uw zes woorden openen het.")}
  </p>`;
}

interface Restore {
  /** The words were typed before, and are known to be right. */
  readonly hasWords: boolean;
  readonly file: File | null;
  /** Pressed without a file. */
  readonly isTried: boolean;
  readonly failure: unknown;
  readonly onFile: (file: File | null) => void;
  readonly onSubmit: (event: Event) => void;
  readonly onBack: () => void;
}

function fileField({ file, isTried, onFile }: Restore): TemplateResult {
  const isMissing = isTried && file === null;
  return html`<div class="ts-block ts-measure">
    <label class="ts-label" for="backup">${msg("Uw reservebestand")}</label>
    <p class="ts-help" id="backup-help">${msg("Het heet sleutels.tegenspraak, als u de naam niet veranderde.")}</p>
    <input
      class="ts-field"
      id="backup"
      type="file"
      spellcheck="false"
      aria-describedby=${isMissing ? "backup-help backup-problem" : "backup-help"}
      aria-invalid=${isMissing ? "true" : "false"}
      @change=${(event: Event) => onFile((event.target as HTMLInputElement).files?.[0] ?? null)}
    />
    ${isMissing ? html`<p class="ts-error" id="backup-problem">${msg("Kies eerst een bestand.")}</p>` : nothing}
  </div>`;
}

/** A backup in the place of what is damaged. */
export function restoreView(restore: Restore): TemplateResult {
  const { hasWords, failure, onSubmit, onBack } = restore;
  return row(
    msg("Herstellen"),
    html`<h1 class="nl-heading nl-heading--level-1">${msg("Zet uw reservebestand terug")}</h1>
      <p class="nl-paragraph nl-paragraph--lead">
        ${msg("Wat in het bestand staat, komt weer op de server, op slot. Wat daar nog goed is, blijft.")}
      </p>
      ${failure === null ? nothing : failureView(failure)}
      <form id="restore" novalidate @submit=${onSubmit}>
        ${hasWords ? nothing : html`<ts-words-field kind="phrase"></ts-words-field>`} ${fileField(restore)}
        <div class="ts-actions ts-block">
          <button type="submit" class="nl-button nl-button--primary">${msg("Terugzetten")}</button>
          <button type="button" class="nl-button" @click=${onBack}>${msg("Terug")}</button>
        </div>
      </form>
      <p class="ts-small ts-soft">
        ${msg("Geen reservebestand? Vraag dan een nieuwe uitnodiging. Een collega geeft u daarna de sleutels van uw team.")}
      </p>`,
  );
}
