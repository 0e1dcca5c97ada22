// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import type { Sentences } from "../design/failure.ts";
import { formatLongDate, formatNumber } from "../design/format.ts";
import type { PassStanding } from "../protocol/index.ts";
import { firstDayAfter } from "./quarter.ts";

/** How many, and from when there are new ones. */
export function quotaSentence({ allowed, quarter }: NonNullable<PassStanding["own"]>): readonly [string, string] {
  const from = formatLongDate(firstDayAfter(quarter));
  return [
    allowed === 1
      ? msg("U hebt uw pas van dit kwartaal al genomen")
      : msg(str`U hebt dit kwartaal al ${formatNumber(allowed)} passen genomen`),
    msg(str`Meer kan niet. Vanaf ${from} kunt u er weer een nemen.`),
  ];
}

/** What failures mean to who takes a pass: nothing was written, and pressing again costs nothing. */
export function passSentences(own: PassStanding["own"]): Sentences {
  const again = msg("Controleer uw internet en probeer het opnieuw. Dat kost u geen extra pas.");
  return {
    offline: [msg("Er is geen verbinding"), again],
    busy: [msg("Het is nu erg druk"), msg("Wacht een minuut en probeer het opnieuw. Dat kost u geen extra pas.")],
    refused: [msg("De server nam dit niet aan"), msg("Probeer het over een minuut nog eens.")],
    signed_out: [msg("U bent uitgelogd"), msg("Dat gaat na een tijdje vanzelf. Log opnieuw in.")],
    not_ready: [msg("Er zijn nu geen passen"), msg("Uw organisatie geeft vandaag geen passen uit. Kom later terug.")],
    directory_unsound: [
      msg("De sleutels zijn niet in orde"),
      msg(
        "Twee van de drie partijen moeten voor de sleutels tekenen. Dat is nu niet zo. Neem geen pas, en meld dit bij de ondernemingsraad.",
      ),
    ],
    directory_not_vouched: [
      msg("Niemand anders bevestigt nu de sleutels"),
      msg(
        "Daarom kunt u nu geen pas nemen. Aan een pas met een andere sleutel kan iemand u herkennen. Probeer het later opnieuw, of ga naar de ondernemingsraad.",
      ),
    ],
    pass_not_genuine: [
      msg("Deze pas is niet echt"),
      msg(
        "Hij is niet getekend met de sleutel die voor iedereen gelijk is. Aan zo’n pas kan iemand u herkennen. Wij tonen hem niet. Meld dit bij de ondernemingsraad.",
      ),
    ],
    ...(own === null ? {} : { quota_exceeded: quotaSentence(own) }),
    defect: [
      msg("Deze pagina doet het niet goed"),
      msg("Probeer het nog eens. Blijft het zo, meld het dan met de code hieronder."),
    ],
  };
}
