// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { formatDate, formatLongDate, formatNames, formatNumber } from "../design/format.ts";
import type { Change, GroupKind, Ordered, Term, TokenPurpose } from "./change.ts";
import { signerTitle } from "../design/signer.ts";

// What a difference means to people, a sentence each.

const dates = (days: readonly string[]): string => formatNames(days.map(formatDate));

function addedAndRemoved(
  added: readonly string[],
  removed: readonly string[],
  more: (names: string) => string,
  less: (names: string) => string,
  join: (names: readonly string[]) => string = formatNames,
): string {
  return [added.length === 0 ? "" : more(join(added)), removed.length === 0 ? "" : less(join(removed))]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

function termText(term: Term, days: number): string {
  const count = formatNumber(days);
  switch (term) {
    case "seen":
      return msg(str`Een team ziet een signaal binnen ${count} werkdagen.`);
    case "silence":
      return msg(str`Na ${count} werkdagen stilte gaat een signaal vanzelf omhoog.`);
    case "answer":
      return msg(str`Een antwoord met redenen komt binnen ${count} werkdagen.`);
  }
}

function orderText(of: Ordered): string {
  switch (of) {
    case "members":
    case "former":
      return msg("De mensen staan in een andere volgorde.");
    case "teams":
    case "rungs":
    case "custodians":
      return msg("De teams en treden staan in een andere volgorde.");
    case "units":
      return msg("De onderdelen staan in een andere volgorde.");
    case "themes":
      return msg("De thema’s staan in een andere volgorde.");
    case "clauses":
      return msg("De afspraken van de gedragslijn staan in een andere volgorde.");
    case "witnesses":
      return msg("De getuigen staan in een andere volgorde.");
    case "tokens":
      return msg("De sleutels voor passen staan in een andere volgorde.");
    case "clock":
    case "tally":
      return msg("Sleutels van het programma staan in een andere volgorde.");
  }
}

export function purposeName(purpose: TokenPurpose): string {
  switch (purpose) {
    case "pass":
      return msg("passen");
    case "ballot":
      return msg("stembriefjes");
    case "post":
      return msg("versturen");
  }
}

function formedText(kind: GroupKind, name: string, members: readonly string[]): string {
  const people = formatNames(members);
  switch (kind) {
    case "team":
      return msg(str`${name} is een nieuw team: ${people}.`);
    case "rung":
      return msg(str`${name} is een nieuwe trede: ${people}.`);
    case "custodian":
      return msg(str`${people} maakt kaarten, onder de naam ${name}.`);
  }
}

function membersText(name: string, joined: readonly string[], left: readonly string[]): string {
  return addedAndRemoved(
    joined,
    left,
    (names) => msg(str`In ${name} komt erbij: ${names}.`),
    (names) => msg(str`Uit ${name} gaat weg: ${names}.`),
  );
}

function logText(log: string, isFirst: boolean): string {
  if (!isFirst) return msg(str`Logboek ‘${log}’ krijgt een andere sleutel. Dan is het een ander logboek.`);
  return msg(str`Logboek ‘${log}’ van de server heeft deze sleutel.`);
}

export function sentenceOf(change: Change): string {
  switch (change.what) {
    case "version":
      return msg(str`De lijst is van een andere versie van het programma: ${change.after}.`);
    case "organisation":
      return change.before === null
        ? msg(str`De organisatie heet ${change.after}.`)
        : msg(str`De organisatie heet voortaan ${change.after}, en niet meer ${change.before}.`);
    case "relay":
      return change.before === null
        ? msg(str`Signalen geeft men op ${change.after}.`)
        : msg(str`Signalen geeft men voortaan op ${change.after}, en niet meer op ${change.before}.`);
    case "log":
      return logText(change.log, change.isFirst);
    case "interval":
      return msg(str`Elke ${formatNumber(change.after)} seconden komt wat verstuurd is in het logboek.`);
    case "signer":
      return change.isFirst
        ? msg(str`${signerTitle(change.role)} tekent met deze sleutel.`)
        : msg(str`${signerTitle(change.role)} tekent voortaan met een andere sleutel. De vorige telt dan niet meer.`);
    case "successions":
      return msg("Dit document wisselt wie er tekent. Wie het nakijkt, leest het daarom mee.");
    case "witness-added":
      return msg(str`${change.name} wordt getuige van de logboeken.`);
    case "witness-removed":
      return msg(str`${change.name} is geen getuige meer.`);
    case "witness-renamed":
      return msg(str`Getuige ${change.before} heet voortaan ${change.after}.`);
    case "member-added":
      return msg(str`${change.name} komt erbij.`);
    case "member-left":
      return msg(str`${change.name} gaat weg. Wat zij of hij schreef, blijft leesbaar.`);
    case "member-renamed":
      return msg(str`${change.before} heet voortaan ${change.after}.`);
    case "member-key":
      return msg(str`${change.name} krijgt een nieuwe sleutel. De oude telt niet meer.`);
    case "member-lane":
      return msg(str`${change.name} schrijft op een andere plaats in het logboek: ${change.lane}.`);
    case "former-added":
      return msg(str`${change.name} staat bij wie vroeger schreef.`);
    case "former-removed":
      return msg(str`${change.name} staat niet meer bij wie vroeger schreef. Oude berichten zijn dan van niemand.`);
    case "next-lane":
      return msg(str`De volgende plaats in het logboek is ${change.after}.`);
    case "group-formed":
      return formedText(change.kind, change.name, change.members);
    case "group-dissolved":
      return change.kind === "custodian"
        ? msg(str`${change.name} maakt geen kaarten meer.`)
        : msg(str`${change.name} houdt op. Nieuwe signalen gaan er niet meer heen.`);
    case "group-renamed":
      return msg(str`${change.before} heet voortaan ${change.name}.`);
    case "group-members":
      return membersText(change.name, change.joined, change.left);
    case "group-key":
      return msg(
        str`${change.name} krijgt een nieuwe sleutel. Oude berichten blijven leesbaar voor wie de oude heeft.`,
      );
    case "group-epoch":
      return msg(str`${change.name} telt zijn sleutels anders: ${change.after}.`);
    case "group-order":
      return msg(str`De mensen van ${change.name} staan in een andere volgorde.`);
    case "rung-confidential":
      return change.isConfidential
        ? msg(str`${change.name} houdt voor zich wat daar komt.`)
        : msg(str`${change.name} hoeft niet voor zich te houden wat daar komt.`);
    case "ladder":
      return change.after.length === 0
        ? msg("Een signaal gaat nergens vanzelf heen.")
        : msg(str`Bij stilte gaat een signaal zo omhoog: ${change.after.join(", ")}.`);
    case "term":
      return change.before === null
        ? termText(change.term, change.after)
        : msg(str`${termText(change.term, change.after)} Nu is dat ${formatNumber(change.before)}.`);
    case "clock-added":
      return msg(
        str`De klok van de server krijgt een sleutel, van ${formatDate(change.from)} tot en met ${formatDate(change.until)}.`,
      );
    case "clock-removed":
      return msg(str`Een sleutel van de klok van de server vervalt, van ${formatDate(change.from)}.`);
    case "tally-added":
      return msg(str`${change.name} krijgt een sleutel om mee te tellen.`);
    case "tally-removed":
      return msg(str`${change.name} telt niet meer mee.`);
    case "token-added":
      return msg(
        str`Er komt een sleutel voor ${purposeName(change.purpose)}, van ${formatDate(change.from)} tot en met ${formatDate(change.until)}.`,
      );
    case "token-removed":
      return msg(str`Een sleutel voor ${purposeName(change.purpose)} vervalt, die van ${formatDate(change.from)}.`);
    case "gateway":
      return change.key === null
        ? msg("De doorgang heeft geen sleutel meer.")
        : msg("De doorgang krijgt deze sleutel.");
    case "calendar":
      return msg(str`De kalender loopt van ${formatLongDate(change.from)} tot en met ${formatLongDate(change.until)}.`);
    case "holidays":
      return addedAndRemoved(
        change.added,
        change.removed,
        (days) => msg(str`Vrije dagen erbij: ${days}.`),
        (days) => msg(str`Geen vrije dagen meer: ${days}.`),
        dates,
      );
    case "release-days":
      return addedAndRemoved(
        change.added,
        change.removed,
        (days) => msg(str`Cijfers komen uit op: ${days}.`),
        (days) => msg(str`Cijfers komen niet meer uit op: ${days}.`),
        dates,
      );
    case "units":
      return addedAndRemoved(
        change.added,
        change.removed,
        (names) => msg(str`Onderdelen erbij: ${names}.`),
        (names) => msg(str`Onderdelen weg: ${names}.`),
      );
    case "themes":
      return addedAndRemoved(
        change.added,
        change.removed,
        (names) => msg(str`Thema’s erbij: ${names}.`),
        (names) => msg(str`Thema’s weg: ${names}.`),
      );
    case "clause-added":
      return msg(str`In de gedragslijn komt erbij, als ${change.id}: ‘${change.text}’`);
    case "clause-removed":
      return msg(str`Uit de gedragslijn gaat weg, ${change.id}: ‘${change.text}’`);
    case "clause-changed":
      return msg(str`Afspraak ${change.id} wordt: ‘${change.after}’ Nu is dat: ‘${change.before}’`);
    case "order":
      return orderText(change.of);
  }
}
