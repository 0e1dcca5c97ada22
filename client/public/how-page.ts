// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { pageLink } from "../design/page-link.ts";
import { sectionView, titleView } from "../design/section.ts";
import { timeView, type Moment } from "../design/time.ts";
import { whoSeesWhat } from "./who-sees-what.ts";

const moments = (): readonly Moment[] => [
  {
    mark: "",
    when: msg("Vooraf"),
    title: msg("U kiest uw apparaat en uw plek"),
    text: msg("Liever uw eigen telefoon, buiten het netwerk van het werk. Om te schrijven heeft u geen account nodig."),
  },
  {
    mark: "",
    when: msg("Op een andere dag"),
    title: msg("U neemt een pas of een kaart"),
    text: msg(
      "Een pas haalt u op bij uw organisatie; daar logt u in. Een kaart krijgt u één keer per jaar van de ondernemingsraad. Neem een pas niet op de dag waarop u schrijft: wie net een pas nam, valt op.",
    ),
  },
  {
    mark: "",
    when: msg("Eerst"),
    title: msg("U geeft uw pas en schrijft uw signaal"),
    text: msg(
      "De pas laat zien dat u hier werkt, en niet wie u bent. De feiten staan apart van uw oordeel. U schrijft over welk besluit het gaat en wat u vraagt. Er gaat nog niets weg.",
    ),
  },
  {
    mark: "",
    when: msg("Dan"),
    title: msg("U kiest wie het leest"),
    text: msg(
      "U ziet de namen van iedereen die uw signaal kan openen. U kunt ook zeggen wie het niet mag zien. Dan valt elk team af waar die persoon in zit.",
    ),
  },
  {
    mark: "",
    when: msg("Daarna"),
    title: msg("U krijgt een codenaam"),
    text: msg(
      "Dat zijn zeven woorden. Schrijf ze op papier en neem ze mee naar huis. Wie de woorden kwijt is, kan niet meer terugkomen. Ook wij kunnen ze niet herstellen.",
    ),
  },
  {
    mark: "is-rung",
    when: msg("U drukt op ‘Versturen’"),
    title: msg("Uw tekst gaat op slot en weg"),
    text: msg(
      "Uw eigen apparaat doet de tekst op slot. Binnen een paar minuten gaan er vijf gesloten enveloppen weg, met nog een slot eromheen. Van buiten zijn die allemaal gelijk. Ze komen in een logboek, en daarna kan het team ze openen.",
    ),
  },
  {
    mark: "is-after",
    when: msg("Binnen de afgesproken termijn"),
    title: msg("Een vertrouwenspersoon leest het"),
    text: msg("U ziet wie het las, en op welke dag. De vertrouwenspersoon kan u vragen stellen."),
  },
  {
    mark: "is-after",
    when: msg("Binnen de afgesproken termijn"),
    title: msg("De vertrouwenspersoon antwoordt, met redenen"),
    text: msg(
      "Overgenomen, deels overgenomen of niet overgenomen. Dat is een afspraak van de organisatie. Wij kunnen het niet afdwingen.",
    ),
  },
  {
    mark: "",
    when: msg("Wanneer u wilt"),
    title: msg("U komt terug met uw codenaam"),
    text: msg(
      "U leest het antwoord en schrijft verder, vanaf elk apparaat. De pagina rekent na of uw signaal nog in het logboek staat.",
    ),
  },
];

/** The way of a signal, and who sees what of it. */
export function howPage(): TemplateResult {
  return html`${titleView(
    "",
    msg("U schrijft zonder naam. Met zeven woorden komt u terug."),
    msg("Zo komt een signaal van u bij een vertrouwenspersoon. En zo leest u het antwoord."),
  )}
  ${sectionView(
    msg("De weg van een signaal"),
    msg("De dikke streep bent u"),
    html`<p>${msg("Naast de streep staat wat u zelf doet. De dunne lijn is wat anderen doen.")}</p>`,
  )}
  ${timeView(moments())}
  ${sectionView(
    msg("Wie ziet wat"),
    msg("U en het team dat u kiest kunnen uw tekst lezen"),
    html`<p>
        ${msg(
          "Hoe langer de dikke streep, hoe meer iemand ziet. Een dunne lijn zonder streep betekent: die ziet daar niets van.",
        )}
      </p>
      ${whoSeesWhat()}
      <p>
        ${msg(
          "Wie de passen uitgeeft, weet wie er een nam. De server weet dat een pas echt is en nog niet gebruikt. Ook samen weten zij niet welke pas van wie is: die wordt getekend zonder dat iemand hem ziet. U bent dus één van alle mensen met een pas of kaart. Hoe meer dat er zijn, hoe beter.",
        )}
      </p>
      <p>
        ${msg(
          "Een vertrouwenspersoon kan doorvertellen wat die las. En wie uw manier van schrijven kent, kan raden wie u bent.",
        )}
      </p>
      ${pageLink("limits", msg("Lees wat we niet kunnen beschermen"))}`,
  )}
  ${sectionView(
    msg("Deze eerste versie"),
    msg("Er gaat nog niets vanzelf omhoog"),
    html`<p>
        ${msg(
          "Reageert er niemand? Dan gebeurt er in deze versie niets vanzelf. U kunt met uw codenaam wel opnieuw schrijven.",
        )}
      </p>
      <p>${msg("De ondernemingsraad krijgt in deze versie nog geen aantallen te zien.")}</p>`,
  )}`;
}
