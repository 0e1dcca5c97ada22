// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import type { nothing } from "lit";
import { html, type TemplateResult } from "lit";
import { checkStep } from "./check-step.ts";
import { decisionStep } from "./decision-step.ts";
import type { Form } from "./form.ts";
import { kindStep } from "./kind-step.ts";
import { passStep } from "./pass-step.ts";
import { readersStep } from "./readers-step.ts";
import { alternativeStep, factsStep, triedStep, upStep } from "./text-steps.ts";

interface Step {
  readonly title: string;
  readonly lead: string;
  readonly content: (form: Form) => TemplateResult;
}

const steps = (): readonly Step[] => [
  {
    title: msg("Geef eerst uw pas of kaart"),
    lead: msg("Daarmee laat u zien dat u hier werkt. Niet wie u bent."),
    content: passStep,
  },
  {
    title: msg("Wat voor signaal is het?"),
    lead: msg("Kies wat het beste past. U kunt straks alles nog veranderen."),
    content: kindStep,
  },
  {
    title: msg("Over welk besluit gaat het?"),
    lead: msg("Noem geen namen en geen plek waar weinig mensen werken."),
    content: decisionStep,
  },
  {
    title: msg("Wie mag het lezen?"),
    lead: msg(
      "Eén team van vertrouwenspersonen krijgt uw signaal. Iedereen in dat team kan het openen, en verder niemand. Wat zij lezen, kan wel bekend worden: door de wet, of als iemand het doorvertelt.",
    ),
    content: readersStep,
  },
  {
    title: msg("Wat is er aan de hand?"),
    lead: msg("Schrijf de feiten en uw oordeel los van elkaar. Dan kan niemand zeggen dat het ‘maar een mening’ is."),
    content: factsStep,
  },
  {
    title: msg("Wat kan er anders?"),
    lead: msg("Een voorstel maakt uw signaal sterker. Het hoeft niet af te zijn."),
    content: alternativeStep,
  },
  {
    title: msg("Wat is al geprobeerd?"),
    lead: msg("En wat wilt u dat er nu gebeurt?"),
    content: triedStep,
  },
  {
    title: msg("Wat mag omhoog?"),
    lead: msg("Een aparte tekst, voor mensen buiten het team. U bepaalt zelf wat erin staat."),
    content: upStep,
  },
  {
    title: msg("Klopt dit zo?"),
    lead: msg("Dit is precies wat iedere lezer ziet. Lees het nog één keer rustig door."),
    content: checkStep,
  },
];

export function stepView(number: number, form: Form, summary: TemplateResult | typeof nothing): TemplateResult {
  const step = steps()[number];
  if (step === undefined) return html``;
  return html`<h1 class="nl-heading nl-heading--level-1">${step.title}</h1>
    <p class="nl-paragraph nl-paragraph--lead">${step.lead}</p>
    ${summary} ${step.content(form)}`;
}
