// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import "./design/design.ts";
import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { listenForShift } from "./design/exit.ts";
import { failureView } from "./design/failure.ts";
import { visitNumber, type GoEvent, type PageName, type Visit } from "./design/go.ts";
import { PageElement } from "./design/page.ts";
import { progressView } from "./design/progress.ts";
import { row, submitterSheet } from "./design/sheet.ts";
import { unsentView } from "./design/unsent.ts";
import { fetchLanguages, fetchTexts, type Texts } from "./locales/locale.ts";
import { isDemo } from "./transport.ts";
import { ask, VaultError } from "./vault.ts";
import type { FollowPage } from "./follow/follow-page.ts";
import type { Organisation } from "./protocol/index.ts";
import type { WritePage } from "./write/write-page.ts";
import "./home/home-page.ts";

const START: Visit = { page: "home" };

const publicTexts: Texts = () => import("./locales/public/en.ts");
// By a glob, so that their texts are not taken for those of this page, which has to stay small.
const [publicPages] = Object.values(import.meta.glob("./public/public-pages.ts"));

/**
 * The submitter's and public pages. Which one is open lives in memory: the address never changes, and the browser's history
 * holds a number that means nothing without this page.
 */
export class App extends PageElement {
  static override properties = {
    visit: { state: true },
    organisation: { state: true },
    demo: { state: true },
    failure: { state: true },
    writing: { state: true },
    isLoading: { state: true },
    leaving: { state: true },
  };
  declare private visit: Visit;
  declare private organisation: Organisation | null;
  declare private demo: boolean;
  /** Where somebody wants to go while a message of theirs is not sent. */
  declare private leaving: Visit | null;
  declare private isLoading: boolean;
  /** A page that could not be fetched. */
  declare private failure: unknown;
  /** Every place of this page in the browser's history, and where in it one is. */
  readonly #visited: Visit[] = [START];
  #at = 0;
  /** Kept while other pages are read: what was typed is lost only when somebody leaves or sends it. */
  declare private writing: WritePage | null;
  #stopListening: (() => void) | undefined;

  constructor() {
    super();
    this.visit = START;
    this.organisation = null;
    this.demo = false;
    this.failure = null;
    this.writing = null;
    this.isLoading = false;
    this.leaving = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopListening = listenForShift();
    window.history.replaceState({ visit: 0 }, "");
    window.addEventListener("popstate", this.#onBack);
    window.addEventListener("beforeunload", this.#onUnload);
    this.addEventListener("go", this.#onGo);
    fetchLanguages(() => import("./locales/en.ts"));
    void this.#askWhetherDemo();
  }

  /** Without an answer nothing is said here; the pages that need the server say what is wrong. */
  async #askWhetherDemo(): Promise<void> {
    this.demo = await isDemo().catch(() => false);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopListening?.();
    window.removeEventListener("popstate", this.#onBack);
    window.removeEventListener("beforeunload", this.#onUnload);
    this.removeEventListener("go", this.#onGo);
  }

  readonly #onUnload = (event: BeforeUnloadEvent): void => {
    if (this.writing?.hasText() === true || this.#wouldLose()) event.preventDefault();
  };

  readonly #onBack = (event: PopStateEvent): void => {
    const number = visitNumber(event.state);
    // Back where one was, after a question about leaving.
    if (number === this.#at) return;
    const visit = this.#visited[number] ?? START;
    if (this.#wouldLose()) {
      window.history.go(this.#at - number);
      void this.#askToLeave(visit);
      return;
    }
    this.#at = number;
    void this.#show(visit);
  };

  readonly #onGo = (event: Event): void => this.#goOrAsk((event as GoEvent).detail);

  /** A message half typed goes with the codename, which leaving that page forgets. */
  #wouldLose(): boolean {
    return this.#following()?.hasText() === true;
  }

  #following(): FollowPage | null {
    return this.visit.page === "follow" ? this.querySelector<FollowPage>("ts-follow") : null;
  }

  #goOrAsk(visit: Visit): void {
    void (this.#wouldLose() ? this.#askToLeave(visit) : this.#go(visit));
  }

  async #askToLeave(visit: Visit): Promise<void> {
    this.leaving = visit;
    await this.focusOn("#leaving");
  }

  async #leave(visit: Visit): Promise<void> {
    this.leaving = null;
    this.#following()?.discard();
    await this.#go(visit);
  }

  async #stay(): Promise<void> {
    this.leaving = null;
    await this.focusOn("#message");
  }

  #leavingView(visit: Visit): TemplateResult {
    return row(
      "",
      unsentView(
        msg("Uw bericht is nog niet verstuurd"),
        msg("Als u weggaat, is het weg. Uw codenaam moet u dan ook weer typen."),
        {
          label: msg("Weggooien en weggaan"),
          onStay: () => void this.#stay(),
          onLeave: () => void this.#leave(visit),
        },
      ),
    );
  }

  async #go({ page, step }: Visit): Promise<void> {
    // What was sent is done with: who writes again begins anew.
    if (page === "write" && this.writing?.isSent() === true) this.writing = null;
    // Who comes back to an unfinished text finds it where it was left.
    const visit = page === "write" ? { page, step: step ?? this.writing?.currentStep() ?? 0 } : { page };
    const before = this.#visited[this.#at - 1];
    // One step back is the same with our button as with the browser's own.
    if (before?.page === page && before.step === visit.step) {
      window.history.back();
      return;
    }
    this.#visited.splice(++this.#at, Infinity, visit);
    window.history.pushState({ visit: this.#at }, "");
    await this.#show(visit);
  }

  async #show(visit: Visit): Promise<void> {
    const { page } = visit;
    this.visit = visit;
    this.isLoading = true;
    const failure = await this.#load(page);
    // Somebody went on meanwhile: this is not what they wait for any more.
    if (this.visit !== visit) return;
    this.failure = failure;
    this.isLoading = false;
    await this.updateComplete;
    if (this.failure === null && page === "write") await this.writing?.show(visit.step ?? 0);
    else await this.focusHeading();
    // The name left of the line; a page that needs more asks again and says what is wrong.
    if ((page === "write" || page === "follow") && this.organisation === null)
      this.organisation = await ask("organisation", {}).catch(() => null);
  }

  /**
   * The home page stays small. Pages to read come together, and so do those with a Worker behind them.
   * @returns why not, or null
   */
  async #load(page: PageName): Promise<unknown> {
    try {
      if (page === "write" || page === "follow") {
        const { createWritePage } = await import("./pages.ts");
        if (page === "write") this.writing ??= createWritePage();
      } else if (page !== "home") await Promise.all([publicPages?.(), fetchTexts(publicTexts)]);
      return null;
    } catch (error) {
      // A module that cannot be fetched is a TypeError; whatever else is wrong with one is a defect, and shown as that.
      return error instanceof TypeError ? new VaultError({ code: "offline", detail: "" }) : error;
    }
  }

  #main(): TemplateResult {
    if (this.isLoading) return row("", progressView(msg("De pagina wordt opgehaald.")));
    if (this.failure !== null) return this.#failed();
    const { page } = this.visit;
    return html`${this.leaving === null ? nothing : this.#leavingView(this.leaving)}
    ${this.demo && (page === "home" || page === "write") ? this.#demoNotice() : nothing} ${this.#content(page)}`;
  }

  #demoNotice(): TemplateResult {
    return html`<div class="ts-row ts-demo-notice ts-noprint">
      <div class="ts-main">
        <p>${msg("Dit is een proef. Schrijf hier niets dat echt is.")}</p>
      </div>
    </div>`;
  }

  #content(page: PageName): TemplateResult {
    switch (page) {
      case "write":
        return html`${this.writing}`;
      case "follow":
        return html`<ts-follow></ts-follow>`;
      case "home":
        return html`<ts-home></ts-home>`;
      case "how":
      case "code":
      case "log":
      case "limits":
      case "access":
      case "privacy":
        return html`<ts-public .page=${page}></ts-public>`;
    }
  }

  #failed(): TemplateResult {
    const again = html`<button type="button" class="nl-button" @click=${() => void this.#show(this.visit)}>
      ${msg("Opnieuw proberen")}
    </button>`;
    return row(
      "",
      html`<h1 class="nl-heading nl-heading--level-1">${msg("Deze pagina kon niet worden opgehaald")}</h1>
        ${failureView(this.failure, again)}`,
    );
  }

  #demoLine(): TemplateResult {
    return html`<p>${msg("Dit is een proef, en hier is niets echt.")}</p>
      <p>
        <a class="nl-link ts-alone" href="/demo.html" target="_blank" rel="noopener"
          >${msg("Wie er in de proef meedoen")}</a
        >
      </p>`;
  }

  protected override render(): TemplateResult {
    return submitterSheet({
      margin: this.organisation?.name ?? "",
      current: this.visit.page,
      onGo: (page) => this.#goOrAsk({ page }),
      main: this.#main(),
      foot: html`<p>${msg("Tegenspraak is vrije software onder de EUPL-1.2.")}</p>
        ${this.demo ? this.#demoLine() : nothing}`,
    });
  }
}

customElements.define("ts-app", App);
