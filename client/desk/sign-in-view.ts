// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { failureView } from "../design/failure.ts";
import { formatNumber } from "../design/format.ts";
import { progressView } from "../design/progress.ts";
import { row } from "../design/sheet.ts";
import type { Progress } from "../protocol/index.ts";

interface SignIn {
  /** Left of the line: to what. */
  readonly margin: string;
  /** For whom. */
  readonly lead: string;
  readonly failure: unknown;
  readonly isDemo: boolean;
  readonly onSubmit: (event: Event) => void;
  /** Null where this browser or address has none. */
  readonly onPasskey?: (() => void) | null;
  /** What else can be done with a failure. */
  readonly wayOn?: TemplateResult | null;
  /** Under the form; the address of one's own keys unless given. */
  readonly more?: TemplateResult;
}

function toOwnKeys(): TemplateResult {
  return html`<p class="ts-small">
    ${msg(html`Hebt u een uitnodiging, of wilt u uw woorden veranderen? Dat kan bij <a class="nl-link" href="/keys.html" target="_blank" rel="noopener">Mijn sleutels</a>.`)}
  </p>`;
}

/** Six words, and nothing else to fill in. */
export function signInView({
  margin,
  lead,
  failure,
  isDemo,
  onSubmit,
  onPasskey = null,
  wayOn = null,
  more = toOwnKeys(),
}: SignIn): TemplateResult {
  return row(
    margin,
    html`<h1 class="nl-heading nl-heading--level-1">${msg("Inloggen")}</h1>
      <p class="nl-paragraph nl-paragraph--lead">${lead}</p>
      ${failure === null ? nothing : failureView(failure, wayOn)}
      ${
        isDemo
          ? html`<p>
              ${msg(html`Dit is een proef. De woorden staan op <a class="nl-link" href="/demo.html" target="_blank" rel="noopener">de pagina van de proef</a>.`)}
            </p>`
          : nothing
      }
      <form @submit=${onSubmit}>
        <ts-words-field
          kind="phrase"
          .label=${msg("Uw zes woorden")}
          .help=${msg("Met spaties ertussen. Hoofdletters maken niet uit.")}
        ></ts-words-field>
        <div class="ts-actions ts-block">
          <button type="submit" class="nl-button nl-button--primary">${msg("Inloggen")}</button>
          ${
            onPasskey === null
              ? nothing
              : html`<button type="button" class="nl-button" @click=${onPasskey}>
                  ${msg("Inloggen met een passkey")}
                </button>`
          }
        </div>
      </form>
      <p class="ts-small ts-soft">
        ${msg("Uw woorden gaan niet naar de server. Die kent alleen de sleutel die erbij hoort.")}
      </p>
      ${more}`,
  );
}

function readingText(progress: Progress | null): string {
  if (progress === null) return msg("Het logboek wordt gelezen.");
  return msg(str`${formatNumber(progress.done)} van ${formatNumber(progress.total)} enveloppen bekeken.`);
}

/** While keys are made and the log is read. */
export function waitingView(margin: string, isDeriving: boolean, progress: Progress | null): TemplateResult {
  return row(
    margin,
    html`<h1 class="nl-heading nl-heading--level-1">${msg("Een ogenblik")}</h1>
      ${
        isDeriving
          ? progressView(
              msg("Uw sleutels worden gemaakt. Dat duurt een paar tellen, zodat niemand uw woorden kan raden."),
            )
          : progressView(readingText(progress), progress)
      }`,
  );
}
