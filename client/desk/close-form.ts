// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { failureView } from "../design/failure.ts";
import { choiceView, fieldView } from "../design/field.ts";
import { formatDate } from "../design/format.ts";
import { outcomeLabel } from "../design/labels.ts";
import { typeInto } from "../design/typing.ts";
import { verdictView } from "../design/verdict.ts";
import type { Outcome, Said, SignalText } from "../protocol/index.ts";
import type { Deed } from "./deed.ts";
import { lacksToClose, outcomesFor, type Draft } from "./draft.ts";

interface Closing {
  readonly signal: SignalText;
  readonly draft: Draft;
  readonly deed: Deed | undefined;
  /** That it waits for its slot, in words. */
  readonly leaving: string;
  /** Somebody pressed the button before all was there. */
  readonly isMissing: boolean;
  readonly onChoose: (outcome: Outcome) => void;
  readonly onType: (reasons: string) => void;
  readonly onClose: () => void;
}

function reasonsHelp({ followed, about }: SignalText): string {
  if (!followed) return msg("De melder leest dit niet. Uw team leest het wel.");
  return about === "execution"
    ? msg("De melder leest dit. Zeg waarom, en wat er gebeurt in de uitvoering.")
    : msg("De melder leest dit. Zeg waarom, en wat er met het voorstel is gedaan.");
}

/** The desk's last word. Nothing is closed without reasons. */
export function closeForm(closing: Closing): TemplateResult {
  const { signal, draft, deed, leaving, isMissing, onChoose, onType, onClose } = closing;
  const isSending = deed?.state === "sending";
  const lacking = isMissing ? lacksToClose(draft, signal.about) : [];
  const submit = (event: Event): void => {
    event.preventDefault();
    onClose();
  };
  return html`<details class="ts-details ts-closing">
    <summary>${msg("Afsluiten met redenen")}</summary>
    <form novalidate @submit=${submit}>
      <p class="ts-small ts-soft">
        ${
          signal.followed
            ? msg("Schrijft de melder daarna nog, dan gaat het signaal weer open.")
            : msg("De melder komt niet terug. Zo blijft wel staan wat ermee is gedaan.")
        }
      </p>
      ${choiceView({
        id: "outcome",
        label: msg("Wat gebeurt er met wat de melder vraagt?"),
        problem: lacking.includes("outcome") ? msg("Kies wat ermee gebeurt.") : undefined,
        options: outcomesFor(signal.about).map((value) => ({ value, label: outcomeLabel(value) })),
        value: draft.outcome,
        onChoose,
      })}
      ${fieldView({
        id: "reasons",
        label: msg("De redenen"),
        help: reasonsHelp(signal),
        problem: lacking.includes("reasons")
          ? msg("Schrijf de redenen op. Zonder redenen sluit u niets af.")
          : undefined,
        rows: 4,
        value: draft.reasons,
        onInput: (typed, field) => onType(typeInto(field, typed)),
      })}
      <div class="ts-actions ts-block">
        <button type="submit" class="nl-button" aria-disabled=${isSending ? "true" : "false"}>
          ${isSending ? msg("Bezig met afsluiten") : msg("Signaal afsluiten")}
        </button>
      </div>
      <p class="ts-small ts-soft ts-notice" role="status">${leaving}</p>
      ${deed?.state === "failed" ? failureView(deed.error) : nothing}
    </form>
  </details>`;
}

function closedText({ name, date }: Said): string {
  const day = formatDate(date);
  return name === null ? msg(str`Afgesloten op ${day}.`) : msg(str`${name} sloot dit af op ${day}.`);
}

/** What stands instead of the form once it is closed. */
export function closedView(last: Said | undefined, isFollowed: boolean, notice: string): TemplateResult {
  return html`<h2 class="nl-heading nl-heading--level-3" id="closed" tabindex="-1">
      ${msg("Dit signaal is afgesloten")}
    </h2>
    ${
      last?.words.what === "closed"
        ? html`${verdictView(last.words.outcome, outcomeLabel(last.words.outcome))}
            <p>${closedText(last)}</p>`
        : nothing
    }
    <p class="ts-soft">
      ${
        isFollowed
          ? msg("U kunt nog een bericht sturen. Het signaal gaat pas weer open als de melder schrijft.")
          : msg("De melder komt niet terug. Uw team kan hier nog iets bij schrijven.")
      }
    </p>
    <p class="ts-small ts-soft ts-notice" role="status">${notice}</p>`;
}
