// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { pairsView, type Pair } from "../design/pairs.ts";
import { sectionView, titleView } from "../design/section.ts";

const kept = (): readonly Pair[] => [
  [
    msg("Wat u schrijft, en de antwoorden"),
    msg("Staat op slot in het logboek. U en de mensen van één team kunnen het lezen."),
    msg("Hoe lang: voor altijd. Het logboek groeit alleen maar."),
  ],
  [
    msg("De dag waarop u schrijft"),
    msg("Uw apparaat zet de dag in de gesloten tekst, zonder tijd. Wie de tekst kan lezen, ziet ook de dag."),
    msg("Hoe lang: voor altijd, net als de tekst."),
  ],
  [
    msg("Vertrouwenspersonen"),
    msg("Hun naam, hun team en hun openbare sleutel staan in de sleutellijst. Die kan iedereen lezen."),
    msg("Hoe lang: voor altijd. Oude lijsten blijven in het logboek staan."),
  ],
  [
    msg("Passen"),
    msg(
      "Wie een pas ophaalt, logt in bij de organisatie. Bewaard blijft hoeveel passen iemand dit kwartaal nam, onder een kenmerk en niet onder een naam. Welke pas dat was, weet niemand.",
    ),
    msg("Hoe lang: dit kwartaal en het volgende. Waar u inlogt, kan uw organisatie meer bewaren."),
  ],
  [
    msg("Gebruikte passen en kaarten"),
    msg(
      "De server bewaart een kenmerk van elke gebruikte pas en kaart. Zo werkt hij één keer. Van wie hij was, blijkt er niet uit.",
    ),
    msg("Hoe lang: zolang het programma draait."),
  ],
  [
    msg("Inloggen door vertrouwenspersonen"),
    msg(
      "De server bewaart een inlogsleutel, en een gesloten pakket met hun eigen sleutels. In hun browser staat een cookie.",
    ),
    msg("Hoe lang: de cookie hooguit 12 uur. De rest tot de beheerder het weghaalt."),
  ],
];

const notKept = (): readonly Pair[] => [
  [msg("Uw naam"), msg("Die vragen we hier niet. Alleen wie een pas ophaalt, logt in, op een andere pagina.")],
  [
    msg("Uw codenaam"),
    msg("Die staat alleen op uw papier, en in het geheugen van de pagina zolang die open is. Daarna is hij weg."),
  ],
  [
    msg("Cookies en opslag"),
    msg(
      "Wie een signaal geeft, krijgt geen cookie; wie een pas ophaalt wel, zolang het inloggen duurt. Er blijft niets achter in de opslag van uw browser.",
    ),
  ],
  [
    msg("Het adres van uw apparaat"),
    msg(
      "Dit programma bewaart het niet. Wie de pagina levert, ziet het zolang de verbinding open is. Wie uw signaal bewaart, ziet het niet.",
    ),
    msg("Apparatuur die de organisatie voor de server zet, kan meer bewaren. Dat weten wij niet."),
  ],
  [msg("Andere bedrijven"), msg("De pagina haalt nergens anders iets op: geen letters, geen plaatjes, geen tellers.")],
];

/** docs/data-protection.md, in plain words. */
export function privacyPage(): TemplateResult {
  return html`${titleView(
    "",
    msg("Uw naam vragen we niet. Wat u schrijft, blijft staan."),
    msg("Hier leest u welke gegevens dit programma gebruikt, wie ze kan lezen en hoe lang ze blijven."),
  )}
  ${sectionView(msg("Wat wij wel bewaren"), msg("Gesloten tekst, en wie er mag lezen"), pairsView(kept()))}
  ${sectionView(msg("Wat wij niet bewaren"), msg("Niets wat zegt wie u bent"), pairsView(notKept()))}
  ${sectionView(
    msg("Weghalen"),
    msg("Wat verstuurd is, kan niemand wissen"),
    html`<p>
        ${msg(
          "Uit het logboek kan niets worden gehaald. Ook de organisatie kan dat niet. Schrijf dus niets over anderen wat niet nodig is.",
        )}
      </p>
      <p>
        ${msg(
          "Uw recht om gegevens in te zien kunt u gebruiken met uw codenaam: daarmee leest u alles terug. Wissen kan in deze versie nog niet.",
        )}
      </p>`,
  )}
  ${sectionView(
    msg("Wie verantwoordelijk is"),
    msg("Uw organisatie bepaalt waarom en hoe"),
    html`<p>
        ${msg(
          "Zij onderzoekt vooraf wat de gevolgen zijn voor de privacy van mensen, en maakt afspraken met wie de server beheert. Vragen stelt u aan haar functionaris voor gegevensbescherming.",
        )}
      </p>
      <p>
        ${msg(
          "Door de Wet open overheid kunnen feiten uit een signaal openbaar worden. Dat staat ook waar u ze opschrijft.",
        )}
      </p>
      <p>${msg("Dit is een eerste versie om te proberen. Gebruik haar niet met echte gegevens.")}</p>`,
  )}`;
}
