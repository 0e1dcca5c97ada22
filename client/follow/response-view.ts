// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { failureView } from "../design/failure.ts";
import { fieldView } from "../design/field.ts";
import { leavingText } from "../design/leaving.ts";
import { formatDate, formatTime } from "../design/format.ts";
import { proseView } from "../design/prose.ts";
import { typeInto } from "../design/typing.ts";
import type { Organisation, Route, Said } from "../protocol/index.ts";
import { answerId, type Answers } from "./answers.ts";

interface Asked {
  readonly said: Said;
  readonly answers: Answers;
  readonly organisation: Organisation;
}

/** What another way means for whoever wrote the signal. */
function wayText(route: Exclude<Route, "dissent">): string {
  switch (route) {
    case "misconduct":
      return msg(
        "Dit kan een misstand zijn, zoals in de Wet bescherming klokkenluiders. Dan gaan andere mensen erover. Er gelden ook andere regels om u te beschermen. Zegt u ja? Dan legt het team hier eerst uit wie dat zijn, en wat u voor die bescherming moet doen.",
      );
    case "integrity":
      return msg(
        "Dit kan gaan over iemand die zich niet aan de regels houdt. Zegt u ja? Dan brengt het team het naar de integriteitscoördinatoren. U volgt het hier.",
      );
    case "complaint":
      return msg(
        "Dit gaat over uzelf, of over hoe iemand zich gedraagt. Daarvoor is de klachtenregeling. Zegt u ja? Dan legt het team hier uit hoe dat gaat. Voor een klacht is meestal uw naam nodig. Die geeft u alleen als u dat zelf wilt.",
      );
  }
}

function questionView({ said: { words } }: Asked): TemplateResult {
  if (words.what === "route" && words.route !== "dissent") {
    return html`<h3 class="nl-heading nl-heading--level-3">${msg("Mag uw signaal deze weg op?")}</h3>
      <p>${wayText(words.route)}</p>
      <p>${msg("Zegt u nee? Dan blijft het een gewoon signaal, en blijft het bij dit team.")}</p>
      <p class="ts-soft">
        ${msg("Zonder uw ja gaat het nergens anders heen. Alleen een strafbaar feit moet het team soms aangeven. Doet u niets, dan is dat nee.")}
      </p>`;
  }
  return html`<h3 class="nl-heading nl-heading--level-3">${msg("Mag dit hogerop worden verteld?")}</h3>
    <p>
      ${msg("Dit is de samenvatting. Verander gerust wat niet klopt, of wat u kan verraden. Alleen deze tekst gaat omhoog, en niets anders.")}
    </p>
    <p class="ts-soft">${msg("Zonder uw ja gaat er niets omhoog. Doet u niets, dan is dat nee.")}</p>`;
}

function textView({ said, answers }: Asked): TemplateResult | typeof nothing {
  if (said.words.what !== "paraphrase") return nothing;
  const { text, isMissing } = answers.to(said);
  return fieldView({
    id: `${answerId(said)}-text`,
    label: msg("Zo mag het omhoog"),
    rows: 5,
    value: text,
    problem: isMissing ? msg("Hier staat nog niets. Schrijf wat omhoog mag, of zeg nee.") : undefined,
    onInput: (typed, field) => answers.type(said, typeInto(field, typed)),
  });
}

function labels({ words }: Said, text: string): readonly [yes: string, no: string] {
  if (words.what !== "paraphrase") return [msg("Ja, dat mag"), msg("Nee, blijf op deze weg")];
  const yes = text === words.text ? msg("Ja, zo mag het omhoog") : msg("Ja, met mijn woorden");
  return [yes, msg("Nee, dit mag niet omhoog")];
}

function formView(asked: Asked): TemplateResult {
  const { said, answers } = asked;
  const { text, isSending, leaving, failure } = answers.to(said);
  const [yes, no] = labels(said, text);
  const disabled = isSending ? "true" : "false";
  return html`${questionView(asked)} ${textView(asked)} ${failure === null ? nothing : failureView(failure)}
    <div class="ts-actions">
      <button
        type="button"
        class="nl-button nl-button--primary"
        aria-disabled=${disabled}
        @click=${() => void answers.send(said, true)}
      >
        ${isSending ? msg("Bezig met versturen") : yes}
      </button>
      <button type="button" class="nl-button" aria-disabled=${disabled} @click=${() => void answers.send(said, false)}>
        ${no}
      </button>
    </div>
    <p class="ts-small ts-soft ts-daynote" role="status">${leavingText(leaving)}</p>`;
}

function answeredView({ said, answers }: Asked): TemplateResult {
  const { words, answered } = said;
  if (answered === null) return html``;
  const day = formatDate(answered.date);
  const isChanged = words.what === "paraphrase" && answered.agrees && answered.text !== words.text;
  return html`<p class="ts-strong">
      ${answered.agrees ? msg(str`U zei ja op ${day}.`) : msg(str`U zei nee op ${day}.`)}
    </p>
    ${isChanged ? html`<p>${msg("Met uw eigen woorden. Alleen deze tekst mag omhoog:")}</p>` : nothing}
    ${isChanged ? proseView(answered.text) : nothing}
    <button type="button" class="ts-link ts-alone" @click=${() => void answers.open(said)}>
      ${msg("Toch iets anders antwoorden")}
    </button>`;
}

/** Where a route or a summary gets a yes or a no, and what was said to it. The last that is said counts. */
export function responseView(asked: Asked): TemplateResult {
  const { said, answers, organisation } = asked;
  const { isOpen, sentUntil } = answers.to(said);
  const isAsking = isOpen || (said.answered === null && sentUntil === null);
  return html`<div class="ts-note ts-block" id=${answerId(said)} tabindex="-1">
    ${isAsking ? formView(asked) : answeredView(asked)}
    <p class="ts-small ts-soft" role="status">
      ${
        sentUntil === null
          ? nothing
          : msg(
              str`Uw antwoord is verstuurd. Het team kan het lezen vanaf ${formatTime(sentUntil, organisation.interval)}.`,
            )
      }
    </p>
  </div>`;
}
