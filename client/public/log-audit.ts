// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { failureView, type Sentences } from "../design/failure.ts";
import { PageElement } from "../design/page.ts";
import { progressView } from "../design/progress.ts";
import { saveFile } from "../design/save.ts";
import { row } from "../design/sheet.ts";
import { ask } from "../vault.ts";
import type { Audit, Progress } from "../protocol/index.ts";
import { auditView, type Comparison } from "./audit-view.ts";

const own = (): Sentences => ({
  log_inconsistent: [
    msg("Het logboek is niet meer wat het was"),
    msg(
      "Wat er nu staat, past niet op de stand die u bewaarde. Iemand haalde iets weg of veranderde iets. Bewaar uw bestand goed, en meld dit bij de ondernemingsraad.",
    ),
  ],
  checkpoints_unreadable: [
    msg("Dit is geen bewaarde stand van dit logboek"),
    msg("Kies het bestand dat u hier eerder bewaarde. Het begint met de naam van het logboek."),
  ],
});

/** Reads all three logs, shows what came of it, and compares them with what somebody kept. */
class LogAudit extends PageElement {
  static override properties = {
    audit: { state: true },
    failure: { state: true },
    progress: { state: true },
    comparison: { state: true },
  };
  declare private audit: Audit | null;
  declare private failure: unknown;
  declare private progress: Progress | null;
  declare private comparison: Comparison;

  constructor() {
    super();
    this.audit = null;
    this.failure = null;
    this.progress = null;
    this.comparison = { state: "none" };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  async #read(): Promise<void> {
    this.failure = null;
    this.audit = null;
    this.comparison = { state: "none" };
    try {
      this.audit = await ask("auditLogs", {}, (progress) => {
        this.progress = progress;
      });
    } catch (error) {
      this.failure = error;
    }
  }

  readonly #onSave = (): void => {
    if (this.audit === null) return;
    saveFile(new TextEncoder().encode(this.audit.checkpoints), `logboek-${new Date().toISOString().slice(0, 10)}.txt`);
  };

  readonly #onFile = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    if (file !== undefined) void this.once(() => this.#compare(file));
    input.value = "";
  };

  async #compare(file: File): Promise<void> {
    this.comparison = { state: "running" };
    try {
      const logs = await ask("compareCheckpoints", { text: await file.text() });
      this.comparison = { state: "same", logs };
    } catch (error) {
      this.comparison = { state: "failed", error };
    }
    await this.focusOn("#comparison");
  }

  #failed(error: unknown): TemplateResult {
    const again = html`<button type="button" class="nl-button" @click=${() => void this.#read()}>
      ${msg("Opnieuw proberen")}
    </button>`;
    return row("", failureView(error, again));
  }

  protected override render(): TemplateResult {
    if (this.failure !== null) return this.#failed(this.failure);
    if (this.audit === null)
      return row("", progressView(msg("De logboeken worden gelezen en nagerekend."), this.progress));
    return auditView({
      audit: this.audit,
      comparison: this.comparison,
      own: own(),
      onSave: this.#onSave,
      onFile: this.#onFile,
    });
  }
}

customElements.define("ts-log-audit", LogAudit);
