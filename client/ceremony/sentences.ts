// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import type { Sentences } from "../design/failure.ts";

/** What failures mean to who signs. */
export const ceremonySentences = (): Sentences => ({
  offline: [
    msg("Er is geen verbinding"),
    msg("Misschien kwam uw handtekening nog aan. Controleer uw internet en druk nog eens: dubbel tekenen kan niet."),
  ],
  signed_out: [msg("U bent uitgelogd"), msg("Log opnieuw in. Uw wijzigingen staan er nog.")],
  not_ready: [msg("Dit staat niet meer op de server"), msg("Ga terug naar het overzicht en kijk wat er nu geldt.")],
});
