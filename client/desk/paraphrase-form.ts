// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { lastParaphrase } from "../case/way.ts";
import { fieldView } from "../design/field.ts";
import { formatDate } from "../design/format.ts";
import { proseView } from "../design/prose.ts";
import { typeInto } from "../design/typing.ts";
import type { Said } from "../protocol/index.ts";
import { isFollowed, type OpenCase } from "./open-case.ts";
import { keptView, readableFrom, sendView } from "./send-view.ts";

function answerOf({ answered, date }: Said, isChanged: boolean): string {
  if (answered === null) return msg(str`Ligt sinds ${formatDate(date)} bij de melder. Zonder ja gaat er niets omhoog.`);
  const day = formatDate(answered.date);
  if (!answered.agrees) return msg(str`De melder zei nee op ${day}. Er gaat niets omhoog.`);
  return isChanged
    ? msg(str`De melder veranderde de tekst, en zei ja op ${day}. Dit mag omhoog, en niets anders:`)
    : msg(str`De melder zei ja op ${day}. Dit mag omhoog, en niets anders:`);
}

/** What the submitter let go up is what counts, also where it is not what was proposed. */
function standingView(said: Said): TemplateResult {
  const { words, answered } = said;
  const proposed = words.what === "paraphrase" ? words.text : "";
  const allowed = answered?.agrees === true && answered.text !== "" ? answered.text : proposed;
  const isRefused = answered?.agrees === false;
  return html`<p>${answerOf(said, allowed !== proposed)}</p>
    <blockquote class="ts-summary-text">${proseView(allowed)}</blockquote>
    ${
      isRefused && answered.text !== ""
        ? html`<p>${msg("De melder schrijft erbij:")}</p>
            ${proseView(answered.text)}`
        : nothing
    }`;
}

function formView(open: OpenCase): TemplateResult {
  const { organisation, draft, deedOf, tried, onDraft, onDo } = open;
  const submit = (event: Event): void => {
    event.preventDefault();
    onDo("paraphrase");
  };
  return html`<form novalidate @submit=${submit}>
    ${fieldView({
      id: "paraphrase",
      label: msg("Uw samenvatting"),
      help: msg("Geen naam, plek of functie. Gebruik eigen woorden: een schrijfstijl kan iemand verraden."),
      rows: 4,
      value: draft.paraphrase,
      problem:
        tried === "paraphrase" && draft.paraphrase.trim() === "" ? msg("Schrijf eerst uw samenvatting.") : undefined,
      onInput: (typed, field) => onDraft({ paraphrase: typeInto(field, typed) }),
    })}
    ${sendView({
      deed: deedOf("paraphrase"),
      label: msg("Aan de melder voorleggen"),
      busy: msg("Bezig met versturen"),
      kept: null,
      organisation,
      onPress: null,
    })}
  </form>`;
}

/** A summary in the desk's words, which goes up only with a yes. */
export function paraphraseView(open: OpenCase): TemplateResult {
  const { thread } = open;
  const last = lastParaphrase(thread.conversation);
  if (!isFollowed(thread))
    return html`<p class="ts-soft">
      ${msg("De melder komt niet terug. Omhoog mag alleen wat de melder daarvoor zelf schreef.")}
    </p>`;
  return html`<div id="paraphrase-now" tabindex="-1">
      ${last === null ? html`<p>${msg("Er is nog geen samenvatting voorgelegd.")}</p>` : standingView(last)}
    </div>
    ${keptView(open.deedOf("paraphrase"), readableFrom, open.organisation)}
    <details class="ts-details">
      <summary>${last === null ? msg("Een samenvatting schrijven") : msg("Een nieuwe samenvatting schrijven")}</summary>
      ${formView(open)}
    </details>`;
}
