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

/** "een minuut". @param slot seconds */
function waitText(slot: number): string {
  if (slot === 60) return msg("een minuut");
  return slot === 1 ? msg("een seconde") : msg(str`${formatNumber(slot)} seconden`);
}

/** What waits for its slot, and for how long at most; empty where nothing does. @param slot seconds between two */
export function leavingText(leaving: Leaving | null, slot: number): string {
  if (leaving === null) return "";
  const wait = waitText(slot);
  if (leaving.isAgain)
    return msg(str`Er kwam geen antwoord. Het vertrekt binnen ${wait} nog eens, en komt één keer aan.`);
  return leaving.what === "voucher"
    ? msg(str`Uw pas of kaart wordt ingewisseld. Dat vertrekt binnen ${wait}.`)
    : msg(str`Vertrekt binnen ${wait}. Laat deze pagina open.`);
}
