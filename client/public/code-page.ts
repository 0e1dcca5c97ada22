// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { Task } from "@lit/task";
import { html, type TemplateResult } from "lit";
import { failureView } from "../design/failure.ts";
import { PageElement } from "../design/page.ts";
import { pairsView } from "../design/pairs.ts";
import { progressView } from "../design/progress.ts";
import { sectionView, titleView } from "../design/section.ts";
import { row } from "../design/sheet.ts";
import { ask } from "../vault.ts";
import type { Clause, Organisation } from "../protocol/index.ts";

const workingDays = (days: number): string =>
  days === 1 ? msg("Binnen één werkdag") : msg(str`Binnen ${days} werkdagen`);

function clausesView(clauses: readonly Clause[]): TemplateResult {
  if (clauses.length === 0) {
    return row("", html`<p>${msg("Deze organisatie heeft nog geen gedragslijn in haar sleutellijst gezet.")}</p>`);
  }
  return html`<ol class="ts-clauses">
    ${clauses.map(
      ({ id, text }) =>
        html`<li>
          <p class="ts-when">${msg(str`Regel ${id}`)}</p>
          <p class="ts-what">${text}</p>
        </li>`,
    )}
  </ol>`;
}

/** The code of the organisation, as its directory has it: read by the Worker, which checks who signed. */
class CodeText extends PageElement {
  readonly #organisation = new Task(this, { task: () => ask("organisation", {}), args: () => [] });

  #complete({ name, clauses, terms, version }: Organisation): TemplateResult {
    return html`${sectionView(
      name,
      msg("Onze regels"),
      html`<p>${msg("In een signaal kunt u een regel noemen die volgens u niet is gevolgd.")}</p>`,
    )}
    ${clausesView(clauses)}
    ${sectionView(
      msg("Wat u mag verwachten"),
      msg("Deze termijnen zijn afgesproken"),
      html`${pairsView([
          [msg("Een vertrouwenspersoon leest uw signaal"), workingDays(terms.seen)],
          [msg("U krijgt antwoord, met redenen"), workingDays(terms.answer)],
        ])}
        <p class="ts-soft ts-small">
          ${msg(
            "Het zijn afspraken. De pagina ziet dat een termijn voorbij is, maar kan niemand dwingen om te antwoorden.",
          )}
        </p>`,
    )}
    ${sectionView(
      msg(str`Versie ${version + 1} van de sleutellijst`),
      msg("Twee van de drie partijen hebben getekend"),
      html`<p>
          ${msg(
            "Deze regels staan in de sleutellijst van de organisatie. Twee van de drie partijen hebben die lijst getekend, en deze pagina heeft dat nagerekend.",
          )}
        </p>
        <p>
          ${msg(
            "De sleutels waarmee de pagina dat narekent, komen van dezelfde server als de pagina zelf. Een valse pagina kunnen wij nog niet uitsluiten.",
          )}
        </p>`,
    )}`;
  }

  #failed(error: unknown): TemplateResult {
    const again = html`<button type="button" class="nl-button" @click=${() => void this.#organisation.run()}>
      ${msg("Opnieuw proberen")}
    </button>`;
    return row("", failureView(error, again));
  }

  #waiting(): TemplateResult {
    return row("", progressView(msg("De gedragslijn wordt opgehaald en nagerekend.")));
  }

  protected override render(): TemplateResult {
    return html`${this.#organisation.render({
      initial: () => this.#waiting(),
      pending: () => this.#waiting(),
      complete: (organisation) => this.#complete(organisation),
      error: (error) => this.#failed(error),
    })}`;
  }
}

customElements.define("ts-code", CodeText);

export function codePage(): TemplateResult {
  return html`${titleView(
      "",
      msg("Zo gaan wij om met een ander geluid"),
      msg("Dit spraken wij met elkaar af. Het geldt voor iedereen, ook voor de leiding."),
    )} <ts-code></ts-code>`;
}
