// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { agreedDays, type Calendar } from "../case/urgency.ts";
import { formatDate } from "../design/format.ts";
import type { DeskThread } from "../protocol/index.ts";

/** First sentences, neutral and warm. They are put in the field and never sent by themselves. */
export function sentencesFor(
  { date, signal }: Pick<DeskThread, "date" | "signal">,
  calendar: Calendar,
): readonly string[] {
  const { answer } = agreedDays({ date, decisionDate: signal?.decisionDate ?? null }, calendar);
  // A day that is past is no promise.
  const until =
    answer >= calendar.today ? [msg(str`Er is nog geen antwoord. U hoort het uiterlijk ${formatDate(answer)}.`)] : [];
  return [
    msg("Dank u wel dat u dit vertelt."),
    msg("Wij hebben uw signaal gelezen, en nemen het serieus."),
    msg("Kunt u iets meer vertellen over wat er gebeurt? Noem geen naam, plek of functie."),
    ...until,
    msg("Wij sluiten dit signaal af. De redenen leest u hieronder. Klopt het niet, schrijf dan gerust terug."),
  ];
}
