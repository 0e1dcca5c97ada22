// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { Statement } from "#crypto/directory/index.ts";
import { isDay } from "../case/working-days.ts";
import { dateView } from "../design/field.ts";
import { formatDate, formatLongDate } from "../design/format.ts";
import { dutchHolidays } from "./holidays.ts";
import { twoYearsAfter } from "./lacks.ts";
import { SubjectForm, type Finished, type FormBasis } from "./subject-form.ts";

const rising = (days: readonly string[]): string[] => [...new Set(days)].toSorted();

/** Days, one by one: what stands in the list, and one to add. */
abstract class DaysForm extends SubjectForm {
  protected days: readonly string[] = [];
  #added = "";
  #isAddTried = false;

  protected setDays(days: readonly string[]): void {
    this.days = rising(days);
    this.changed();
  }

  #add(): void {
    this.#isAddTried = !isDay(this.#added);
    if (isDay(this.#added)) {
      this.days = rising([...this.days, this.#added]);
      this.#added = "";
    }
    this.changed();
  }

  protected list(label: string): TemplateResult {
    return html`<section class="ts-block">
        <h2 class="nl-heading nl-heading--level-3">${label}</h2>
        ${
          this.days.length === 0
            ? html`<p class="ts-soft">${msg("Er staan nog geen dagen in.")}</p>`
            : html`<ul class="ts-day-list">
                ${this.days.map(
                  (day) =>
                    html`<li>
                      <span class="ts-num">${formatDate(day)}</span>
                      <button
                        type="button"
                        class="ts-link ts-alone"
                        aria-label=${msg(str`Haal weg: ${formatLongDate(day)}`)}
                        @click=${() => this.setDays(this.days.filter((each) => each !== day))}
                      >
                        ${msg("Haal weg")}
                      </button>
                    </li>`,
                )}
              </ul>`
        }
      </section>
      ${dateView({
        id: "day",
        label: msg("Nog een dag"),
        problem: this.#isAddTried ? msg("Kies een dag.") : undefined,
        value: this.#added,
        onInput: (typed) => {
          this.#added = typed;
          this.changed();
        },
      })}
      <div class="ts-actions ts-block">
        <button type="button" class="nl-button" @click=${() => this.#add()}>${msg("Zet deze dag erbij")}</button>
      </div>`;
  }

  /** A day that was chosen and not added counts too: whoever chose it meant it. */
  protected allDays(): string[] {
    return rising(isDay(this.#added) ? [...this.days, this.#added] : this.days);
  }
}

export class HolidaysForm extends DaysForm {
  readonly #first: string;
  #from: string;
  #until: string;

  constructor(basis: FormBasis) {
    super(basis);
    const { from, until, days } = basis.draft.statement.holidays;
    this.#first = basis.view.index === null ? "" : basis.view.statement.holidays.from;
    [this.#from, this.#until, this.days] = [from, until, days];
  }

  get heading(): string {
    return msg("Vrije dagen");
  }

  get lead(): string {
    return msg("Termijnen lopen in werkdagen. Zaterdag en zondag tellen al niet mee.");
  }

  #fromProblem(): string | undefined {
    if (!isDay(this.#from)) return msg("Kies een dag.");
    return this.#from < this.#first ? msg("De kalender kan niet eerder beginnen dan nu.") : undefined;
  }

  #untilProblem(): string | undefined {
    if (!isDay(this.#until)) return msg("Kies een dag.");
    return isDay(this.#from) && this.#until < twoYearsAfter(this.#from)
      ? msg("Kies een dag die twee jaar of meer na het begin ligt.")
      : undefined;
  }

  #fill(): void {
    this.setDays([...this.days, ...dutchHolidays(this.#from, this.#until)]);
  }

  fields(): TemplateResult {
    const set = (change: (typed: string) => void) => (typed: string) => {
      change(typed);
      this.changed();
    };
    return html`${dateView({
        id: "from",
        label: msg("Kalender vanaf"),
        problem: this.isTried ? this.#fromProblem() : undefined,
        value: this.#from,
        onInput: set((typed) => (this.#from = typed)),
      })}
      ${dateView({
        id: "until",
        label: msg("Kalender tot en met"),
        help: msg("Minstens twee jaar verder."),
        problem: this.isTried ? this.#untilProblem() : undefined,
        value: this.#until,
        onInput: set((typed) => (this.#until = typed)),
      })}
      <div class="ts-actions ts-block">
        <button type="button" class="nl-button" @click=${() => this.#fill()}>
          ${msg("Vul de feestdagen van Nederland in")}
        </button>
      </div>
      ${this.list(msg("Dagen waarop niemand werkt"))}`;
  }

  protected read(): Finished {
    if (this.#fromProblem() !== undefined) return { problem: "from" };
    if (this.#untilProblem() !== undefined) return { problem: "until" };
    // What lies before the calendar is of the past.
    const days = this.allDays().filter((day) => this.#from <= day && day <= this.#until);
    const holidays: Statement["holidays"] = { from: this.#from, until: this.#until, days };
    return { edit: { what: "holidays", holidays } };
  }
}

const MOST_RELEASES = 12;

export class ReleaseDaysForm extends DaysForm {
  constructor(basis: FormBasis) {
    super(basis);
    this.days = basis.draft.statement.releaseDays;
  }

  get heading(): string {
    return msg("Dagen met cijfers");
  }

  get lead(): string {
    return msg("Op deze dagen komen er cijfers uit over alle signalen samen. Hooguit twaalf dagen.");
  }

  fields(): TemplateResult {
    const isOver = this.isTried && this.allDays().length > MOST_RELEASES;
    return html`${this.list(msg("Dagen waarop cijfers uitkomen"))}
    ${isOver ? html`<p class="ts-error">${msg("Dit zijn er meer dan twaalf. Haal er een paar weg.")}</p>` : nothing}`;
  }

  protected read(): Finished {
    const days = this.allDays();
    return days.length > MOST_RELEASES ? { problem: "day" } : { edit: { what: "releaseDays", days } };
  }
}
