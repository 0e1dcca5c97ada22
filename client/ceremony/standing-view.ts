// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { fingerprintView } from "../keys/fingerprint-view.ts";
import { html, nothing, type TemplateResult } from "lit";
import type { Statement } from "#crypto/directory/index.ts";
import { formatDate, formatLongDate, formatNames, formatNumber } from "../design/format.ts";
import { purposeName } from "./change-text.ts";
import type { GroupKind } from "./change.ts";
import { groupsOf, type Group } from "./changes-groups.ts";
import { groupNamesOf } from "./lacks.ts";
import { roleName, roleTitle } from "./roles.ts";
import type { CeremonyView } from "./shown.ts";
import type { Subject } from "./subject.ts";

// What is in the list, subject by subject, with the way to change each.

interface Standing {
  readonly view: CeremonyView;
  /** As it is shown: in force, or before the first list as it would be. */
  readonly statement: Statement;
  readonly onOpen: (subject: Subject) => void;
}

function changeButton(label: string, about: string, onPress: () => void): TemplateResult {
  return html`<button type="button" class="ts-link ts-alone" aria-label=${about} @click=${onPress}>${label}</button>`;
}

function rowView(term: string, content: TemplateResult, actions: TemplateResult): TemplateResult {
  return html`<div>
    <dt>${term}</dt>
    <dd>
      ${content}
      <p>${actions}</p>
    </dd>
  </div>`;
}

const change = (term: string, onPress: () => void): TemplateResult =>
  changeButton(msg("Wijzig"), msg(str`Wijzig: ${term}`), onPress);

function peopleRow({ statement, onOpen }: Standing): TemplateResult {
  const people = html`<ul class="ts-list">
    ${statement.members.map(({ id, name }) => {
      const groups = groupNamesOf(statement, id);
      return html`<li>
        <span
          >${name}${groups.length === 0 ? nothing : html`<span class="ts-soft">, ${formatNames(groups)}</span>`}</span
        >
        ${changeButton(msg("Wijzig"), msg(str`Wijzig: ${name}`), () => onOpen({ subject: "member", id }))}
      </li>`;
    })}
  </ul>`;
  const none = html`<p class="ts-soft">${msg("Nog niemand. Nodig mensen uit.")}</p>`;
  return rowView(msg("Mensen"), statement.members.length === 0 ? none : people, html``);
}

function groupItem(group: Group, { statement, onOpen }: Standing): TemplateResult {
  const { kind, id, name, members, isConfidential } = group;
  const people = members.map((member) => statement.members.find((each) => each.id === member)?.name ?? member);
  const open = kind === "rung" && !isConfidential ? msg(", niet vertrouwelijk") : "";
  return html`<li>
    <span>${name}<span class="ts-soft">: ${formatNames(people)}${open}</span></span>
    ${changeButton(msg("Wijzig"), msg(str`Wijzig: ${name}`), () => onOpen({ subject: "group", kind, id }))}
  </li>`;
}

function groupsRow(term: string, kind: GroupKind, more: string, standing: Standing): TemplateResult {
  const groups = groupsOf(standing.statement, kind);
  const list = html`<ul class="ts-list">
    ${groups.map((group) => groupItem(group, standing))}
  </ul>`;
  const add = changeButton(more, more, () => standing.onOpen({ subject: "group", kind, id: null }));
  const hasRoom = kind !== "custodian" || groups.length < 2;
  const none = html`<p class="ts-soft">${msg("Nog geen.")}</p>`;
  return rowView(
    term,
    groups.length === 0 ? none : list,
    hasRoom && standing.statement.members.length > 0 ? add : html``,
  );
}

function ladderText({ ladder, rungs }: Statement): string {
  if (ladder.length === 0) return msg("Een signaal gaat nergens vanzelf heen.");
  return ladder.map((id) => rungs.find((rung) => rung.id === id)?.name ?? id).join(", ");
}

function plainRows({ statement, onOpen }: Standing): TemplateResult {
  const { organisation, relay, terms, units, themes, clauses, holidays, releaseDays } = statement;
  const row = (term: string, text: string | TemplateResult, subject: Subject): TemplateResult =>
    rowView(
      term,
      html`<p>${text}</p>`,
      change(term, () => onOpen(subject)),
    );
  const orNone = (names: readonly string[]): string => (names.length === 0 ? msg("Nog geen.") : formatNames(names));
  const [seen, silence, answer] = [terms.seen, terms.silence, terms.answer].map(formatNumber);
  return html`${row(
    msg("Naam en adres"),
    html`${organisation === "" ? msg("Nog zonder naam") : organisation}<br />${relay}`,
    { subject: "organisation" },
  )}
  ${row(msg("Volgorde bij stilte"), ladderText(statement), { subject: "ladder" })}
  ${row(
    msg("Termijnen"),
    msg(str`Gezien binnen ${seen}, stilte omhoog na ${silence}, antwoord binnen ${answer} werkdagen.`),
    { subject: "terms" },
  )}
  ${row(msg("Thema’s"), orNone(themes), { subject: "themes" })}
  ${row(msg("Onderdelen"), orNone(units), { subject: "units" })}
  ${row(
    msg("Gedragslijn"),
    clauses.length === 1 ? msg("Eén afspraak") : msg(str`${formatNumber(clauses.length)} afspraken`),
    { subject: "clauses" },
  )}
  ${row(
    msg("Vrije dagen"),
    msg(str`${formatNumber(holidays.days.length)} dagen, tot en met ${formatLongDate(holidays.until)}`),
    { subject: "holidays" },
  )}
  ${row(
    msg("Dagen met cijfers"),
    releaseDays.length === 0 ? msg("Nog geen.") : formatNames(releaseDays.map(formatDate)),
    { subject: "releaseDays" },
  )}`;
}

function keyRows({ view, statement, onOpen }: Standing): TemplateResult {
  const tokens = statement.tokens.map(
    ({ purpose, from, until }) =>
      html`<li>${msg(str`Voor ${purposeName(purpose)}, van ${formatDate(from)} tot en met ${formatDate(until)}`)}</li>`,
  );
  return html`${rowView(
    msg("Getuigen"),
    html`<p>
      ${statement.witnesses.length === 0 ? msg("Nog geen.") : formatNames(statement.witnesses.map(({ name }) => name))}
    </p>`,
    change(msg("Getuigen"), () => onOpen({ subject: "witnesses" })),
  )}
  ${rowView(
    msg("Sleutels voor passen"),
    tokens.length === 0
      ? html`<p class="ts-soft">${msg("Nog geen.")}</p>`
      : html`<ul class="ts-list">
          ${tokens}
        </ul>`,
    change(msg("Sleutels voor passen"), () => onOpen({ subject: "tokens" })),
  )}
  ${rowView(msg("Wie er tekent"), signersView(view), html``)}`;
}

/** The three, with the words of their keys. */
export function signersView({ signers, role: own }: CeremonyView): TemplateResult {
  return html`<ul class="ts-list ts-list--open">
    ${(["officer", "council", "spare"] as const).map((role) => {
      const words = signers[role];
      return html`<li>
        <p>${roleTitle(role)}${role === own ? html`<span class="ts-soft">, ${msg("dat bent u")}</span>` : nothing}</p>
        ${words === null ? html`<p class="ts-soft">${msg("Heeft de uitnodiging nog niet aangenomen.")}</p>` : fingerprintView(words, msg(str`Zes woorden van ${roleName(role)}`))}
      </li>`;
    })}
  </ul>`;
}

export function standingView(standing: Standing): TemplateResult {
  return html`<dl class="ts-pairs">
    ${peopleRow(standing)} ${groupsRow(msg("Teams"), "team", msg("Nog een team"), standing)}
    ${groupsRow(msg("Treden"), "rung", msg("Nog een trede"), standing)}
    ${groupsRow(msg("Kaarten"), "custodian", msg("Kies wie kaarten maakt"), standing)} ${plainRows(standing)}
    ${keyRows(standing)}
  </dl>`;
}
