// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { VaultError } from "../vault.ts";
import type { FailureCode, MemberFailureCode } from "../worker/protocol.ts";

/** First what is the case, then what one can do. */
export type Sentence = readonly [title: string, advice: string];
/** What a page says of failures that are something else there. */
export type Sentences = Partial<Readonly<Record<FailureCode, Sentence>>>;

type MemberSentences = Readonly<Record<MemberFailureCode, Sentence>>;
let memberSentences: (() => MemberSentences) | null = null;

/** Pages of members say what nobody else meets; the others do not carry its sentences. */
export function sayToMembers(own: () => MemberSentences): void {
  memberSentences = own;
}

const isOfMembers = (code: FailureCode, own: MemberSentences): code is MemberFailureCode => code in own;

function sentenceOf(code: FailureCode): Sentence {
  const ofMembers = memberSentences?.();
  if (ofMembers !== undefined && isOfMembers(code, ofMembers)) return ofMembers[code];
  const known: Partial<Record<FailureCode, Sentence>> = sentences();
  return known[code] ?? sentences().defect;
}

const sentences = (): Readonly<Record<Exclude<FailureCode, MemberFailureCode>, Sentence>> => ({
  offline: [
    msg("Er is geen verbinding"),
    msg("Controleer uw internet en probeer het opnieuw. Wat u schreef, staat er nog."),
  ],
  busy: [msg("Het is nu erg druk"), msg("Wacht een minuut en probeer het opnieuw. Er is niets verloren.")],
  refused: [
    msg("De server nam dit niet aan"),
    msg("Probeer het over een minuut nog eens. Wat u schreef, staat er nog."),
  ],
  wrong_phrase: [msg("Met deze woorden kunt u niet inloggen"), msg("Controleer de woorden en hun volgorde.")],
  signed_out: [msg("U bent uitgelogd"), msg("Log opnieuw in. Wat u schreef, staat er nog.")],
  no_team: [
    msg("U hoort niet bij een team"),
    msg("Met deze woorden leest u hier niets. Kaarten maakt u op de pagina van de ondernemingsraad."),
  ],
  posting_closed: [msg("Hier kunt u nog niets versturen"), msg("Deze organisatie geeft nog geen passen uit.")],
  no_pass: [msg("Hiervoor is een pas of kaart nodig"), msg("Geef er een. Wat u schreef, staat er nog.")],
  pass_unreadable: [
    msg("Dit is geen pas en geen kaart"),
    msg("Kies het bestand van uw pas, of een scherpe foto van de QR-code. Of typ de acht woorden van uw kaart."),
  ],
  pass_not_genuine: [
    msg("Deze pas klopt niet"),
    msg("Misschien is hij beschadigd. Probeer het nog eens met het bestand. Helpt dat niet, neem dan een andere pas."),
  ],
  pass_expired: [msg("Deze pas is te oud"), msg("Neem een nieuwe pas, of gebruik een kaart.")],
  pass_spent: [
    msg("Deze pas is al gebruikt"),
    msg(
      "Was dat voor een signaal waarvan u de codenaam hebt? Ga daar dan mee verder. Neem anders een andere pas of een kaart.",
    ),
  ],
  card_unknown: [
    msg("Deze kaart is hier niet bekend"),
    msg(
      "Een kaart geldt in het jaar waarin u hem kreeg, en in het jaar daarna. Kijk of dit uw nieuwste kaart is, en of de woorden kloppen.",
    ),
  ],
  card_spent: [
    msg("Deze kaart is al gebruikt"),
    msg(
      "Was dat voor een signaal waarvan u de codenaam hebt? Ga daar dan mee verder. Neem anders een andere kaart of een pas.",
    ),
  ],
  quota_exceeded: [
    msg("U hebt alle passen van dit kwartaal al"),
    msg("In het volgende kwartaal kunt u weer een pas nemen."),
  ],
  too_long: [msg("De tekst is te lang"), msg("Maak de tekst korter. Daarna past hij wel.")],
  log_damaged: [
    msg("Het logboek is beschadigd"),
    msg(
      "Wat de server gaf, klopt niet met zijn eigen bewijs. Wij gebruiken het niet. Wat u al zag, blijft staan. Meld dit bij de ondernemingsraad.",
    ),
  ],
  log_inconsistent: [
    msg("Het logboek is veranderd"),
    msg(
      "De server toont een ander logboek dan eerst. Wij nemen dat niet over. Wat u al zag, blijft staan. Meld dit bij de ondernemingsraad.",
    ),
  ],
  directory_unsound: [
    msg("De sleutels zijn niet in orde"),
    msg(
      "Twee van de drie partijen moeten voor de sleutels tekenen. Dat is nu niet zo. Verstuur niets en meld dit bij de ondernemingsraad.",
    ),
  ],
  not_ready: [msg("Deze organisatie is nog niet ingericht"), msg("Kom later terug.")],
  defect: [
    msg("Deze pagina doet het niet goed"),
    msg(
      "Probeer het nog eens. Wat u schreef, staat er nog zolang deze pagina open is. Blijft het zo, meld het dan met de code hieronder.",
    ),
  ],
});

export function failureOf(error: unknown): { readonly code: FailureCode; readonly detail: string } {
  if (error instanceof VaultError) return error;
  return { code: "defect", detail: error instanceof Error ? error.name : "unknown" };
}

/** Where details help whoever is asked to help; of the others the title says all. */
const TECHNICAL: readonly FailureCode[] = [
  "refused",
  "log_damaged",
  "log_inconsistent",
  "directory_unsound",
  "keyring_damaged",
  "keyring_rolled_back",
  "defect",
];

/**
 * An error in words, with its details for whoever is asked to help, and what to do next.
 * @param own sentences that are used before the general ones
 */
export function failureView(
  error: unknown,
  actions: TemplateResult | null = null,
  own: Sentences = {},
): TemplateResult {
  const { code, detail } = failureOf(error);
  const [title, advice] = own[code] ?? sentenceOf(code);
  return html`<div class="ts-summary ts-failure" role="alert" tabindex="-1">
    <h2 class="nl-heading nl-heading--level-3">${title}</h2>
    <p>${advice}</p>
    ${
      TECHNICAL.includes(code)
        ? html`<p class="ts-small ts-soft">
            ${msg("Code voor wie u helpt:")} ${code}, <span lang="en">${detail}</span>
          </p>`
        : null
    }
    ${actions === null ? null : html`<div class="ts-actions">${actions}</div>`}
  </div>`;
}
