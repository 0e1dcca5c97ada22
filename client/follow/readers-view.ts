// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { formatNames } from "../design/format.ts";
import { pairsView, type Pair } from "../design/pairs.ts";
import type { Organisation } from "../protocol/index.ts";
import type { Found } from "./found.ts";

interface Reading {
  readonly thread: Found;
  readonly organisation: Organisation;
}

/** Names of those who can read what is written next. */
export function nextReaders({ reopening, readers: { now, still, joining }, team }: Found): readonly string[] {
  if (reopening === "due") return team?.members ?? [];
  // Where the key is the same, a colleague can give it to who is new.
  return [...now, ...still, ...(reopening === "none" ? joining : [])];
}

/** Whether the people of the team are not those who can read. */
export function hasChanged({ reopening, readers: { still, joining } }: Found): boolean {
  return reopening === "behind" || still.length + joining.length > 0;
}

const excludedNames = ({ thread, organisation }: Reading): string[] =>
  organisation.people.filter(({ id }) => thread.signal?.excluded.includes(id)).map(({ name }) => name);

function leftText(names: readonly string[]): string {
  const list = formatNames(names);
  return names.length === 1
    ? msg(str`${list} hoort niet meer bij het team, en kan uw signaal nog lezen.`)
    : msg(str`${list} horen niet meer bij het team, en kunnen uw signaal nog lezen.`);
}

function joinedText(names: readonly string[]): string {
  const list = formatNames(names);
  return names.length === 1 ? msg(str`${list} kwam bij het team.`) : msg(str`${list} kwamen bij het team.`);
}

/** What the next thing that is sent does about it, or why it does not. */
function remedyText(reading: Reading): string {
  const { thread } = reading;
  const next = formatNames(nextReaders(thread));
  const still = formatNames(thread.readers.still);
  switch (thread.reopening) {
    case "due":
      return still === ""
        ? msg(str`Wat u hierna stuurt, lezen ${next}.`)
        : msg(str`Wat u hierna stuurt, lezen alleen ${next}. Wat er al staat, blijft leesbaar voor ${still}.`);
    case "unread":
      return msg(
        str`Haal eerst het oudere deel op: daarin staat wie uw signaal niet mag zien. Tot dan lezen ${next} wat u stuurt.`,
      );
    case "excluded": {
      const present = excludedNames(reading).filter((name) => thread.team?.members.includes(name));
      return msg(
        str`In het team zit nu iemand die uw signaal niet mag zien: ${formatNames(present)}. Daarom gaat er niets naar het nieuwe team. Wat u stuurt, lezen alleen ${next}.`,
      );
    }
    case "unvouched":
      return msg(
        str`Niemand anders bevestigt nu de sleutels van het nieuwe team. Tot dan lezen ${next} wat u stuurt. Kijk later opnieuw.`,
      );
    case "behind":
      return msg(
        "Ga weg van deze pagina en open uw signaal opnieuw. Dan ziet u wie het nu kan lezen. Tot dan kunt u niets sturen.",
      );
    case "none":
      return thread.team === null
        ? msg(str`Wat u stuurt, lezen ${next}. Antwoordt niemand? Geef dan een nieuw signaal aan een ander team.`)
        : msg(str`Wat u hierna stuurt, lezen ${next}.`);
  }
}

function changedText({ team, reopening, readers: { still, joining } }: Found): string {
  if (reopening === "behind") return msg("Een ander apparaat met uw codenaam kent een nieuwer team dan deze pagina.");
  if (team === null)
    return msg(str`Uw team staat niet meer in de lijst. ${formatNames(still)} kunnen uw signaal nog lezen.`);
  return [still.length > 0 ? leftText(still) : "", joining.length > 0 ? joinedText(joining) : ""].join(" ");
}

/** Quiet, and only where somebody left or joined: who can read, and what writing does about that. */
export function changesView(reading: Reading): TemplateResult | typeof nothing {
  const { thread } = reading;
  if (!hasChanged(thread)) return nothing;
  return html`<div class="ts-note ts-block" id="changes">
    <h2 class="nl-heading nl-heading--level-3">${msg("Het team is veranderd")}</h2>
    <p>${changedText(thread)}</p>
    <p>${remedyText(reading)}</p>
  </div>`;
}

function forgedText(name: string | null): string {
  return name === null
    ? msg("In uw naam stond hier iets dat u niet hebt ondertekend. Wij tonen het niet.")
    : msg(str`In naam van ${name} stond hier iets zonder de handtekening van ${name}. Wij tonen het niet.`);
}

/** Somebody who can read it, or could, wrote in another's name. */
export function forgedView({ forged }: Found): TemplateResult | typeof nothing {
  if (forged.length === 0) return nothing;
  return html`<div class="ts-summary ts-block" id="forged">
    <h2 class="nl-heading nl-heading--level-3">${msg("Hier stond iets dat niet echt is")}</h2>
    ${forged.map((name) => html`<p>${forgedText(name)}</p>`)}
    <p>
      ${msg("Dit kan alleen iemand doen die uw signaal kan of kon lezen. Het team ziet dit ook. Vertrouwt u het niet meer? Schrijf dan niets gevoeligs, en geef uw signaal opnieuw aan een ander team.")}
    </p>
  </div>`;
}

function pairsOf(reading: Reading): Pair[] {
  const { readers, reopening } = reading.thread;
  const excluded = excludedNames(reading);
  const stillText =
    reopening === "due"
      ? msg("Niet meer in het team. Tot u weer iets stuurt.")
      : msg("Niet meer in het team. Ook wat u hierna stuurt.");
  const joiningText =
    reopening === "excluded"
      ? msg("Het programma geeft dit signaal niet door.")
      : msg("Leest wat u hierna stuurt. Een collega kan ook laten lezen wat er al staat.");
  const pairs: readonly (readonly [string, readonly string[], string])[] = [
    [msg("Nu"), readers.now, ""],
    [msg("Ook nog"), readers.still, stillText],
    [msg("Nieuw in het team"), readers.joining.filter((name) => !excluded.includes(name)), joiningText],
    [msg("Niet meer"), readers.former, msg("Niet meer in het team. Alleen wat er toen stond.")],
    [msg("Niet"), excluded, msg("Dat hebt u zo gekozen.")],
  ];
  return pairs
    .filter(([, names]) => names.length > 0)
    .map(([term, names, text]) => [term, formatNames(names), ...(text === "" ? [] : [text])]);
}

/** Everybody who can read it, could, or must not, by name; and who said to have done so. */
export function readersPart(reading: Reading): TemplateResult {
  const { thread } = reading;
  const { team, conversation } = thread;
  const seen = [...new Set(conversation.flatMap(({ by, name }) => (by === "member" && name !== null ? [name] : [])))];
  const name = team?.name ?? msg("Het team");
  return html`<h2 class="nl-heading nl-heading--level-2">
      ${hasChanged(thread) ? name : msg(str`${name}, en verder niemand`)}
    </h2>
    ${pairsView(pairsOf(reading))}
    ${seen.length === 0 ? nothing : html`<p>${msg(str`Gelezen door ${formatNames(seen)}.`)}</p>`}`;
}
