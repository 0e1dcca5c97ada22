// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import type { Sentence } from "../design/failure.ts";
import type { MemberFailureCode } from "../protocol/index.ts";

/** What only people with keys of their own meet, and whoever is invited to make them. */
export const memberSentences = (): Readonly<Record<MemberFailureCode, Sentence>> => ({
  keyring_damaged: [
    msg("Uw sleutels op de server zijn beschadigd"),
    msg(
      "Uw woorden kloppen. Zet uw reservebestand terug bij Mijn sleutels. Hebt u er geen? Vraag een nieuwe uitnodiging.",
    ),
  ],
  keyring_rolled_back: [
    msg("De server gaf een oudere versie van uw sleutels"),
    msg(
      "Wij nemen die niet over. Log opnieuw in, en kijk bij Mijn sleutels wat er is. Meld dit bij de ondernemingsraad.",
    ),
  ],
  keyring_changed: [
    msg("Uw sleutels veranderen ook op een ander apparaat"),
    msg("Probeer het opnieuw. Er is niets verloren."),
  ],
  keyring_behind: [
    msg("U hebt de sleutel van uw team nog niet"),
    msg(
      "Een collega van uw team kan u die geven, bij Mijn sleutels. Daarna kunt u hier lezen. Een reservebestand terugzetten kan ook.",
    ),
  ],
  signs_only: [
    msg("Met deze woorden tekent u de lijst"),
    msg("Lezen en kaarten maken kan daar niet mee. Kijk bij Mijn sleutels, of bij de pagina waar u tekent."),
  ],
  not_named: [
    msg("U staat niet met deze sleutel in de lijst"),
    msg(
      "Misschien staat u er niet meer in, of met een nieuwere sleutel. Wat u typte, staat er nog. Bij Mijn sleutels ziet u hoe het zit.",
    ),
  ],
  not_signer: [
    msg("U tekent hier niet"),
    msg(
      "Met deze woorden hoort u niet bij de drie die voor de lijst tekenen. Gebruik de woorden die u daarvoor kreeg.",
    ),
  ],
  directory_changed: [
    msg("Iemand anders heeft de lijst intussen veranderd"),
    msg("Kijk eerst wat er nu geldt. Wat u schreef, staat er nog."),
  ],
  directory_refused: [
    msg("De server neemt deze lijst niet aan"),
    msg("Laad deze pagina opnieuw en probeer het nog eens. Blijft het zo, vraag dan hulp met de code hieronder."),
  ],
  invitation_unknown: [
    msg("Deze uitnodiging is hier niet bekend"),
    msg("Kijk of de woorden kloppen. Misschien is de uitnodiging ingetrokken. Bel wie u uitnodigde."),
  ],
  invitation_used: [
    msg("Deze uitnodiging is al gebruikt"),
    msg("Deed u dat zelf? Log dan in met uw zes woorden. Was u het niet? Bel dan meteen wie u uitnodigde."),
  ],
  invitation_expired: [msg("Deze uitnodiging is verlopen"), msg("Bel wie u uitnodigde, en vraag een nieuwe.")],
  passkey_unusable: [
    msg("Met deze passkey kunt u hier niet inloggen"),
    msg("U brak het af, of hij hoort niet meer bij uw sleutels. Log in met uw zes woorden."),
  ],
  backup_unreadable: [
    msg("Dit bestand past niet bij deze woorden"),
    msg(
      "Het is geen reservebestand, of het is van andere woorden. Kies een ander bestand, of typ de woorden van toen.",
    ),
  ],
});
