// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { SignerRole } from "#crypto/directory/index.ts";
import { failureView } from "../design/failure.ts";
import { formatNames, formatNumber } from "../design/format.ts";
import { sectionView } from "../design/section.ts";
import { row } from "../design/sheet.ts";
import type { News } from "./changing.ts";
import { subjectText } from "./edit-text.ts";
import { invitationsView, withdrawView } from "./invitations-view.ts";
import { lackText } from "./lack-text.ts";
import { signerName, signerTitle } from "../design/signer.ts";
import { roleLabel } from "./role.ts";
import type { CeremonyView, DraftView, ShownInvitation } from "./shown.ts";
import { standingView } from "./standing-view.ts";
import type { Subject } from "./subject.ts";
import { SIGNER_ROLES } from "./signers.ts";

interface Overview {
  readonly view: CeremonyView;
  readonly draft: DraftView;
  readonly news: News | null;
  readonly failure: unknown;
  readonly isReading: boolean;
  readonly withdrawing: ShownInvitation | null;
  readonly onRead: () => void;
  readonly onProposal: (id: string) => void;
  readonly onDraft: () => void;
  readonly onInvite: () => void;
  readonly onOpen: (subject: Subject) => void;
  readonly onExport: () => void;
  readonly onRotate: () => void;
  readonly onWords: (hash: string) => void;
  readonly onTake: (invitation: ShownInvitation) => void;
  /** Null: not after all. */
  readonly onAskWithdraw: (invitation: ShownInvitation | null) => void;
  readonly onWithdraw: (invitation: ShownInvitation) => void;
}

/** Of others, which wait for a second signature. */
const proposalsOfOthers = ({ proposals, role }: CeremonyView) => proposals.filter((proposal) => proposal.role !== role);
const ownProposal = ({ proposals, role }: CeremonyView) => proposals.find((proposal) => proposal.role === role) ?? null;

const isTaken =
  ({ edits }: DraftView) =>
  ({ hash }: ShownInvitation) =>
    edits.some((edit) => (edit.what === "join" || edit.what === "signer") && edit.invitation === hash);

/** What is the case, as the first heading says it. */
function titleOf({ view, draft }: Overview): string {
  if (proposalsOfOthers(view).length > 0) return msg("Een voorstel wacht op uw handtekening");
  if (ownProposal(view) !== null) return msg("Uw voorstel wacht op een tweede handtekening");
  if (view.index === null)
    return draft.lacks.length === 0 ? msg("De eerste lijst is klaar om te tekenen") : msg("Er is nog geen lijst");
  const waiting = view.invitations.filter(({ state }) => state === "accepted").filter((one) => !isTaken(draft)(one));
  if (waiting.length > 0) return msg("Iemand nam uw uitnodiging aan");
  return draft.edits.length > 0 ? msg("U bent iets aan het veranderen") : msg("Niets wacht op u");
}

function leadOf({ view }: Overview): string {
  return view.index === null
    ? msg("U drieën richt de organisatie op. Met twee handtekeningen geldt de eerste lijst.")
    : msg("De lijst zegt wie signalen leest, met welke sleutels. Elke verandering heeft twee handtekeningen nodig.");
}

function newsView(news: News): TemplateResult {
  switch (news.news) {
    case "changed":
      return html`<div class="ts-note" role="status">
        <h2 class="nl-heading nl-heading--level-3">${msg("Iemand anders heeft de lijst intussen veranderd")}</h2>
        ${
          news.lost.length === 0
            ? html`<p>${msg("Hieronder staat wat er nu geldt. Wat u wilde veranderen, staat er nog.")}</p>`
            : html`<p>${msg("Hieronder staat wat er nu geldt. Kijk nog eens naar:")}</p>
                <ul class="ts-bullets">
                  ${news.lost.map((edit) => html`<li>${subjectText(edit)}</li>`)}
                </ul>`
        }
      </div>`;
    case "in-force":
      return html`<p class="ts-strong" role="status">
        ${msg("Uw voorstel heeft twee handtekeningen. Het geldt nu.")}
      </p>`;
    case "kept":
      return html`<p class="ts-strong" role="status">
        ${msg("Staat bij uw wijzigingen. Ga verder, of bekijk en teken ze.")}
      </p>`;
  }
}

function waitingSection(overview: Overview): TemplateResult {
  const { view, onProposal, onRead, isReading } = overview;
  const others = proposalsOfOthers(view);
  const own = ownProposal(view);
  // Before the first list every key is new, and goes along.
  const offered = view.index === null ? [] : view.offers;
  const offers = offered.map(({ maker, group }) => {
    const { teams, rungs, custodians } = overview.draft.statement;
    return [maker, [...teams, ...rungs, ...custodians].find(({ id }) => id === group)?.name ?? group] as const;
  });
  const isRotating = overview.draft.edits.some(({ what }) => what === "rotate");
  const isEmpty = others.length === 0 && own === null && offers.length === 0 && view.tokens.length === 0;
  return html`${isEmpty ? html`<p>${msg("Niemand vraagt nu iets van u.")}</p>` : nothing}
    <ul class="ts-items">
      ${others.map(
        ({ id, role, changes }) =>
          html`<li>
            <p>
              ${changes.length === 1 ? msg(str`${signerTitle(role)} stelt één verandering voor.`) : msg(str`${signerTitle(role)} stelt ${formatNumber(changes.length)} veranderingen voor.`)}
            </p>
            <button type="button" class="nl-button nl-button--primary" @click=${() => onProposal(id)}>
              ${msg("Bekijk de verschillen")}
            </button>
          </li>`,
      )}
      ${
        own === null
          ? nothing
          : html`<li>
              <p>
                ${msg(str`U tekende zelf al. Nu tekent ${formatNames(otherRoles(view).map(signerName))}, een van beiden.`)}
              </p>
              <button type="button" class="nl-button" @click=${() => onProposal(own.id)}>
                ${msg("Bekijk uw voorstel")}
              </button>
              <p class="ts-small ts-soft">${msg("Klopt het niet? Maak een nieuw voorstel. Dat vervangt dit.")}</p>
            </li>`
      }
      ${offers.map(
        ([maker, group]) =>
          html`<li>
            <p>
              ${isRotating ? msg(str`${maker} maakte een nieuwe sleutel voor ${group}. Hij gaat mee in uw wijzigingen.`) : msg(str`${maker} maakte een nieuwe sleutel voor ${group}. Hij gaat mee als daar mensen wisselen.`)}
            </p>
          </li>`,
      )}
      ${
        view.tokens.length === 0
          ? nothing
          : html`<li>
              <p>${msg("Wie de passen uitgeeft, maakte een nieuwe sleutel.")}</p>
              <button type="button" class="nl-button" @click=${() => overview.onOpen({ subject: "tokens" })}>
                ${msg("Bekijk de sleutel")}
              </button>
            </li>`
      }
    </ul>
    <div class="ts-actions">
      <button type="button" class="nl-button" aria-disabled=${isReading ? "true" : nothing} @click=${onRead}>
        ${isReading ? msg("Even kijken") : msg("Kijk of er iets nieuws is")}
      </button>
    </div>`;
}

export function otherRoles({ role }: CeremonyView): SignerRole[] {
  return SIGNER_ROLES.filter((each) => each !== role);
}

function draftSection({ view, draft, onDraft }: Overview): TemplateResult {
  const count = draft.changes.length;
  return html`${
      view.index === null
        ? nothing
        : html`<p>
            ${count === 1 ? msg("Eén verandering, die nog niemand ziet.") : msg(str`${formatNumber(count)} veranderingen, die nog niemand ziet.`)}
          </p>`
    }
    ${
      draft.lacks.length === 0
        ? html`<p>${msg("Alles is er. U kunt tekenen.")}</p>`
        : html`<ul class="ts-bullets">
            ${draft.lacks.map((lack) => html`<li>${lackText(lack)}</li>`)}
          </ul>`
    }
    <div class="ts-actions">
      <button
        type="button"
        class=${draft.lacks.length === 0 ? "nl-button nl-button--primary" : "nl-button"}
        @click=${onDraft}
      >
        ${view.index === null ? msg("Bekijk de eerste lijst") : msg("Bekijk wat u verandert")}
      </button>
    </div>`;
}

function invitationsSection(overview: Overview): TemplateResult {
  const { view, draft, withdrawing, onInvite, onWords, onTake, onAskWithdraw, onWithdraw } = overview;
  return html`${
      withdrawing === null
        ? nothing
        : withdrawView(
            withdrawing,
            () => onAskWithdraw(null),
            () => onWithdraw(withdrawing),
          )
    }
    ${invitationsView({ invitations: view.invitations, isTaken: isTaken(draft), onWords, onTake, onWithdraw: onAskWithdraw })}
    <div class="ts-actions">
      <button type="button" class="nl-button" @click=${onInvite}>${msg("Nodig iemand uit")}</button>
    </div>`;
}

function standingSection({ view, draft, onOpen, onExport, onRotate }: Overview): TemplateResult {
  const statement = view.index === null ? draft.statement : view.statement;
  return html`${standingView({ view, statement, onOpen, onRotate })}
  ${
    view.index === null
      ? nothing
      : html`<div class="ts-actions">
          <button type="button" class="nl-button" @click=${onExport}>${msg("Download een kopie van de lijst")}</button>
        </div>`
  }`;
}

/** What waits for whoever signed in, and what is in force. */
export function overviewView(overview: Overview): TemplateResult {
  const { view, draft, news, failure } = overview;
  const isFounding = view.index === null;
  return html`${row(
    roleLabel(view.role),
    html`<h1 class="nl-heading nl-heading--level-1">${titleOf(overview)}</h1>
      <p class="nl-paragraph nl-paragraph--lead">${leadOf(overview)}</p>
      ${news === null ? nothing : newsView(news)} ${failure === null ? nothing : failureView(failure)}`,
  )}
  ${sectionView("", msg("Wat op u wacht"), waitingSection(overview))}
  ${
    isFounding || draft.edits.length > 0
      ? sectionView(
          draft.lacks.length === 0 ? msg("Klaar om te tekenen") : msg("Nog niet klaar"),
          isFounding ? msg("De eerste lijst") : msg("Uw wijzigingen"),
          draftSection(overview),
        )
      : nothing
  }
  ${sectionView("", msg("Uitnodigingen"), invitationsSection(overview))}
  ${sectionView(
    view.index === null ? "" : msg(str`Versie ${formatNumber(view.index + 1)}`),
    isFounding ? msg("Wat er straks geldt") : msg("Wat er nu geldt"),
    standingSection(overview),
  )}`;
}
