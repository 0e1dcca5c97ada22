// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { ruleOf } from "./rules.ts";

/** Why a list cannot be signed, and what to do. */
export function unsoundText(reason: string): string {
  switch (ruleOf(reason)) {
    case "people":
      return msg("Iemand staat er dubbel in, of hoort bij een team zonder in de lijst te staan. Kijk de mensen na.");
    case "groups":
      return msg("Een team of trede klopt niet: een naam of een mens staat er dubbel in. Kijk de teams en treden na.");
    case "order":
      return msg("De termijnen of de treden staan niet in de goede volgorde. Kijk ze na.");
    case "keys":
      return msg("Een sleutel past niet bij wie erbij hoort. Laat iemand van het team een nieuwe maken.");
    case "witnesses":
      return msg("Twee getuigen hebben dezelfde naam. Haal er een weg.");
    case "tokens":
      return msg("De sleutels voor passen kloppen niet. Vraag wie de passen uitgeeft om een nieuwe.");
    case "days":
      return msg("De kalender klopt niet. Kijk de dagen na, en hoe ver hij loopt.");
    case "history":
      return msg("Deze lijst past niet bij de vorige. Begin opnieuw, vanaf wat er nu geldt.");
    case "place":
      return msg("Dit hoort bij een oudere lijst. Kijk wat er nu geldt, en begin opnieuw.");
    case null:
      return msg("Iets is te lang, leeg of verkeerd geschreven. Kijk de namen en teksten na.");
  }
}
