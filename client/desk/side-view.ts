// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { agreedDays, type Calendar } from "../case/urgency.ts";
import { formatDate, formatNames } from "../design/format.ts";
import type { DeskThread, Member, Organisation } from "../protocol/index.ts";

interface Side {
  readonly thread: DeskThread;
  readonly member: Member;
  readonly organisation: Organisation;
  readonly calendar: Calendar;
}

const namesOf = (ids: readonly string[], { people }: Organisation): string =>
  formatNames(ids.map((id) => people.find((person) => person.id === id)?.name ?? id));

function readersView({ thread, member, organisation }: Side): TemplateResult {
  const excluded = thread.signal?.excluded ?? [];
  return html`<section aria-labelledby="readers">
    <h2 class="nl-heading nl-heading--level-4" id="readers">${msg("Wie dit kan lezen")}</h2>
    <p>${msg(str`${member.team.name}: ${formatNames(member.team.members)}. Verder niemand.`)}</p>
    ${
      excluded.length === 0
        ? nothing
        : html`<p>
            <strong>${msg(str`Niet voor ${namesOf(excluded, organisation)}.`)}</strong>
            ${msg("Zo wil de melder het. Praat hier dus niet over met wie het niet mag zien.")}
          </p>`
    }
  </section>`;
}

function termsView({ thread, calendar }: Side): TemplateResult | typeof nothing {
  const { date, signal, waitsFor, isSeen } = thread;
  if (signal === null || waitsFor === "nobody") return nothing;
  const { decisionDate } = signal;
  const { seen, answer } = agreedDays({ date, decisionDate }, calendar);
  return html`<section aria-labelledby="terms">
    <h2 class="nl-heading nl-heading--level-4" id="terms">${msg("Wat er is afgesproken")}</h2>
    <p>${isSeen ? msg("Het is gelezen.") : msg(str`Lezen uiterlijk ${formatDate(seen)}.`)}</p>
    <p>${msg(str`Antwoord met redenen uiterlijk ${formatDate(answer)}.`)}</p>
    ${decisionDate === null ? nothing : html`<p>${msg(str`Datum van het besluit: ${formatDate(decisionDate)}.`)}</p>`}
  </section>`;
}

/** Beside a case, or under it where there is no room: who reads along, and what was agreed about time. */
export function sideView(side: Side): TemplateResult {
  return html`<div class="ts-side">${readersView(side)} ${termsView(side)}</div>`;
}
