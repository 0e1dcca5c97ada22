// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { hasInvisible } from "../case/plain-text.ts";
import { failureView } from "../design/failure.ts";
import { fieldView } from "../design/field.ts";
import { proseView } from "../design/prose.ts";
import { typeInto } from "../design/typing.ts";
import type { Room } from "../protocol/index.ts";
import type { Deed } from "./deed.ts";
import { hasMarks, toggleMark, type Mark } from "./markup.ts";
import { templatesView } from "./templates.ts";

interface Answer {
  readonly text: string;
  readonly deed: Deed | undefined;
  /** Of a message that was kept, in words. */
  readonly notice: string;
  readonly room: Room | null;
  /** Whether the submitter will come back to read it. */
  readonly isFollowed: boolean;
  /** Somebody pressed the button while there was nothing to send. */
  readonly isMissing: boolean;
  /** Whether something invisible was taken out of what was typed or pasted. */
  readonly wasCleaned: boolean;
  /** That an answer can begin with. */
  readonly sentences: readonly string[];
  readonly onType: (text: string, wasCleaned: boolean) => void;
  readonly onSend: () => void;
}

function problemOf({ text, room, isMissing }: Answer): string | undefined {
  if (isMissing && text.trim() === "") return msg("Schrijf eerst uw antwoord.");
  if (room?.fits === false) {
    return msg("Dit past niet in één bericht. Maak het korter, of stuur het in twee berichten.");
  }
  return undefined;
}

function markButton(mark: Mark, label: string, { onType, wasCleaned }: Answer): TemplateResult {
  const press = (event: Event): void => {
    const field = (event.currentTarget as HTMLElement).closest("form")?.querySelector("textarea");
    if (!field) return;
    const { selectionStart, selectionEnd, value } = field;
    const { text, start, end } = toggleMark({ text: value, start: selectionStart, end: selectionEnd }, mark);
    field.value = text;
    field.focus();
    field.setSelectionRange(start, end);
    onType(text, wasCleaned);
  };
  return html`<button type="button" class="nl-button" aria-controls="message" @click=${press}>${label}</button>`;
}

function submitOnEnter(event: KeyboardEvent): void {
  if (event.key !== "Enter" || event.isComposing || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  (event.target as HTMLElement).closest("form")?.requestSubmit();
}

export function answerForm(answer: Answer): TemplateResult {
  const { text, deed, notice, isFollowed, wasCleaned, sentences, onType, onSend } = answer;
  const isSending = deed?.state === "sending";
  const send = (event: Event): void => {
    event.preventDefault();
    onSend();
  };
  return html`<form novalidate @submit=${send}>
    ${fieldView({
      id: "message",
      label: msg("Uw antwoord"),
      help: isFollowed
        ? msg("De melder leest dit. Vraag niet naar een naam, een plek of een functie.")
        : msg("De melder leest dit niet. Uw team leest het wel."),
      rows: 4,
      value: text,
      problem: problemOf(answer),
      onInput: (typed, field) => onType(typeInto(field, typed), wasCleaned || hasInvisible(typed)),
      onKey: submitOnEnter,
    })}
    <div class="ts-marks" role="group" aria-label=${msg("Opmaak")}>
      ${markButton("strong", msg("Vet"), answer)} ${markButton("bullets", msg("Lijst"), answer)}
      ${markButton("numbers", msg("Genummerde lijst"), answer)}
    </div>
    ${isFollowed ? templatesView({ sentences, onType: (typed) => onType(typed, wasCleaned) }) : nothing}
    <div class="ts-actions">
      <button type="submit" class="nl-button nl-button--primary" aria-disabled=${isSending ? "true" : "false"}>
        ${isSending ? msg("Bezig met versturen") : isFollowed ? msg("Antwoord sturen") : msg("Bericht bewaren")}
      </button>
    </div>
    ${deed?.state === "failed" ? failureView(deed.error) : nothing}
    <p class="ts-small ts-soft ts-notice" role="status">
      ${notice}${
        wasCleaned && notice === ""
          ? msg("Onzichtbare tekens uit uw tekst zijn weggehaald. De rest is niet veranderd.")
          : nothing
      }
    </p>
    ${
      hasMarks(text)
        ? html`<div class="ts-preview">
            <p class="ts-who">${isFollowed ? msg("Zo ziet de melder het") : msg("Zo ziet uw team het")}</p>
            ${proseView(text)}
          </div>`
        : nothing
    }
  </form>`;
}
