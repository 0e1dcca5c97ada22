// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { fieldView } from "../design/field.ts";
import { formatDate } from "../design/format.ts";
import { proseView } from "../design/prose.ts";
import { typeInto } from "../design/typing.ts";
import type { ShownNote } from "../protocol/index.ts";
import type { OpenCase } from "./open-case.ts";
import { sendView } from "./send-view.ts";

function noteWriter({ name, date, carriedBy, inLog }: ShownNote): string {
  const who = name ?? msg("Iemand die niet meer in de lijst staat");
  const waiting = inLog ? "" : `. ${msg("Bewaard, nog niet zichtbaar voor collega's")}`;
  const carried = carriedBy === null ? "" : `. ${msg(str`Overgenomen door ${carriedBy}, in eigen woorden`)}`;
  return `${who}, ${formatDate(date)}${carried}${waiting}`;
}

/** What the team keeps to itself: another place than the messages, other words, another button. */
export function notesView(open: OpenCase): TemplateResult {
  const { thread, organisation, draft, deedOf, tried, onDraft, onDo } = open;
  const { notes } = thread.side;
  const submit = (event: Event): void => {
    event.preventDefault();
    onDo("note");
  };
  return html`<section aria-labelledby="notes" class="ts-notes">
    <h2 class="nl-heading nl-heading--level-4" id="notes">${msg("Notities van het team")}</h2>
    <p><strong>${msg("De melder ziet dit niet.")}</strong></p>
    ${
      notes.length === 0
        ? nothing
        : html`<ol>
            ${notes.map(
              (note) =>
                html`<li>
                  <p class="ts-who">${noteWriter(note)}</p>
                  ${proseView(note.text)}
                </li>`,
            )}
          </ol>`
    }
    <form novalidate @submit=${submit}>
      ${fieldView({
        id: "note",
        label: msg("Nieuwe notitie"),
        help: msg("Alleen uw team leest dit."),
        rows: 3,
        value: draft.note,
        problem: tried === "note" && draft.note.trim() === "" ? msg("Schrijf eerst uw notitie.") : undefined,
        onInput: (typed, field) => onDraft({ note: typeInto(field, typed) }),
      })}
      ${sendView({
        deed: deedOf("note"),
        label: msg("Bewaren voor het team"),
        busy: msg("Bezig met bewaren"),
        kept: (time) => msg(str`Bewaard. Uw team kan het lezen vanaf ${time}.`),
        organisation,
        onPress: null,
      })}
    </form>
  </section>`;
}
