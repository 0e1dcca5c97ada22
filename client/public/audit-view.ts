// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { failureView, type Sentences } from "../design/failure.ts";
import { formatDate, formatMoment, formatNames, formatNumber } from "../design/format.ts";
import { pairsView } from "../design/pairs.ts";
import { progressView } from "../design/progress.ts";
import { sectionView } from "../design/section.ts";
import { signerName } from "../design/signer.ts";
import type { Audit, AuditedDocument, AuditedLog, ComparedLog } from "../protocol/index.ts";

/** What a reader's own check came to. */
export type Comparison =
  | { readonly state: "none" }
  | { readonly state: "running" }
  | { readonly state: "same"; readonly logs: readonly ComparedLog[] }
  | { readonly state: "failed"; readonly error: unknown };

interface Shown {
  readonly audit: Audit;
  readonly comparison: Comparison;
  /** What is said of a comparison that failed. */
  readonly own: Sentences;
  readonly onSave: () => void;
  readonly onFile: (event: Event) => void;
}

function logLabel(log: AuditedLog["log"]): string {
  switch (log) {
    case "letters":
      return msg("Gesloten enveloppen");
    case "directory":
      return msg("Sleutellijsten");
    case "ledger":
      return msg("Kasboek van sleutels en bekendmakingen");
  }
}

/** Whoever vouched last, and when; a reader should not have to know what a cosignature is. */
function vouchingText({ vouching, witnesses }: AuditedLog): string {
  const names = witnesses.filter(({ seconds }) => seconds !== null).map(({ name }) => name);
  if (vouching.fresh) return msg(str`${formatNames(names)} bewaren deze stand ook.`);
  if (vouching.since === null) return msg("Nog geen twee anderen bewaren deze stand. Reken er nog niet op.");
  return msg(str`Sinds ${formatMoment(vouching.since)} keek niemand anders mee. Reken er nu niet op.`);
}

function logView(log: AuditedLog): TemplateResult {
  const { size, root, witnesses } = log;
  return html`<h3 class="nl-heading nl-heading--level-3">${logLabel(log.log)}</h3>
    <p>${vouchingText(log)}</p>
    <details class="ts-details">
      <summary>${msg("Bekijk de stand")}</summary>
      ${pairsView([
        [msg("Hoeveel erin staat"), html`<span class="ts-num">${formatNumber(size)}</span>`],
        [msg("Vingerafdruk van alles samen"), html`<span class="ts-code">${root}</span>`],
        ...witnesses.map(
          ({ name, seconds }) =>
            [name, seconds === null ? msg("Bevestigde deze stand nog niet.") : formatMoment(seconds)] as const,
        ),
      ])}
    </details>`;
}

function historyView(documents: readonly AuditedDocument[]): TemplateResult {
  return html`<ol class="ts-clauses" reversed>
    ${documents.toReversed().map(
      ({ index, signedBy, changesSigners }) =>
        html`<li>
          <p class="ts-when">${msg(str`Versie ${index + 1}`)}</p>
          <p class="ts-what">
            ${msg(str`Getekend door ${formatNames(signedBy.map(signerName))}.`)}
            ${changesSigners ? msg("Hier veranderde wie er tekent. De oude en de nieuwe tekenden allebei.") : nothing}
          </p>
        </li>`,
    )}
  </ol>`;
}

function purposeLabel(purpose: Audit["tokenKeys"][number]["purpose"]): string {
  switch (purpose) {
    case "pass":
      return msg("Passen");
    case "ballot":
      return msg("Stembriefjes");
    case "post":
      return msg("Versturen");
  }
}

function tokensView(keys: Audit["tokenKeys"]): TemplateResult {
  if (keys.length === 0) return html`<p>${msg("Er zijn nog geen sleutels voor passen.")}</p>`;
  return pairsView(
    keys.map(
      ({ purpose, from, until }) =>
        [purposeLabel(purpose), msg(str`Van ${formatDate(from)} tot en met ${formatDate(until)}`)] as const,
    ),
  );
}

/** A key that nobody has any more opens nothing any more; who says so, everybody can see. */
function burnsView(burned: Audit["burned"]): TemplateResult | typeof nothing {
  if (burned.length === 0) return nothing;
  return sectionView(
    msg("Oude sleutels"),
    msg("Wie een oude sleutel vernietigde"),
    html`<p>${msg("Wie een oude sleutel vernietigt, kan er niets meer mee lezen. Iedereen doet dat voor zichzelf.")}</p>
      <ul>
        ${burned.map(
          ({ group, member, epoch }) =>
            html`<li>${msg(str`${member} vernietigde de sleutel van ${group}, periode ${epoch + 1}.`)}</li>`,
        )}
      </ul>`,
  );
}

function comparisonView({ comparison, own }: Shown): TemplateResult | typeof nothing {
  switch (comparison.state) {
    case "none":
      return nothing;
    case "running":
      return progressView(msg("De logboeken worden met uw bestand vergeleken."));
    case "same":
      return html`<div class="ts-note" id="comparison" role="status" tabindex="-1">
        <p>${msg("Niets is weg en niets is veranderd. Er kwam alleen iets bij.")}</p>
        ${pairsView(
          comparison.logs.map(
            ({ log, size }) => [logLabel(log), msg(str`Toen stonden er ${formatNumber(size)} dingen in.`)] as const,
          ),
        )}
      </div>`;
    case "failed":
      return html`<div id="comparison" tabindex="-1">${failureView(comparison.error, null, own)}</div>`;
  }
}

function keepView(shown: Shown): TemplateResult {
  return html`<p>
      ${msg(
        "Bewaar de stand van nu, thuis of bij iemand anders. Kom later terug en vergelijk. Dan ziet u het, ook als iedereen hier samen zou liegen.",
      )}
    </p>
    <div class="ts-actions">
      <button type="button" class="nl-button" @click=${shown.onSave}>${msg("Stand van nu bewaren")}</button>
      <button
        type="button"
        class="nl-button"
        @click=${(event: Event) => (event.currentTarget as HTMLElement).parentElement?.querySelector("input")?.click()}
      >
        ${msg("Vergelijken met een bewaarde stand")}
      </button>
      <input
        type="file"
        hidden
        spellcheck="false"
        accept=".txt,text/plain"
        aria-label=${msg("Vergelijken met een bewaarde stand")}
        @change=${shown.onFile}
      />
    </div>
    ${comparisonView(shown)}`;
}

/** What a visit has verified of everything that is public. */
export function auditView(shown: Shown): TemplateResult {
  const { logs, documents, tokenKeys, burned, organisation } = shown.audit;
  return html`${sectionView(
    organisation,
    msg("Deze logboeken kloppen"),
    html`<p>${msg("Uw apparaat las elke regel en rekende alles na. Het klopt met wat er getekend is.")}</p>
      ${logs.map(logView)}`,
  )}
  ${sectionView(msg("Vergelijken"), msg("Vertrouw ook ons niet"), keepView(shown))}
  ${sectionView(
    msg("Sleutellijsten"),
    msg("Wie tekende wat"),
    html`<p>
      ${msg("In een sleutellijst staat wie er mag lezen en antwoorden. Voor elke lijst tekenen er twee van de drie.")}
    </p>`,
  )}
  ${historyView(documents)}
  ${sectionView(msg("Passen"), msg("Sleutels voor passen, voor iedereen dezelfde"), tokensView(tokenKeys))}
  ${burnsView(burned)}`;
}
