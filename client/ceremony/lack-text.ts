// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { formatNames, formatNumber } from "../design/format.ts";
import { language } from "../locales/locale.ts";
import type { GroupKind } from "./change.ts";
import { TEAMS_MINIMUM, type Lack } from "./lacks.ts";
import { signerTitle } from "../design/signer.ts";
import { unsoundText } from "./unsound.ts";

// What a list still needs, and from whom.

function missingText(lack: "members" | "teams" | "witnesses", missing: number): string {
  const count = formatNumber(missing);
  const isOne = missing === 1;
  switch (lack) {
    case "members":
      return isOne
        ? msg("Nog één persoon nodig. Nodig iemand uit.")
        : msg(str`Nog ${count} mensen nodig. Nodig ze uit.`);
    case "teams":
      return missing === TEAMS_MINIMUM
        ? msg("Er zijn twee teams nodig, van minstens twee mensen.")
        : msg("Er is nog een tweede team nodig, van minstens twee mensen.");
    case "witnesses":
      return isOne
        ? msg("Nog één getuige van de logboeken nodig. Wie de server beheert, weet welke.")
        : msg("Er zijn twee getuigen van de logboeken nodig. Wie de server beheert, weet welke.");
  }
}

function sizeText({ kind, name, size, minimum, maximum }: Extract<Lack, { lack: "size" }>): string {
  const difference = minimum - size;
  if (kind === "custodian") return msg(str`Kies één persoon voor ${name}.`);
  if (size > maximum) return msg(str`${name} heeft te veel mensen: hooguit ${maximum}.`);
  return difference === 1
    ? msg(str`Nog één persoon nodig voor ${name}.`)
    : msg(str`Nog ${difference} mensen nodig voor ${name}.`);
}

function keyText(kind: GroupKind, name: string, makers: readonly string[]): string {
  const makerNames = new Intl.ListFormat(language(), { type: "disjunction" }).format(makers);
  if (makers.length === 0) return msg(str`${name} heeft een nieuwe sleutel nodig, en niemand om die te maken.`);
  return kind === "custodian"
    ? msg(str`${name} heeft een sleutel nodig. ${makerNames} maakt die op de pagina ‘Mijn sleutels’.`)
    : msg(str`${name} heeft een nieuwe sleutel nodig. ${makerNames} maakt die op de pagina ‘Mijn sleutels’.`);
}

export function lackText(lack: Lack): string {
  switch (lack.lack) {
    case "signer":
      return msg(str`${signerTitle(lack.role)} heeft de uitnodiging nog niet aangenomen.`);
    case "organisation":
      return msg("De organisatie heeft nog geen naam.");
    case "relay":
      return msg("Het adres voor signalen is nog niet ingevuld.");
    case "members":
    case "teams":
    case "witnesses":
      return missingText(lack.lack, lack.missing);
    case "size":
      return sizeText(lack);
    case "shared":
      return msg(str`${lack.name} zit in ${formatNames(lack.teams)}. Iedereen kan in één team zitten.`);
    case "key":
      return keyText(lack.kind, lack.name, lack.makers);
    case "ladder":
      return msg(str`Stilte bereikt eerst ${lack.name}. De eerste trede moet voor zich houden wat daar komt.`);
    case "terms":
      return msg("De termijnen lopen niet op: eerst gezien, dan stilte, dan antwoord.");
    case "calendar":
      return msg("De kalender loopt korter dan twee jaar. Maak hem langer.");
    case "days":
      return msg("Er staat een vrije dag buiten de kalender.");
    case "own-role":
      return msg("U kunt uw eigen sleutel niet vervangen. De twee anderen stellen dat voor.");
    case "unsound":
      return unsoundText(lack.reason);
  }
}
