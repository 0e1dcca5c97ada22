// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { mayDecide } from "../case/tasks.ts";
import { needsConsent, standingRoute } from "../case/way.ts";
import { choiceView, fieldView } from "../design/field.ts";
import { formatDate } from "../design/format.ts";
import { routeLabel } from "../design/labels.ts";
import { proseView } from "../design/prose.ts";
import { typeInto } from "../design/typing.ts";
import type { Route, Said } from "../protocol/index.ts";
import { isFollowed, type OpenCase } from "./open-case.ts";
import { keptView, readableFrom, sendView } from "./send-view.ts";

const ROUTES: readonly Route[] = ["dissent", "misconduct", "integrity", "complaint"];

/** What happens next on each way. */
export function nextStep(route: Route): string {
  switch (route) {
    case "dissent":
      return msg("U behandelt het hier. U zorgt dat er een antwoord met redenen komt.");
    case "misconduct":
      return msg("U wijst de weg naar het meldpunt voor misstanden. Voor wie daar meldt, geldt een eigen wet.");
    case "integrity":
      return msg("U overlegt met de coördinator integriteit. Die bekijkt of er een regel is overtreden.");
    case "complaint":
      return msg("U wijst de weg naar de klachtencommissie. Daar vertelt de melder het zelf, met naam.");
  }
}

function answeredText({ answered }: Said): string {
  if (answered === null) return msg("De melder heeft nog niet geantwoord. Tot die tijd verandert er niets.");
  const day = formatDate(answered.date);
  return answered.agrees
    ? msg(str`De melder zei ja op ${day}.`)
    : msg(str`De melder zei nee op ${day}. Er verandert niets.`);
}

/** Which way it goes now, what was proposed, and what the submitter said to that. */
export function routeNowView({ thread: { conversation } }: OpenCase): TemplateResult {
  const { route, proposed } = standingRoute(conversation);
  const taken = conversation.findLast(({ words }) => words.what === "route" && words.route === route);
  const given = proposed ?? (needsConsent(route) ? (taken ?? null) : null);
  return html`<div id="route-now" tabindex="-1">
    <p>
      <strong>${msg(str`De weg is nu: ${routeLabel(route)}.`)}</strong>
      ${nextStep(route)}
    </p>
    ${
      proposed?.words.what === "route"
        ? html`<p>
            <strong
              >${msg(str`Voorgesteld op ${formatDate(proposed.date)}: ${routeLabel(proposed.words.route)}.`)}</strong
            >
          </p>`
        : nothing
    }
    ${
      given === null
        ? nothing
        : html`<p>${answeredText(given)}</p>
            ${given.answered === null || given.answered.text === "" ? nothing : proseView(given.answered.text)}`
    }
  </div>`;
}

function consentText(route: Route | null): string {
  if (route === null || !needsConsent(route)) return msg("De melder leest welke weg u kiest, en waarom.");
  return msg("U vraagt dit aan de melder. Zonder ja verandert er niets.");
}

function formView(open: OpenCase): TemplateResult {
  const { organisation, draft, deedOf, tried, onDraft, onDo } = open;
  const { route } = draft;
  const submit = (event: Event): void => {
    event.preventDefault();
    onDo("route");
  };
  const isAsking = route !== null && needsConsent(route);
  return html`<form novalidate @submit=${submit}>
    ${choiceView({
      id: "route",
      label: msg("Welke weg past?"),
      help: msg("Een andere weg dan tegenspraak kan alleen als de melder ja zegt."),
      problem: tried === "route" && route === null ? msg("Kies eerst een weg.") : undefined,
      options: ROUTES.map((value) => ({ value, label: routeLabel(value), help: nextStep(value) })),
      value: route,
      onChoose: (chosen) => onDraft({ route: chosen }),
    })}
    ${fieldView({
      id: "route-text",
      label: msg("Een woord erbij voor de melder"),
      help: consentText(route),
      rows: 3,
      value: draft.routeText,
      onInput: (typed, field) => onDraft({ routeText: typeInto(field, typed) }),
    })}
    ${sendView({
      deed: deedOf("route"),
      label: isAsking ? msg("Aan de melder vragen") : msg("Deze weg kiezen"),
      busy: msg("Bezig met versturen"),
      kept: null,
      organisation,
      onPress: null,
    })}
  </form>`;
}

/** The four ways. Who stands by the submitter does not choose one, and a submitter who does not come back cannot say yes. */
export function routeView(open: OpenCase): TemplateResult {
  const { thread, member } = open;
  if (!isFollowed(thread))
    return html`${routeNowView(open)}
      <p class="ts-soft">
        ${msg("Een andere weg kan hier niet. De melder komt niet terug, en kan dus geen ja zeggen.")}
      </p>`;
  if (!mayDecide(member.id, thread.side)) return routeNowView(open);
  return html`${routeNowView(open)} ${keptView(open.deedOf("route"), readableFrom, open.organisation)}
    <details class="ts-details">
      <summary>${msg("Een weg kiezen")}</summary>
      ${formView(open)}
    </details>`;
}
