// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { mayDecide } from "../case/tasks.ts";
import { formatTime } from "../design/format.ts";
import { leavingText } from "../design/leaving.ts";
import type { SignalText } from "../protocol/index.ts";
import { closedView, closeForm } from "./close-form.ts";
import type { OpenCase } from "./open-case.ts";
import { paraphraseView } from "./paraphrase-form.ts";
import { routeView } from "./route-form.ts";

/** What stands where it is closed. */
export function closedSection({ thread, organisation, deedOf }: OpenCase, { followed }: SignalText): TemplateResult {
  const deed = deedOf("closed");
  const last = thread.conversation.findLast(({ words }) => words.what === "closed");
  const time = deed?.state === "kept" ? formatTime(deed.visibleFrom, organisation.interval) : null;
  return closedView(last, followed, time === null ? "" : msg(str`Dit is bewaard en te zien vanaf ${time}.`));
}

function closingView(open: OpenCase, signal: SignalText): TemplateResult {
  const { draft, deedOf, tried, onDraft, onDo } = open;
  const deed = deedOf("closed");
  return closeForm({
    signal,
    draft,
    deed,
    leaving: deed?.state === "sending" ? leavingText(deed.leaving) : "",
    isMissing: tried === "closed",
    onChoose: (outcome) => onDraft({ outcome }),
    onType: (reasons) => onDraft({ reasons }),
    onClose: () => onDo("closed"),
  });
}

/** Which way, what goes up, and the end of it. Who stands by the submitter decides none of that. */
export function onwardView(open: OpenCase): TemplateResult | typeof nothing {
  const { thread, member } = open;
  const { signal } = thread;
  if (signal === null) return nothing;
  const decides = mayDecide(member.id, thread.side);
  return html`<section aria-labelledby="onward">
      <h2 class="nl-heading nl-heading--level-3" id="onward">${msg("De weg van dit signaal")}</h2>
      ${
        decides
          ? nothing
          : html`<p class="ts-desk-note">${msg("U steunt hier de melder. Een collega kiest de weg en sluit af.")}</p>`
      }
      ${routeView(open)}
    </section>
    <section aria-labelledby="up">
      <h2 class="nl-heading nl-heading--level-3" id="up">${msg("Samenvatting die omhoog mag")}</h2>
      ${paraphraseView(open)}
    </section>
    ${decides && thread.waitsFor !== "nobody" ? html`<section>${closingView(open, signal)}</section>` : nothing}`;
}
