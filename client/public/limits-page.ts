// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { pageLink } from "../design/page-link.ts";
import { pairsView, type Pair } from "../design/pairs.ts";
import { sectionView, titleView } from "../design/section.ts";

const places = (): readonly Pair[] => [
  [
    msg("Uw werklaptop"),
    msg("Een apparaat van het werk kan meekijken: met het scherm, met het toetsenbord en met de pagina."),
    msg("Gebruik liever uw eigen telefoon of computer."),
  ],
  [
    msg("Het netwerk"),
    msg(
      "Het netwerk ziet dat u deze pagina bezoekt, en hoe lang. Wat u schrijft ziet het niet, en ook niet of u iets verstuurt: de pagina verstuurt elke minuut iets, altijd even groot.",
    ),
    msg(
      "Gebruik niet het netwerk van het werk. Sommige werkgevers maken verbindingen open en kunnen dan alles lezen. Schrijf thuis, of met mobiel internet.",
    ),
  ],
  [
    msg("Het adres van uw apparaat"),
    msg(
      "Wie de pagina aan u levert, ziet het adres, maar niet wat u verstuurt. Wie uw signaal bewaart, ziet geen adres. Leggen die twee naast elkaar wat ze zien, dan past een adres bij gesloten enveloppen.",
    ),
    msg("Met mobiel internet delen vaak veel mensen één adres. Uw aanbieder weet wel welk adres u had."),
  ],
  [
    msg("Het moment"),
    msg(
      "Uw signaal vertrekt binnen een paar minuten. Van buiten is niet te zien in welke. Wel is te zien dat de pagina open was. Opent u haar alleen om te versturen, dan zegt dat iets.",
    ),
    msg(
      "Laat de pagina nog een paar minuten open. Verstuur niet vlak na een vergadering of een gesprek waar het signaal over gaat.",
    ),
  ],
  [
    msg("Uitbreidingen in uw browser"),
    msg("Een programma dat u aan uw browser toevoegde, kan de pagina lezen. Dat kunnen wij niet tegenhouden."),
    msg("Gebruik een privévenster. Daar staan uitbreidingen meestal uit."),
  ],
  [
    msg("De pagina zelf"),
    msg(
      "Wie de server beheert, kan een valse pagina sturen die uw tekst doorgeeft. In deze eerste versie merkt niets dat op.",
    ),
    msg("Schrijf niets op waar u gevaar door loopt. Vraag dan liever eerst raad."),
  ],
];

const vouchers = (): readonly Pair[] => [
  [
    msg("Met hoeveel u bent"),
    msg("Een signaal kan van iedereen met een pas of kaart zijn. Zijn dat maar weinig mensen, dan is die groep klein."),
    msg("Waar u een pas ophaalt, staat hoeveel er dit jaar zijn. Een kaart krijgt iedereen."),
  ],
  [
    msg("De dag waarop u een pas neemt"),
    msg(
      "Uw organisatie ziet dat u een pas neemt, en wanneer. Komt er vlak daarna een signaal, dan is te raden dat het van u is.",
    ),
    msg("Neem een pas ruim van tevoren, of gebruik een kaart."),
  ],
  [
    msg("De pas op uw apparaat"),
    msg("Een bestand of foto van een pas laat zien dat u er een hebt. Wie hem vindt, kan hem gebruiken."),
    msg("Bewaar hem niet op het werk. Gooi hem weg als uw signaal verstuurd is."),
  ],
];

const words = (): readonly Pair[] => [
  [
    msg("Uw manier van schrijven"),
    msg("Collega’s herkennen misschien uw woorden, uw zinnen of uw vaste fouten."),
    msg("Schrijf kort en gewoon. Neem geen zinnen over uit uw eigen mails of stukken."),
  ],
  [
    msg("Wie het kon weten"),
    msg("Weten maar drie mensen iets, dan bent u een van die drie. Daar helpt geen slot tegen."),
    msg("Vraag u bij elk feit af wie dit nog meer weet. Laat het weg, of schrijf het ruimer op."),
  ],
  [
    msg("Namen en getallen"),
    msg("Een naam, een datum, een nummer of een titel kan naar u wijzen. Deze pagina haalt die er niet voor u uit."),
    msg("Lees uw tekst na voordat u verstuurt. Laat namen weg die niet nodig zijn."),
  ],
  [
    msg("Wie het leest"),
    msg(
      "Iedereen in het team dat u kiest, kan alles lezen en het doorvertellen. Wie het team later verlaat, houdt wat die kon lezen.",
    ),
    msg("Kies een team waarvan u de mensen vertrouwt, en zeg wie het niet mag zien."),
  ],
  [
    msg("Terugnemen"),
    msg("Wat verstuurd is, blijft in het logboek. U en wij kunnen het er niet meer uit halen."),
    msg("Slaap er een nacht over voordat u verstuurt. Neem uw aantekeningen niet mee naar het werk."),
  ],
];

const codename = (): readonly Pair[] => [
  [
    msg("Codenaam kwijt"),
    msg("Zonder de zeven woorden kan niemand bij het antwoord. Wij kunnen ze niet opzoeken en geen nieuwe geven."),
    msg("Schrijf de woorden duidelijk op, en bewaar ze thuis."),
  ],
  [
    msg("Codenaam gevonden"),
    msg(
      "Wie de woorden heeft, leest alles en kan schrijven alsof die u is. Dat blijft zo. U kunt de woorden niet veranderen.",
    ),
    msg("Bewaar ze niet op het werk, niet in een mail en niet op een foto."),
  ],
  [
    msg("Papier en printer"),
    msg("Een printer kan bewaren wat hij afdrukt. Papier op een bureau kan iedereen lezen."),
    msg("Schrijf de woorden liever met de hand op. Print in elk geval niet op het werk."),
  ],
];

const law = (): readonly Pair[] => [
  [
    msg("Gewone tegenspraak"),
    msg(
      html`De Wet bescherming klokkenluiders geldt voor misstanden. Een ander geluid over een besluit valt daar
        <strong>niet</strong> onder.`,
    ),
    msg("Lees in onze gedragslijn wat de organisatie zelf heeft afgesproken."),
  ],
  [
    msg("Misstanden"),
    msg(
      "Gaat het om gevaar voor mensen, om overtreding van de wet of om machtsmisbruik? Dan is dit misschien een misstand. Voor wie een misstand meldt, gelden andere regels en andere wegen.",
    ),
    msg("Vraag eerst raad: aan een vertrouwenspersoon, of aan het Huis voor Klokkenluiders."),
  ],
  [
    msg("Strafbare feiten"),
    msg(
      "Ambtenaren moeten van sommige strafbare feiten aangifte doen. Dat kan ook gelden voor wie uw signaal leest. Dan blijft het niet bij het team.",
    ),
    msg("Twijfelt u? Vraag eerst raad, zonder de feiten op te schrijven."),
  ],
  [
    msg("Openbaarheid"),
    msg(
      "Door de Wet open overheid kunnen feiten en andere keuzes uit uw signaal openbaar worden. Dat kan ook later nog.",
    ),
    msg("Schrijf feiten zo op dat iedereen ze mag lezen zonder dat u herkenbaar bent."),
  ],
  [
    msg("Een bevel van de rechter"),
    msg(
      "De beheerder kan verplicht worden om te geven wat er is: gesloten enveloppen. Wie de pagina levert, kan verplicht worden om vanaf dat moment adressen op te schrijven.",
    ),
    msg("Ook daarom is uw eigen apparaat, buiten het werk, de betere keuze."),
  ],
];

const version = (): readonly Pair[] => [
  [
    msg("Stilte"),
    msg("Antwoordt niemand, dan gaat uw signaal in deze versie nog niet vanzelf verder."),
    msg("Schrijf opnieuw met uw codenaam, of bespreek het met iemand anders die u vertrouwt."),
  ],
  [
    msg("Alleen om te proberen"),
    msg("Niet alles wat u moet beschermen, is al gebouwd."),
    msg("Schrijf nog niets wat echt is."),
  ],
  [
    msg("Twee logboeken"),
    msg(
      "De server kan twee mensen een ander logboek laten zien. Twee anderen controleren dat. Een dag lang kan een nieuwe bezoeker nog de lijst van gisteren te zien krijgen.",
    ),
    msg(
      "Uw pagina rekent wel na of het logboek klopt met wat u eerder zag. Meldt zij iets, vertel dat dan aan de ondernemingsraad.",
    ),
  ],
  [msg("Nagekeken"), msg("Niemand van buiten heeft het ontwerp of het programma nog onderzocht.")],
];

/** Everything that this cannot do, and what one can do about it oneself. docs/threat-model.md, in plain words. */
export function limitsPage(): TemplateResult {
  return html`${titleView(
    "",
    msg("Dit kunnen wij niet voor u beschermen"),
    msg(
      "Uw naam vragen we niet, en uw tekst gaat op slot. De rest hangt ook af van waar en wat u schrijft. Bij elk punt leest u wat u zelf kunt doen.",
    ),
  )}
  ${sectionView(msg("Voordat u begint"), msg("Waar u schrijft"), pairsView(places()))}
  ${sectionView(msg("Voordat u begint"), msg("Uw pas of kaart"), pairsView(vouchers()))}
  ${sectionView(msg("Terwijl u schrijft"), msg("Wat u schrijft"), pairsView(words()))}
  ${sectionView(msg("Daarna"), msg("Uw codenaam"), pairsView(codename()))}
  ${sectionView(msg("Uw rechten"), msg("Wat de wet wel en niet doet"), html`${pairsView(law())} ${pageLink("code", msg("Lees onze gedragslijn"))}`)}
  ${sectionView(msg("Deze eerste versie"), msg("Wat er nog niet is"), pairsView(version()))}`;
}
