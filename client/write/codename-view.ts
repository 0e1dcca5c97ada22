// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { row } from "../design/sheet.ts";

interface Actions {
  readonly onWritten: () => void;
  readonly onLeave: () => void;
  readonly onBack: () => void;
}

function advice(): TemplateResult {
  const pair = (term: string, text: string): TemplateResult =>
    html`<div>
      <dt>${term}</dt>
      <dd>${text}</dd>
    </div>`;
  return html`<h2 class="nl-heading nl-heading--level-2">${msg("Deze woorden zijn de enige sleutel")}</h2>
    <dl class="ts-pairs">
      ${pair(msg("Het zevende woord"), msg("Schrijf dat ook op. Het vangt typefouten op."))}
      ${pair(msg("Kwijt"), msg("Dan kan niemand u terughelpen. Wij ook niet. Uw signaal gaat wel door."))}
      ${pair(msg("In verkeerde handen"), msg("Wie de woorden heeft, kan alles lezen en namens u antwoorden."))}
      ${pair(msg("Bewaren"), msg("Liever geen foto, en niet in uw mail. Papier thuis is het beste."))}
      ${pair(msg("Printen"), msg("Niet op het werk. Op de print staan alleen de woorden, zonder uitleg."))}
    </dl>`;
}

/** Six words and a check word. Printed it is numbers and words, and says nothing about what they open. */
export function codenameView(
  words: readonly string[],
  isNew: boolean,
  { onWritten, onLeave, onBack }: Actions,
): TemplateResult {
  return html`<div class="ts-noprint">
      ${row(
        msg("Laatste stap voor het versturen"),
        html`<h1 class="nl-heading nl-heading--level-1">${msg("Dit is uw codenaam")}</h1>
          <p class="nl-paragraph nl-paragraph--lead">
            ${msg("Schrijf de zeven woorden op papier. Bewaar het papier thuis. Na het versturen ziet u ze niet meer.")}
          </p>
          ${isNew ? html`<p class="ts-strong">${msg("Dit zijn nieuwe woorden. De woorden die u eerder opschreef, gelden niet meer.")}</p>` : nothing}`,
      )}
    </div>
    <ol class="ts-words" aria-label=${msg("Uw codenaam: zes woorden en een controlewoord")}>
      ${words.map((word, i) =>
        i === words.length - 1
          ? html`<li class="is-check">${word} <small>${msg("controlewoord")}</small></li>`
          : html`<li>${word}</li>`,
      )}
    </ol>
    <div class="ts-row ts-noprint">
      <div class="ts-main">
        <div class="ts-actions">
          <button type="button" class="nl-button nl-button--primary" @click=${onWritten}>
            ${msg("Ik heb ze opgeschreven")}
          </button>
          <button type="button" class="nl-button" @click=${() => window.print()}>${msg("Printen")}</button>
          <button type="button" class="nl-button" @click=${onBack}>${msg("Terug")}</button>
        </div>
        <p class="ts-block">
          <button type="button" class="ts-link ts-alone" @click=${onLeave}>${msg("Versturen zonder te volgen")}</button>
        </p>
      </div>
    </div>
    <div class="ts-noprint">${row(msg("Goed om te weten"), advice())}</div>`;
}
