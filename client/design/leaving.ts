// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { formatNumber } from "./format.ts";
import type { Leaving } from "../protocol/index.ts";

/** Why it waits. @param slot seconds */
export function steadyText(slot: number): string {
  return slot === 60
    ? msg("Deze pagina verstuurt elke minuut iets, ook als u niets doet. Zo ziet niemand wanneer er iets van u bij is.")
    : msg(
        str`Deze pagina verstuurt om de ${formatNumber(slot)} seconden iets, ook als u niets doet. Zo ziet niemand wanneer er iets van u bij is.`,
      );
}

/** "een minuut": what it takes at most. @param milliseconds from now */
function waitText(milliseconds: number): string {
  if (milliseconds <= 10_000) return msg("tien tellen");
  const minutes = Math.ceil(milliseconds / 60_000);
  return minutes === 1 ? msg("een minuut") : msg(str`${formatNumber(minutes)} minuten`);
}

/** What waits for its slot, and for how long at most; empty where nothing does. @param now Unix milliseconds */
export function leavingText(leaving: Leaving | null, now = Date.now()): string {
  if (leaving === null) return "";
  const wait = waitText(leaving.at - now);
  if (leaving.isAgain)
    return msg(str`Er kwam geen antwoord. Het vertrekt binnen ${wait} nog eens, en komt één keer aan.`);
  return leaving.what === "voucher"
    ? msg(str`Uw pas of kaart wordt ingewisseld. Dat vertrekt binnen ${wait}.`)
    : msg(str`Vertrekt binnen ${wait}. Laat deze pagina open.`);
}
