// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import "../design/design.ts";
import { msg } from "@lit/localize";
import { Task } from "@lit/task";
import { html, type TemplateResult } from "lit";
import { failureView } from "../design/failure.ts";
import { languageSwitch } from "../design/language.ts";
import { PageElement } from "../design/page.ts";
import { progressView } from "../design/progress.ts";
import { row } from "../design/sheet.ts";
import { readDemo, type Demo } from "../transport.ts";

/** Who there is in the demo, and how to be them. */
export class DemoPage extends PageElement {
  readonly #demo = new Task(this, { task: () => readDemo(), args: () => [] });

  #people({ members, desk, submitter }: Demo): TemplateResult {
    return html`${row(
      msg("Zo probeert u het uit"),
      html`<h2 class="nl-heading nl-heading--level-2">${msg("Wees eerst de melder, dan de vertrouwenspersoon")}</h2>
        <p>${msg(html`<a class="nl-link" href=${submitter}>Geef een signaal</a> en schrijf de codenaam op.`)}</p>
        <p>
          ${msg(html`Open dan de <a class="nl-link" href=${desk}>werkplek</a> en log in met de woorden van iemand uit het team dat u koos.`)}
        </p>`,
    )}
    ${row(
      msg("De mensen"),
      html`<h2 class="nl-heading nl-heading--level-2">${msg("Vier vertrouwenspersonen in twee teams")}</h2>
        <dl class="ts-pairs">
          ${members.map(
            ({ name, team, phrase }) =>
              html`<div>
                <dt>${name}, ${team}</dt>
                <dd class="ts-code">${phrase}</dd>
              </div>`,
          )}
        </dl>`,
    )}`;
  }

  protected override render(): TemplateResult {
    return html`<div class="ts-sheet">
      <main>
        ${row(
          msg("Proefopstelling"),
          html`<h1 class="nl-heading nl-heading--level-1">${msg("Hier is niets echt")}</h1>
            <p class="nl-paragraph nl-paragraph--lead">
              ${msg("De organisatie en de mensen zijn verzonnen, en hun geheime woorden staan hieronder. Schrijf hier dus niets dat echt is.")}
            </p>
            ${languageSwitch()}`,
        )}
        ${this.#demo.render({
          initial: () => html``,
          pending: () => row("", progressView(msg("De lijst wordt opgehaald."))),
          complete: (demo) => this.#people(demo),
          error: (error) => row("", failureView(error)),
        })}
      </main>
    </div>`;
  }
}

customElements.define("ts-demo", DemoPage);
