// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { formatNumber } from "../design/format.ts";
import { pairsView } from "../design/pairs.ts";
import { sectionView } from "../design/section.ts";
import type { PassStanding } from "../protocol/index.ts";
import { isCrowd } from "./crowd.ts";

function countText({ passes, year }: PassStanding): string {
  if (passes === 0) return msg(str`In ${year} nam nog niemand een pas.`);
  if (passes === 1) return msg(str`In ${year} is er één pas genomen.`);
  return msg(str`In ${year} zijn er ${formatNumber(passes)} passen genomen.`);
}

/** One pass among few says more about its holder than one among many. Said, not hidden, and without fear. */
function crowdView(standing: PassStanding): TemplateResult {
  return html`<p class="ts-strong">${countText(standing)}</p>
    ${
      standing.perQuarter === 1
        ? nothing
        : html`<p>
            ${msg(str`Dit zijn passen, geen mensen: één persoon kan er ${formatNumber(standing.perQuarter)} per kwartaal nemen.`)}
          </p>`
    }
    ${
      isCrowd(standing.passes)
        ? html`<p>
            ${msg("Een signaal kan komen van iedereen die een pas of een kaart heeft. Hoe meer mensen dat zijn, hoe minder het over iemand zegt.")}
          </p>`
        : html`<p>
              ${msg("Nog maar weinig mensen namen er dit jaar een. Een signaal kan komen van iedereen die een pas of een kaart heeft. Zijn dat er weinig, dan is raden makkelijker.")}
            </p>
            <p>
              ${msg("Neem er dus gerust een: u helpt er ook uw collega’s mee. Wacht met gebruiken tot het er minstens vijftig zijn. Dit getal staat hier altijd, ook als u niet inlogt.")}
            </p>`
    }`;
}

function whatItIs({ perQuarter }: PassStanding): TemplateResult {
  return pairsView([
    [
      msg("Wat het is"),
      msg("Een code waarmee u één signaal geeft, en daarna over dat signaal praat. Samen vijftien berichten."),
    ],
    [
      msg("Wat hij bewijst"),
      msg("Dat u hier werkt. Verder niets: uw naam, uw team en de dag waarop u hem nam, staan er niet in."),
    ],
    [
      msg("Voor wie"),
      msg("Voor iedereen die hier werkt. Ook als u nu niets te zeggen hebt. Een pas nemen zegt dus niets over u."),
    ],
    [
      msg("Hoeveel"),
      perQuarter === 1
        ? msg("Eén per kwartaal. U hoeft hem niet te gebruiken.")
        : msg(str`${formatNumber(perQuarter)} per kwartaal. U hoeft ze niet te gebruiken.`),
    ],
  ]);
}

function whoLearnsWhat(): TemplateResult {
  return pairsView([
    [
      msg("Waar u inlogt"),
      msg(
        html`Daar weten ze dat u een pas nam, en hoeveel dit kwartaal. <strong>Niet</strong> welke: uw apparaat maakt de
          pas, en stopt hem in een envelop met carbonpapier. Wie tekent, ziet niet wat erin zit.`,
      ),
    ],
    [
      msg("Waar signalen komen"),
      msg(
        html`Daar zien ze dat iemand met een echte pas schrijft. <strong>Niet</strong> wie, en niet wanneer die pas is
          genomen.`,
      ),
    ],
    [
      msg("Die twee samen"),
      msg(
        "Ook als ze alles naast elkaar leggen, staat nergens welke pas van u is. Dat kan ook later niemand uitrekenen.",
      ),
    ],
    [
      msg("Wat we niet kunnen verbergen"),
      msg(
        "Dat u deze pagina bezoekt. En wie kort na elkaar een pas neemt en een signaal geeft, kan daaraan geraden worden.",
      ),
    ],
  ]);
}

function whyWait(): TemplateResult {
  return html`<p>
      ${msg("Neem de pas nu, op een moment dat u niets te melden hebt. Gebruik hem op een andere dag, op uw eigen apparaat, buiten het netwerk van het werk.")}
    </p>
    <p>${msg("Dan ligt er tijd tussen uw naam en uw signaal, en hebben intussen ook anderen een pas genomen.")}</p>`;
}

/** What a pass is, for somebody who has not decided anything yet. */
export function aboutView(standing: PassStanding): TemplateResult {
  return html`${sectionView(msg("De pas"), msg("Een bewijs zonder naam"), whatItIs(standing))}
  ${sectionView(msg("Wie weet wat"), msg("Niemand kan uw pas later herkennen"), whoLearnsWhat())}
  ${sectionView(msg("Hoeveel er zijn"), msg("Hoe meer passen, hoe beter voor iedereen"), crowdView(standing))}
  ${sectionView(msg("Wanneer"), msg("Neem hem nu, gebruik hem later"), whyWait())}`;
}
