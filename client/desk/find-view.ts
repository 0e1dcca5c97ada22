// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { FILTERS, toggleFilter, type Filter } from "../case/queue.ts";
import { formatNumber } from "../design/format.ts";
import { EVERYTHING, type Picked } from "./picking.ts";

interface Find {
  readonly picked: Picked;
  readonly hidden: number;
  readonly onPick: (picked: Picked) => void;
}

function filterLabel(filter: Filter): string {
  switch (filter) {
    case "mine":
      return msg("Mijn");
    case "unassigned":
      return msg("Nog van niemand");
    case "unread":
      return msg("Ongelezen");
    case "desk":
      return msg("Wacht op ons");
    case "policy":
      return msg("Beleid");
    case "execution":
      return msg("Uitvoering");
  }
}

function hiddenText(hidden: number): string {
  return hidden === 1
    ? msg("1 signaal staat er nu niet bij.")
    : msg(str`${formatNumber(hidden)} signalen staan er nu niet bij.`);
}

/** Searching and filtering, and always how many one does not see because of it. */
export function findView({ picked, hidden, onPick }: Find): TemplateResult {
  const { typed, filters } = picked;
  const isNarrowed = typed.trim() !== "" || filters.size > 0;
  const read = (event: Event): void => onPick({ ...picked, typed: (event.target as HTMLInputElement).value });
  return html`<search class="ts-find">
    <label class="ts-label" for="find">${msg("Zoeken")}</label>
    <input
      class="ts-field"
      id="find"
      type="search"
      maxlength="200"
      autocomplete="off"
      spellcheck="false"
      .value=${typed}
      @input=${read}
    />
    <div class="ts-filters" role="group" aria-label=${msg("Alleen tonen")}>
      ${FILTERS.map(
        (filter) =>
          html`<button
            type="button"
            class="ts-filter"
            aria-pressed=${filters.has(filter) ? "true" : "false"}
            @click=${() => onPick({ typed, filters: toggleFilter(filters, filter) })}
          >
            ${filterLabel(filter)}
          </button>`,
      )}
    </div>
    <div class="ts-left-out">
      <p class="ts-small ts-soft" role="status">${isNarrowed && hidden > 0 ? hiddenText(hidden) : nothing}</p>
      ${
        isNarrowed
          ? html`<button type="button" class="ts-link ts-small" @click=${() => onPick(EVERYTHING)}>
              ${msg("Alles tonen")}
            </button>`
          : nothing
      }
    </div>
  </search>`;
}
