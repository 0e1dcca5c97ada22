// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { failureView } from "../design/failure.ts";
import { formatNumber } from "../design/format.ts";
import { leavingText } from "../design/leaving.ts";
import { progressView } from "../design/progress.ts";
import "../voucher/voucher-form.ts";
import { whereView } from "../voucher/where.ts";
import type { Leaving, Organisation } from "../protocol/index.ts";

/** Giving another pass: not yet, being asked for one, while it is exchanged, or what went wrong with it. */
export type Renewal =
  | { readonly name: "idle" }
  | { readonly name: "giving" }
  | { readonly name: "exchanging" }
  | { readonly name: "failed"; readonly error: unknown }
  | { readonly name: "done" };

interface Options {
  readonly postsLeft: number;
  readonly organisation: Organisation;
  readonly renewal: Renewal;
  readonly leaving: Leaving | null;
  readonly onRenew: () => void;
  readonly onGiven: () => void;
  readonly onLater: () => void;
}

/** From here on it is said: three messages ahead there is time to get another. */
const FORESEEN = 3;

function leftTitle(postsLeft: number): string {
  if (postsLeft === 0) return msg("Voor een volgend bericht is een pas of kaart nodig");
  if (postsLeft === 1) return msg("U kunt nog één bericht sturen");
  return msg(str`U kunt nog ${formatNumber(postsLeft)} berichten sturen`);
}

function leftText(postsLeft: number): string {
  return postsLeft === 0
    ? msg(
        "Uw pas of kaart is op. Lezen kan altijd. Geef een nieuwe pas of kaart, dan kunt u weer vijftien berichten sturen.",
      )
    : msg("Daarna is een nieuwe pas of kaart nodig. U kunt die nu al geven, of later.");
}

function formView({ renewal, organisation, leaving, onGiven, onLater, onRenew }: Options): TemplateResult {
  switch (renewal.name) {
    case "idle":
    case "done":
      return html`<button type="button" class="nl-button" @click=${onRenew}>
        ${msg("Nieuwe pas of kaart geven")}
      </button>`;
    case "exchanging":
      return progressView(leavingText(leaving) || msg("Uw pas wordt ingewisseld."));
    case "giving":
    case "failed":
      return html`${renewal.name === "failed" ? failureView(renewal.error) : nothing}
        <ts-voucher .given=${null} @given=${onGiven}></ts-voucher>
        <button type="button" class="ts-link ts-alone" @click=${onLater}>${msg("Niet nu")}</button>
        ${whereView(organisation)}`;
  }
}

/** Nothing while there is plenty; before it runs out, how much is left and what to do. */
export function postsLeftView(options: Options): TemplateResult | typeof nothing {
  const { postsLeft, renewal } = options;
  if (postsLeft > FORESEEN) {
    return html`<p class="ts-small ts-soft ts-daynote" role="status" id="renewed" tabindex="-1">
      ${renewal.name === "done" ? msg(str`Uw pas is ingewisseld. U kunt nog ${formatNumber(postsLeft)} berichten sturen.`) : nothing}
    </p>`;
  }
  return html`<div class="ts-note ts-block" id="posts-left" tabindex="-1">
    <h3 class="nl-heading nl-heading--level-3">${leftTitle(postsLeft)}</h3>
    <p>${leftText(postsLeft)}</p>
    ${formView(options)}
  </div>`;
}
