// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { SignerRole } from "#crypto/directory/index.ts";
import { failureView } from "../design/failure.ts";
import { row } from "../design/sheet.ts";
import { changesView } from "./changes-view.ts";
import { notCompared } from "./compared.ts";
import { lackText } from "./lack-text.ts";
import { signerName, signerTitle } from "../design/signer.ts";
import { ceremonySentences } from "./sentences.ts";
import type { DraftView, ShownProposal } from "./shown.ts";
import { unsoundText } from "./unsound.ts";

// Nobody signs what they did not see: every difference in words, new keys compared, and only then a button.

interface Signing {
  /** Of whoever signs. */
  readonly role: SignerRole;
  readonly compared: ReadonlySet<number>;
  readonly onCompare: (place: number, isCompared: boolean) => void;
  /** Pressed while words were not compared. */
  readonly isTried: boolean;
  readonly isSending: boolean;
  readonly failure: unknown;
  readonly onSign: () => void;
  readonly onBack: () => void;
}

function comparedProblem(changes: DraftView["changes"], { compared, role, isTried }: Signing) {
  const left = notCompared(changes, compared, role).length;
  if (!isTried || left === 0) return nothing;
  return html`<p class="ts-error" id="compare-problem">
    ${left === 1 ? msg("Vergelijk eerst nog de woorden van één sleutel.") : msg(str`Vergelijk eerst nog de woorden van ${left} sleutels.`)}
  </p>`;
}

function actions(label: string, sending: string, signing: Signing, more: TemplateResult | null): TemplateResult {
  return html`<div class="ts-actions ts-block">
    <button
      type="button"
      class="nl-button nl-button--primary"
      aria-disabled=${signing.isSending ? "true" : nothing}
      @click=${signing.onSign}
    >
      ${signing.isSending ? sending : label}
    </button>
    ${more}
    <button type="button" class="nl-button" @click=${signing.onBack}>${msg("Terug")}</button>
  </div>`;
}

function lacksView({ lacks }: DraftView): TemplateResult {
  const needsKeys = lacks.some(({ lack }) => lack === "key");
  return html`<div class="ts-note" id="lacks">
    <h2 class="nl-heading nl-heading--level-3">${msg("Dit moet er nog bij")}</h2>
    <ul class="ts-bullets">
      ${lacks.map((lack) => html`<li>${lackText(lack)}</li>`)}
    </ul>
    ${
      needsKeys
        ? html`<p>
            ${msg("Vraag het zelf: er gaat geen bericht. Is het gebeurd? Ga dan terug, en kijk of er iets nieuws is.")}
          </p>`
        : nothing
    }
  </div>`;
}

interface Proposing extends Signing {
  readonly draft: DraftView;
  readonly isFounding: boolean;
  readonly onDiscard: () => void;
}

/** One's own, before it is proposed. */
export function draftView(proposing: Proposing): TemplateResult {
  const { draft, isFounding, role, failure, onDiscard, onBack } = proposing;
  const isReady = draft.lacks.length === 0;
  const discard = html`<button type="button" class="ts-link ts-alone" @click=${onDiscard}>
    ${msg("Gooi deze wijzigingen weg")}
  </button>`;
  return row(
    isReady ? msg("Stap 1 van 2") : msg("Nog niet klaar"),
    html`<h1 class="nl-heading nl-heading--level-1">
        ${isFounding ? msg("Dit wordt de eerste lijst") : msg("Dit wilt u veranderen")}
      </h1>
      <p class="nl-paragraph nl-paragraph--lead">
        ${msg("U tekent als eerste. Een van de twee anderen ziet hetzelfde en tekent daarna. Dan geldt het.")}
      </p>
      ${failure === null ? nothing : failureView(failure, null, ceremonySentences())}
      ${isReady ? nothing : lacksView(draft)}
      ${changesView({
        changes: draft.changes,
        role,
        compared: isReady ? proposing.compared : null,
        onCompare: proposing.onCompare,
      })}
      ${isReady ? comparedProblem(draft.changes, proposing) : nothing}
      ${
        isReady
          ? actions(
              msg("Onderteken en leg voor"),
              msg("Uw voorstel wordt verstuurd"),
              proposing,
              isFounding ? null : discard,
            )
          : html`<div class="ts-actions ts-block">
              <button type="button" class="nl-button" @click=${onBack}>${msg("Terug")}</button>
              ${isFounding ? nothing : discard}
            </div>`
      }`,
  );
}

function refusalText(refusal: NonNullable<ShownProposal["refusal"]>, by: SignerRole): string {
  if (refusal === "replaces-you") return msg("Dit voorstel vervangt uw sleutel. De twee anderen tekenen het.");
  if (refusal === "replaces-proposer")
    return msg(
      str`${signerTitle(by)} kan de eigen vervanging niet voorstellen. U kunt het zelf voorstellen, samen met de derde.`,
    );
  return unsoundText(refusal.reason);
}

interface Reading extends Signing {
  readonly proposal: ShownProposal;
}

/** One's own, which is for another to sign. */
function ownProposalView({ proposal, role, onCompare, onBack }: Reading): TemplateResult {
  return row(
    msg("Stap 1 van 2"),
    html`<h1 class="nl-heading nl-heading--level-1">${msg("Dit stelde u voor")}</h1>
      <p class="nl-paragraph nl-paragraph--lead">
        ${msg("U tekende al. Een van de twee anderen tekent na u. Dan geldt het.")}
      </p>
      ${changesView({ changes: proposal.changes, role, compared: null, onCompare })}
      <div class="ts-actions ts-block">
        <button type="button" class="nl-button nl-button--primary" @click=${onBack}>${msg("Terug")}</button>
      </div>`,
  );
}

/** Somebody else's. */
export function proposalView(reading: Reading): TemplateResult {
  const { proposal, role, failure, onBack } = reading;
  const { refusal, changes, role: by } = proposal;
  if (by === role) return ownProposalView(reading);
  return row(
    msg("Stap 2 van 2"),
    html`<h1 class="nl-heading nl-heading--level-1">${msg("Lees dit voorstel, en teken")}</h1>
      <p class="nl-paragraph nl-paragraph--lead">
        ${msg(str`${signerTitle(by)} stelt dit voor. Lees elke zin. Klopt er iets niet, teken dan niet, en bel.`)}
      </p>
      ${failure === null ? nothing : failureView(failure, null, ceremonySentences())}
      ${changesView({ changes, role, compared: refusal === null ? reading.compared : null, onCompare: reading.onCompare })}
      ${
        refusal === null
          ? html`${comparedProblem(changes, reading)}
            ${actions(msg("Onderteken: dan geldt het"), msg("Uw handtekening wordt gezet"), reading, null)}`
          : html`<div class="ts-note"><p>${refusalText(refusal, by)}</p></div>
              <div class="ts-actions ts-block">
                <button type="button" class="nl-button" @click=${onBack}>${msg("Terug")}</button>
              </div>`
      }`,
  );
}

/** After a signature. */
export function signedView(
  { done, others }: { readonly done: "proposed" | "published"; readonly others: readonly SignerRole[] },
  onBack: () => void,
): TemplateResult {
  const [first = "council", second = "spare"] = others;
  return row(
    done === "proposed" ? msg("Stap 1 van 2") : msg("Klaar"),
    html`<h1 class="nl-heading nl-heading--level-1">
        ${done === "proposed" ? msg("Getekend.") : msg("Deze lijst geldt vanaf nu.")}
      </h1>
      <p class="nl-paragraph nl-paragraph--lead">
        ${
          done === "proposed"
            ? msg(
                str`De lijst geldt nog niet. Nu moet ${signerName(first)} tekenen. Zeg het zelf: er gaat geen bericht. Alleen als dat echt niet kan, tekent ${signerName(second)}.`,
              )
            : msg(
                "Kwam er iemand bij, of kreeg een team een nieuwe sleutel? Dan geeft wie die sleutel maakte hem nu aan de anderen, op ‘Mijn sleutels’. Vraag daarom.",
              )
        }
      </p>
      <div class="ts-actions ts-block">
        <button type="button" class="nl-button nl-button--primary" @click=${onBack}>
          ${msg("Naar het overzicht")}
        </button>
      </div>`,
  );
}
