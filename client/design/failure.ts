// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { VaultError } from "../vault.ts";
import type { Failure, FailureCode, MemberFailureCode } from "../protocol/index.ts";
import { formatMoment } from "./format.ts";

/** First what is the case, then what one can do. */
export type Sentence = readonly [title: string, advice: string | TemplateResult];
/** What a page says of failures that are something else there. */
export type Sentences = Partial<Readonly<Record<FailureCode, Sentence>>>;

let memberSentences: () => Sentences = () => ({});

/** What nobody else meets, pages of members say; the others do not carry it. */
export function sayToMembers(own: () => Readonly<Record<MemberFailureCode, Sentence>>): void {
  memberSentences = own;
}

/** Since when nobody independent vouched for the list of keys. */
function notVouchedText(since: number | null): string {
  return since === null
    ? msg("Nog geen twee anderen bevestigden deze lijst. Misschien ziet u dus andere sleutels dan de rest.")
    : msg(
        str`Sinds ${formatMoment(since)} bevestigde niemand anders deze lijst. Misschien ziet u dus andere sleutels dan de rest.`,
      );
}

const sentences = (since: number | null): Readonly<Record<Exclude<FailureCode, MemberFailureCode>, Sentence>> => ({
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
  readers_changed: [
    msg("Het team is veranderd"),
    msg("De lijst met mensen veranderde terwijl u schreef. Uw tekst staat er nog. Kijk eerst wie uw signaal nu lezen."),
  ],
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
  checkpoints_unreadable: [msg("Dit bestand kunnen wij niet lezen"), msg("Kies een ander bestand.")],
  directory_unsound: [
    msg("De sleutels zijn niet in orde"),
    msg(
      "De lijst met sleutels is beschadigd, of anderen tekenden ervoor. Wij gebruiken die niet. Laad de pagina opnieuw. Blijft het zo, verstuur dan niets en meld dit bij de ondernemingsraad.",
    ),
  ],
  directory_one_signature: [
    msg("Voor de sleutels tekende maar één partij"),
    msg(
      "Twee van de drie partijen moeten tekenen. Anders kan één partij alleen kiezen wie meeleest. Wij gebruiken deze lijst niet. Verstuur niets en meld dit bij de ondernemingsraad.",
    ),
  ],
  directory_not_in_log: [
    msg("Deze lijst met sleutels is niet de laatste"),
    msg(
      "In het logboek staat een andere lijst. Misschien kwam er net een nieuwe bij. Wacht een minuut en probeer het opnieuw. Blijft het zo, verstuur dan niets en meld dit bij de ondernemingsraad.",
    ),
  ],
  directory_rolled_back: [
    msg("De lijst met sleutels past niet bij de vorige"),
    msg(
      "De server toont een oudere of een andere lijst dan u eerder kreeg. Dat kan een fout zijn, of opzet. Wij gebruiken die niet. Verstuur niets en meld dit bij de ondernemingsraad.",
    ),
  ],
  directory_not_vouched: [
    msg("Niemand anders bevestigt nu de sleutels"),
    html`${notVouchedText(since)}
    ${msg("Daarom kunt u nu geen nieuw signaal versturen. Lezen en antwoorden kan wel. Probeer het later opnieuw, of ga naar de ondernemingsraad.")}`,
  ],
  not_ready: [msg("Deze organisatie is nog niet ingericht"), msg("Kom later terug.")],
  defect: [
    msg("Deze pagina doet het niet goed"),
    msg(
      "Probeer het nog eens. Wat u schreef, staat er nog zolang deze pagina open is. Blijft het zo, meld het dan met de code hieronder.",
    ),
  ],
});

export function failureOf(error: unknown): Required<Failure> {
  if (error instanceof VaultError) return error;
  return { code: "defect", detail: error instanceof Error ? error.name : "unknown", since: null };
}

/** Where details help whoever is asked to help; of the others the title says all. */
const TECHNICAL: readonly FailureCode[] = [
  "refused",
  "log_damaged",
  "log_inconsistent",
  "directory_unsound",
  "keyring_damaged",
  "keyring_rolled_back",
  "directory_one_signature",
  "directory_not_in_log",
  "directory_rolled_back",
  "directory_refused",
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
  const { code, detail, since } = failureOf(error);
  const said: Sentences = { ...sentences(since), ...memberSentences(), ...own };
  const [title, advice] = said[code] ?? sentences(since).defect;
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
