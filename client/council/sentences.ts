// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import type { Sentences } from "../design/failure.ts";

/** What failures mean to who makes cards: they are drawn, and worth nothing yet. */
export const cardSentences = (): Sentences => ({
  offline: [
    msg("Er is geen verbinding"),
    msg("De kaarten zijn gemaakt, maar nog niet geldig. Controleer uw internet en probeer het opnieuw."),
  ],
  busy: [
    msg("Het is nu erg druk"),
    msg("De kaarten zijn gemaakt, maar nog niet geldig. Wacht een minuut en probeer het opnieuw."),
  ],
  refused: [
    msg("De server nam deze kaarten niet aan"),
    msg("Ze zijn niet geldig, en worden niet geprint. Probeer het over een minuut nog eens."),
  ],
  signed_out: [msg("U bent uitgelogd"), msg("Log opnieuw in. Er zijn geen kaarten gemaakt.")],
});
