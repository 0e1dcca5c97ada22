// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import "./design/design.ts";
import { html, nothing, type TemplateResult } from "lit";
import { listenForShift } from "./design/exit.ts";
import { PageElement } from "./design/page.ts";
import { submitterSheet } from "./design/sheet.ts";
import { isDemo } from "./transport.ts";
import { ask } from "./vault.ts";
import type { Organisation } from "./worker/protocol.ts";
import "./home/home-page.ts";

type Page = "home" | "write" | "follow";

/**
 * The submitter's pages. Which one is open lives in memory: the address never changes, and the browser's history holds a number
 * that means nothing without this page.
 */
export class App extends PageElement {
  static override properties = { page: { state: true }, organisation: { state: true }, demo: { state: true } };
  declare private page: Page;
  declare private organisation: Organisation | null;
  declare private demo: boolean;
  readonly #visited: Page[] = ["home"];
  #stopListening: (() => void) | undefined;

  constructor() {
    super();
    this.page = "home";
    this.organisation = null;
    this.demo = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopListening = listenForShift();
    window.history.replaceState({ visit: 0 }, "");
    window.addEventListener("popstate", this.#onBack);
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
  }

  readonly #onBack = (event: PopStateEvent): void => {
    const state: unknown = event.state;
    const visit = typeof state === "object" && state !== null && "visit" in state ? Number(state.visit) : 0;
    void this.#show(this.#visited[visit] ?? "home");
  };

  readonly #go = async (page: Page): Promise<void> => {
    this.#visited.push(page);
    window.history.pushState({ visit: this.#visited.length - 1 }, "");
    await this.#show(page);
  };

  async #show(page: Page): Promise<void> {
    // The home page stays small; all others come together.
    if (page !== "home") await import("./pages.ts");
    this.page = page;
    await this.focusHeading();
    // The name left of the line; a page that needs more asks again and says what is wrong.
    if (page !== "home" && this.organisation === null) {
      this.organisation = await ask("organisation", {}).catch(() => null);
    }
  }

  #content(): TemplateResult {
    if (this.page === "write") return html`<ts-write @follow=${() => void this.#go("follow")}></ts-write>`;
    if (this.page === "follow") return html`<ts-follow></ts-follow>`;
    return html`<ts-home @write=${() => void this.#go("write")} @follow=${() => void this.#go("follow")}></ts-home>`;
  }

  protected override render(): TemplateResult {
    return submitterSheet({
      margin: this.organisation?.name ?? "",
      onHome: () => void this.#go("home"),
      main: this.#content(),
      foot: html`<p>
        Tegenspraak is vrije software onder de EUPL-1.2.
        ${
          this.demo
            ? html`Dit is een proef, en hier is niets echt.
                <a class="nl-link" href="/demo.html" target="_blank" rel="noopener">Wie er in de proef meedoen</a>`
            : nothing
        }
      </p>`,
    });
  }
}

customElements.define("ts-app", App);
