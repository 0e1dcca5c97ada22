// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { failureView } from "../design/failure.ts";
import { formatDate, formatTime } from "../design/format.ts";
import { leavingText } from "../design/leaving.ts";
import { isFollowed, type OpenCase } from "./open-case.ts";

function seenText({ thread, organisation, deedOf }: OpenCase): string {
  const deed = deedOf("seen");
  if (deed?.state === "kept") {
    const time = formatTime(deed.visibleFrom, organisation.interval);
    return isFollowed(thread)
      ? msg(str`Gemeld. De melder ziet het vanaf ${time}.`)
      : msg(str`Gemeld. Uw team ziet het vanaf ${time}.`);
  }
  if (deed?.state === "sending" && deed.leaving !== null) return leavingText(deed.leaving);
  if (thread.isUnread && thread.isSeen) return msg("De melder schreef na het laatste dat uw team deed.");
  const reader = thread.conversation.find(({ by }) => by === "member");
  if (reader !== undefined) {
    const day = formatDate(reader.date);
    return reader.name === null ? msg(str`Gelezen op ${day}.`) : msg(str`${reader.name} heeft het gelezen op ${day}.`);
  }
  return isFollowed(thread)
    ? msg("De melder ziet uw naam en de dag.")
    : msg("Uw team ziet uw naam en de dag. De melder niet.");
}

/** Says to the submitter that somebody has read it, or who did; again where they wrote since. */
export function seenView(open: OpenCase): TemplateResult {
  const { thread, deedOf, onDo } = open;
  const deed = deedOf("seen");
  const isSending = deed?.state === "sending";
  return html`<div class="ts-seen">
      ${
        thread.isUnread
          ? html`<button
              type="button"
              class="nl-button nl-button--primary"
              aria-disabled=${isSending ? "true" : "false"}
              aria-describedby="seen"
              @click=${() => onDo("seen")}
            >
              ${isSending ? msg("Bezig met melden") : msg("Meld dat u het gelezen hebt")}
            </button>`
          : nothing
      }
      <p class="ts-small ts-soft" id="seen" role="status" tabindex="-1">${seenText(open)}</p>
    </div>
    ${deed?.state === "failed" ? failureView(deed.error) : nothing}`;
}
