// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { formatNames, formatTime } from "../design/format.ts";
import { answerId, openQuestion } from "./answers.ts";
import type { Options } from "./options.ts";
import { nextReaders } from "./readers-view.ts";

interface Action {
  readonly label: string;
  readonly help: string;
  readonly run: () => void;
}

function lookedText({ lookedAt }: Options): string {
  if (lookedAt === null) return msg("Of er iets nieuws is.");
  return msg(str`Gekeken om ${formatTime(lookedAt, 3600)}. Niets nieuws.`);
}

/** What somebody can do now, each with what it does. */
export function actionsView(options: Options): TemplateResult {
  const { thread, isReading, onRead, onWrite, onAnswer, onClose } = options;
  const asked = openQuestion(thread.conversation);
  const actions: Action[] = [
    ...(asked === undefined
      ? []
      : [
          {
            label: msg("Ja of nee zeggen"),
            help: msg(str`Op wat ${asked.name ?? msg("iemand uit het team")} u vraagt. Het mag, en hoeft niet.`),
            run: () => onAnswer(answerId(asked)),
          },
        ]),
    {
      label: msg("Een bericht sturen"),
      help: msg(str`Aan ${formatNames(nextReaders(thread))}.`),
      run: onWrite,
    },
    {
      label: msg("Opnieuw kijken"),
      help: isReading ? msg("Het logboek wordt gelezen.") : lookedText(options),
      run: () => onRead(false),
    },
    ...(thread.hasOlder
      ? [
          {
            label: msg("Ouder deel ophalen"),
            help: msg("Er staat nog iets van u in een ouder deel van het logboek."),
            run: () => onRead(true),
          },
        ]
      : []),
    {
      label: msg("Weggaan"),
      help: msg("Deze pagina vergeet uw codenaam. Uw signaal blijft."),
      run: onClose,
    },
  ];
  return html`<ul class="ts-menu">
    ${actions.map(
      ({ label, help, run }) =>
        html`<li>
          <button type="button" class="ts-menu-item" @click=${run}>
            <span>${label}</span><span class="ts-soft" aria-live="polite">${help}</span>
          </button>
        </li>`,
    )}
  </ul>`;
}
