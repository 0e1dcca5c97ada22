// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { pairsView } from "../design/pairs.ts";
import { sectionView, titleView } from "../design/section.ts";

/** docs/accessibility.md, in plain words. */
export function accessPage(): TemplateResult {
  return html`${titleView(
    "",
    msg("Getest door programma’s, nog niet door mensen"),
    msg(
      "Iedereen moet deze pagina’s kunnen gebruiken. Ons doel is de norm WCAG 2.2, niveau AA. Dit is nog geen officiële toegankelijkheidsverklaring.",
    ),
  )}
  ${sectionView(
    msg("Zo is het gemaakt"),
    msg("Wat u kunt verwachten"),
    pairsView([
      [msg("Toetsenbord"), msg("Alles kan met het toetsenbord. De eerste link gaat naar de inhoud.")],
      [
        msg("Voorleessoftware"),
        msg("Koppen, lijsten en velden hebben hun eigen naam. Wat er verandert, wordt ook gemeld."),
      ],
      [msg("Vergroten"), msg("De pagina’s passen op een scherm van 320 punten breed, en bij twee keer vergroten.")],
      [
        msg("Kleur en beweging"),
        msg(
          "Licht, donker, hoog contrast en minder beweging volgen uw eigen instelling. Kleur zegt nooit iets alleen.",
        ),
      ],
      [msg("Tijd"), msg("U hoeft nergens binnen een bepaalde tijd klaar te zijn.")],
      [msg("Taal"), msg("De teksten zijn kort en gewoon. U kunt kiezen voor Nederlands of Engels.")],
      [
        msg("Fouten"),
        msg("Mist er iets, dan staat bovenaan wat, met een link naar het veld. Wat u typte, blijft staan."),
      ],
    ]),
  )}
  ${sectionView(
    msg("Wat is getest"),
    msg("Een programma kijkt elke pagina na"),
    html`<p>
        ${msg(
          "Het programma axe-core zoekt fouten op elke pagina, op een breed en op een smal scherm. Ook kijken we of niets breder is dan het scherm.",
        )}
      </p>
      <p>
        ${msg(
          "Zo’n programma vindt niet alles. Nog niemand heeft deze versie met de hand onderzocht. Ook heeft nog niemand haar geprobeerd die hulpmiddelen nodig heeft.",
        )}
      </p>`,
  )}
  ${sectionView(
    msg("Wat tekortschiet"),
    msg("Dit gaat nog niet goed genoeg"),
    pairsView([
      [
        msg("Zeven woorden typen"),
        msg("U moet uw codenaam overtypen. De pagina helpt met de spelling, maar een andere weg is er niet."),
      ],
      [
        msg("QR-code lezen"),
        msg("De camera is nooit nodig: het bestand van een pas kan ook, en van een kaart kunt u de woorden typen."),
      ],
      [
        msg("Drie keer Shift"),
        msg(
          "Drie keer op Shift drukken sluit de pagina. Wie Shift vaak of met plaktoetsen gebruikt, kan zo per ongeluk weggaan. Wat getypt was, is dan weg.",
        ),
      ],
      [
        msg("Oude apparaten"),
        msg("Op een oud apparaat duurt het openen van een codenaam enkele seconden. De pagina zegt dan wat ze doet."),
      ],
      [
        msg("JavaScript"),
        msg("Zonder JavaScript werkt deze pagina niet. Uw eigen apparaat doet er uw tekst mee op slot."),
      ],
    ]),
  )}
  ${sectionView(
    msg("Loopt u vast?"),
    msg("Zeg het tegen uw organisatie"),
    html`<p>
      ${msg(
        "Vertel wie Tegenspraak bij u beheert wat er niet lukt. U hoeft niet te zeggen of u een signaal heeft geschreven.",
      )}
    </p>`,
  )}`;
}
