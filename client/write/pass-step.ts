// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import "../voucher/voucher-form.ts";
import { whereView } from "../voucher/where.ts";
import type { Form } from "./form.ts";

/** Staff and nobody else: shown by a pass or card, which is spent only when something is sent. */
export function passStep({ given, organisation, problem }: Form): TemplateResult {
  const missing = problem("pass");
  return html`<p class="ts-measure">
      ${msg("Dit is een andere pas dan die waarmee u het gebouw in komt. De server ziet dat hij echt is, en niet van wie. U bent dan één van alle mensen met een pas of kaart. Eén pas of kaart is goed voor een signaal en veertien berichten daarna.")}
    </p>
    ${missing === undefined ? nothing : html`<p class="ts-error">${missing}</p>`}
    <ts-voucher .given=${given}></ts-voucher>
    ${given === null ? whereView(organisation) : nothing}`;
}
