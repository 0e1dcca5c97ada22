// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { Statement } from "#crypto/directory/index.ts";
import { fingerprintView } from "../keys/fingerprint-view.ts";
import { formatDate, formatLongDate, formatNames, formatNumber } from "../design/format.ts";
import { purposeName } from "./change-text.ts";
import type { GroupKind } from "./change.ts";
import { groupsOf, type Group } from "./changes-groups.ts";
import { groupNamesOf } from "./lacks.ts";
import { signerName, signerTitle } from "../design/signer.ts";
import type { CeremonyView } from "./shown.ts";
import type { Subject } from "./subject.ts";
import { SIGNER_ROLES } from "./signers.ts";

// What is in the list, subject by subject, with the way to change each.

interface Standing {
  readonly view: CeremonyView;
  /** As it is shown: in force, or before the first list as it would be. */
  readonly statement: Statement;
  readonly onOpen: (subject: Subject) => void;
  readonly onRotate: () => void;
}

function changeButton(label: string, about: string, onPress: () => void): TemplateResult {
  return html`<button type="button" class="ts-link ts-alone" aria-label=${about} @click=${onPress}>${label}</button>`;
}

/** A line of what is there, and the way to change it. */
function lineView(text: string | TemplateResult, action: TemplateResult | typeof nothing): TemplateResult {
  return html`<li><span>${text}</span>${action}</li>`;
}

function rowView(term: string, lines: readonly TemplateResult[]): TemplateResult {
  return html`<div>
    <dt>${term}</dt>
    <dd>
      <ul class="ts-list">
        ${lines}
      </ul>
    </dd>
  </div>`;
}

const soft = (text: string): TemplateResult => html`<span class="ts-soft">${text}</span>`;

const change = (term: string, onPress: () => void): TemplateResult =>
  changeButton(msg("Wijzig"), msg(str`Wijzig: ${term}`), onPress);

function peopleRow({ view, statement, onOpen }: Standing): TemplateResult {
  if (statement.members.length === 0)
    return rowView(msg("Mensen"), [lineView(soft(msg("Nog niemand. Nodig mensen uit.")), nothing)]);
  const lines = statement.members.map(({ id, name }) => {
    const groups = groupNamesOf(statement, id);
    const text = html`${name}${groups.length === 0 ? nothing : soft(`, ${formatNames(groups)}`)}`;
    // Who is not in force yet came in by an invitation, and goes with it.
    const isInForce = view.statement.members.some((member) => member.id === id);
    return lineView(text, isInForce ? change(name, () => onOpen({ subject: "member", id })) : nothing);
  });
  return rowView(msg("Mensen"), lines);
}

function groupLine(group: Group, { view, statement, onOpen }: Standing): TemplateResult {
  const { kind, id, name, members, isConfidential } = group;
  const people = members.map((member) => statement.members.find((each) => each.id === member)?.name ?? member);
  const open = kind === "rung" && !isConfidential ? msg(", niet vertrouwelijk") : "";
  const join = changeButton(msg("Iemand komt erbij"), msg(str`Iemand komt erbij: ${name}`), () =>
    onOpen({ subject: "joining", id }),
  );
  const edit = change(name, () => onOpen({ subject: "group", kind, id }));
  // Of who makes cards there is one. Before the first list people come by invitation only.
  const action = kind === "custodian" || view.index === null ? edit : html`${join}${edit}`;
  return lineView(html`${name}${soft(`: ${formatNames(people)}${open}`)}`, action);
}

function groupsRow(term: string, kind: GroupKind, more: string, standing: Standing): TemplateResult {
  const groups = groupsOf(standing.statement, kind);
  const lines =
    groups.length === 0
      ? [lineView(soft(msg("Nog geen.")), nothing)]
      : groups.map((group) => groupLine(group, standing));
  const hasRoom = standing.statement.members.length > 0 && (kind !== "custodian" || groups.length < 2);
  const add = changeButton(more, more, () => standing.onOpen({ subject: "group", kind, id: null }));
  const isRotatable = kind === "team" && standing.view.index !== null;
  const rotation = msg("Nieuwe sleutels voor dit kwartaal");
  return rowView(term, [
    ...lines,
    ...(hasRoom ? [html`<li>${add}</li>`] : []),
    ...(isRotatable ? [html`<li>${changeButton(rotation, rotation, standing.onRotate)}</li>`] : []),
  ]);
}

function ladderText({ ladder, rungs }: Statement): string {
  if (ladder.length === 0) return msg("Een signaal gaat nergens vanzelf heen.");
  return ladder.map((id) => rungs.find((rung) => rung.id === id)?.name ?? id).join(", ");
}

function clausesText(count: number): string {
  if (count === 0) return msg("Nog geen.");
  return count === 1 ? msg("Eén afspraak") : msg(str`${formatNumber(count)} afspraken`);
}

function plainRows({ statement, onOpen }: Standing): TemplateResult {
  const { organisation, relay, terms, units, themes, clauses, holidays, releaseDays } = statement;
  const row = (term: string, text: string | TemplateResult, subject: Subject): TemplateResult =>
    rowView(term, [
      lineView(
        text,
        change(term, () => onOpen(subject)),
      ),
    ]);
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
  ${row(msg("Gedragslijn"), clausesText(clauses.length), { subject: "clauses" })}
  ${row(
    msg("Vrije dagen"),
    msg(str`${formatNumber(holidays.days.length)} dagen, tot en met ${formatLongDate(holidays.until)}`),
    { subject: "holidays" },
  )}
  ${row(
    msg("Dagen met cijfers"),
    releaseDays.length === 0
      ? msg("Nog geen.")
      : msg(str`${formatNumber(releaseDays.length)} dagen, de laatste op ${formatLongDate(releaseDays.at(-1) ?? "")}`),
    { subject: "releaseDays" },
  )}`;
}

function keyRows({ statement, onOpen }: Standing): TemplateResult {
  const witnesses = statement.witnesses.map(({ name }) => name);
  const tokens = statement.tokens.map(({ purpose, from, until }) =>
    lineView(msg(str`Voor ${purposeName(purpose)}, van ${formatDate(from)} tot en met ${formatDate(until)}`), nothing),
  );
  return html`${rowView(msg("Getuigen"), [
    lineView(
      witnesses.length === 0 ? soft(msg("Nog geen.")) : formatNames(witnesses),
      change(msg("Getuigen"), () => onOpen({ subject: "witnesses" })),
    ),
  ])}
  ${rowView(msg("Sleutels voor passen"), [
    ...tokens,
    lineView(
      tokens.length === 0 ? soft(msg("Nog geen.")) : "",
      change(msg("Sleutels voor passen"), () => onOpen({ subject: "tokens" })),
    ),
  ])}`;
}

/** The three, with the words of their keys. */
function signersRow({ view: { signers, role: own } }: Standing): TemplateResult {
  const lines = SIGNER_ROLES.map((role) => {
    const words = signers[role];
    const whose = html`<p>${signerTitle(role)}${role === own ? soft(msg(", dat bent u")) : nothing}</p>`;
    return html`<li class="ts-list-open">
      ${whose}
      ${
        words === null
          ? html`<p>${soft(msg("Heeft de uitnodiging nog niet aangenomen."))}</p>`
          : fingerprintView(words, msg(str`Zes woorden van ${signerName(role)}`))
      }
    </li>`;
  });
  return rowView(msg("Wie er tekent"), lines);
}

export function standingView(standing: Standing): TemplateResult {
  return html`<dl class="ts-pairs">
    ${peopleRow(standing)} ${groupsRow(msg("Teams"), "team", msg("Nog een team"), standing)}
    ${groupsRow(msg("Treden"), "rung", msg("Nog een trede"), standing)}
    ${groupsRow(msg("Kaarten"), "custodian", msg("Kies wie kaarten maakt"), standing)} ${plainRows(standing)}
    ${keyRows(standing)} ${signersRow(standing)}
  </dl>`;
}
