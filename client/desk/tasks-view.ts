// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { offerTo, type TaskOffer } from "../case/tasks.ts";
import type { Task } from "../case/side.ts";
import { failureView } from "../design/failure.ts";
import { formatNames } from "../design/format.ts";
import type { TeamMember } from "../protocol/index.ts";
import type { OpenCase } from "./open-case.ts";
import type { Given } from "./outgoing.ts";
import { keptView } from "./send-view.ts";

function whoView({ thread: { side }, member }: OpenCase): TemplateResult {
  const isOwn = ({ id }: TeamMember): boolean => id === member.id;
  const { triages, supports } = side;
  const others = supports.filter((each) => !isOwn(each)).map(({ name }) => name);
  return html`<p>
      ${
        triages === null
          ? msg("Nog niemand beslist over de weg.")
          : isOwn(triages)
            ? msg("U beslist over de weg.")
            : msg(str`${triages.name} beslist over de weg.`)
      }
    </p>
    ${supports.length === 0 ? html`<p>${msg("Nog niemand steunt de melder.")}</p>` : nothing}
    ${supports.some(isOwn) ? html`<p>${msg("U steunt de melder.")}</p>` : nothing}
    ${
      others.length === 0
        ? nothing
        : html`<p>
            ${
              others.length === 1
                ? msg(str`${others[0] ?? ""} steunt de melder.`)
                : msg(str`${formatNames(others)} steunen de melder.`)
            }
          </p>`
    }`;
}

function ownLabel(task: Task, { thread: { side } }: OpenCase): string {
  if (task === "supports") return msg("Ik steun de melder");
  return side.triages === null ? msg("Ik beslis over de weg") : msg(str`Overnemen van ${side.triages.name}`);
}

/** Why the other of the two is not theirs to take. */
function ownReason({ has, bound }: TaskOffer): string {
  if (bound === "triages") {
    return has === null
      ? msg("U besliste hier eerder. Dan steunt u de melder hier niet.")
      : msg("U beslist hier. Dan steunt u de melder hier niet.");
  }
  if (bound === "supports") {
    return has === null
      ? msg("U steunde de melder hier eerder. Dan beslist u hier niet over de weg.")
      : msg("U steunt de melder hier. Dan beslist u hier niet over de weg.");
  }
  return msg("U kiest één van de twee. De ander kan daarna niet meer: dat houdt het zuiver.");
}

function othersReason(name: string, { has, bound }: TaskOffer): string {
  if (bound === "triages") {
    return has === null
      ? msg(str`${name} besliste hier eerder, en steunt de melder dus niet.`)
      : msg(str`${name} beslist hier, en steunt de melder dus niet.`);
  }
  if (bound === "supports") {
    return has === null
      ? msg(str`${name} steunde de melder hier eerder, en beslist dus niet.`)
      : msg(str`${name} steunt de melder hier, en beslist dus niet.`);
  }
  return "";
}

function giveButton(label: string, given: Given, { deedOf, onDo }: OpenCase): TemplateResult {
  const isSending = deedOf("task")?.state === "sending";
  return html`<button
    type="button"
    class="nl-button"
    aria-disabled=${isSending ? "true" : "false"}
    @click=${() => onDo("task", given)}
  >
    ${label}
  </button>`;
}

function colleagueView(colleague: TeamMember, open: OpenCase): TemplateResult {
  const { id, name } = colleague;
  const offer = offerTo(id, open.thread.side);
  const reason = othersReason(name, offer);
  const label = (task: Task): string =>
    task === "triages" ? msg(str`${name} beslist over de weg`) : msg(str`${name} steunt de melder`);
  return html`${offer.mayTake.map((task) => giveButton(label(task), { member: id, task }, open))}
  ${reason === "" ? nothing : html`<p class="ts-small ts-soft">${reason}</p>`}`;
}

function refusedView(names: readonly string[]): TemplateResult | typeof nothing {
  if (names.length === 0) return nothing;
  return html`<p class="ts-desk-note">
    <strong>${msg(str`${formatNames(names)} gaf iemand beide taken.`)}</strong>
    ${msg("Dat telt niet. Bespreek het in het team.")}
  </p>`;
}

/** Who decides and who stands by the submitter: kept apart, also one after the other. */
export function tasksView(open: OpenCase): TemplateResult {
  const { thread, member, organisation, deedOf } = open;
  const offer = offerTo(member.id, thread.side);
  const deed = deedOf("task");
  const colleagues = member.members.filter(({ id }) => id !== member.id);
  return html`<section aria-labelledby="tasks">
    <h2 class="nl-heading nl-heading--level-4" id="tasks" tabindex="-1">${msg("Wie doet wat")}</h2>
    ${whoView(open)} ${refusedView(thread.side.refused)}
    <div class="ts-give">
      ${offer.mayTake.map((task) => giveButton(ownLabel(task, open), { member: member.id, task }, open))}
      ${offer.has === null ? nothing : giveButton(msg("Ik geef dit terug"), { member: member.id, task: "none" }, open)}
    </div>
    <p class="ts-small ts-soft">${ownReason(offer)}</p>
    ${
      colleagues.length === 0
        ? nothing
        : html`<details class="ts-details">
            <summary>${msg("Aan een collega geven")}</summary>
            <div class="ts-give">${colleagues.map((colleague) => colleagueView(colleague, open))}</div>
          </details>`
    }
    ${deed?.state === "failed" ? failureView(deed.error) : nothing}
    ${keptView(deed, (time) => msg(str`Bewaard. Uw team ziet het vanaf ${time}.`), organisation)}
  </section>`;
}
