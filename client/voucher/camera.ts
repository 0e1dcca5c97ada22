// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { PageElement } from "../design/page.ts";
import { CodeReader } from "./code-reader.ts";

type State =
  /** The browser asks whether this page may. */
  | "asking"
  | "looking"
  | "refused"
  | "none"
  /** Switched off because the page was out of sight. */
  | "hidden";

/** A pass has a code of about a hundred squares across: the more pixels, the further away it may be held. */
const WISH: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1080 } },
};
const PAUSE_MS = 150;
/** A frame of the screen: the next picture is better than a second look at this one. */
const PATIENCE_MS = 16;

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

function switchOff(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/**
 * Looks for a QR code with the camera and sends its text as `code`; `cancel` when somebody had enough of it, `failure` when
 * nothing can be read. It is on only while it looks and is in sight: leaving the page in any way switches it off.
 */
export class CameraReader extends PageElement {
  static override properties = {
    state: { state: true },
    stream: { state: true },
  };
  declare private state: State;
  declare private stream: MediaStream | null;
  /** Of the latest attempt: a camera that comes on after somebody left goes off at once. */
  #turn = 0;

  constructor() {
    super();
    this.state = "asking";
    this.stream = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.#onVisibility);
    // Put back after another page was read, it waits until somebody wants it on again.
    if (this.state === "asking") void this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.#onVisibility);
    this.#stop();
    this.state = "hidden";
  }

  readonly #onVisibility = (): void => {
    if (document.visibilityState === "visible" || this.stream === null) return;
    this.#stop();
    this.state = "hidden";
  };

  #stop(): void {
    this.#turn++;
    if (this.stream !== null) switchOff(this.stream);
    this.stream = null;
  }

  async #start(): Promise<void> {
    this.#stop();
    const turn = this.#turn;
    this.state = "asking";
    await this.focusOn("h2");
    try {
      if (!("mediaDevices" in navigator)) throw new DOMException("no camera without HTTPS", "NotFoundError");
      const stream = await navigator.mediaDevices.getUserMedia(WISH);
      if (turn !== this.#turn) {
        switchOff(stream);
        return;
      }
      this.stream = stream;
      this.state = "looking";
      await this.updateComplete;
      await this.#look(turn);
    } catch (error) {
      if (turn === this.#turn) await this.#fail(error);
    }
  }

  async #fail(error: unknown): Promise<void> {
    this.#stop();
    if (!(error instanceof DOMException)) {
      this.dispatchEvent(new CustomEvent("failure", { detail: error }));
      return;
    }
    this.state = error.name === "NotAllowedError" ? "refused" : "none";
    await this.focusOn("h2");
  }

  async #look(turn: number): Promise<void> {
    const reader = new CodeReader();
    while (turn === this.#turn) {
      const image = this.#picture();
      const text = image === null ? null : await reader.read(image, PATIENCE_MS);
      if (text !== null && turn === this.#turn) {
        this.#stop();
        this.dispatchEvent(new CustomEvent("code", { detail: text }));
        return;
      }
      await pause();
      // Unplugged, or taken away by the browser.
      if (this.stream?.active === false) throw new DOMException("the camera stopped", "NotReadableError");
    }
  }

  /** What the camera sees now; null while it warms up. */
  #picture(): ImageData | null {
    const video = this.querySelector("video");
    if (video === null || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
    const context = new OffscreenCanvas(video.videoWidth, video.videoHeight).getContext("2d");
    context?.drawImage(video, 0, 0);
    return context?.getImageData(0, 0, video.videoWidth, video.videoHeight) ?? null;
  }

  #cancel(): void {
    this.#stop();
    this.dispatchEvent(new CustomEvent("cancel"));
  }

  #words(): readonly [title: string, text: string] {
    switch (this.state) {
      case "asking":
        return [
          msg("Mag deze pagina de camera gebruiken?"),
          msg("Uw browser vraagt u dat nu. Er wordt niets opgenomen en niets verstuurd."),
        ];
      case "looking":
        return [
          msg("Houd de QR-code voor de camera"),
          msg("Zo dichtbij dat hij het beeld bijna vult, en stil. Er wordt niets opgenomen en niets verstuurd."),
        ];
      case "refused":
        return [
          msg("Uw browser laat de camera niet toe"),
          msg(
            "Dat geeft niet: een foto of de woorden van een kaart werken ook. Wilt u het toch met de camera? Druk dan op het teken naast het adres van deze pagina, en sta de camera toe.",
          ),
        ];
      case "none":
        return [
          msg("Er is geen camera gevonden"),
          msg("Misschien gebruikt een ander programma hem. Een foto of de woorden van een kaart werken ook."),
        ];
      case "hidden":
        return [msg("De camera is uitgezet"), msg("Dat doen wij als u deze pagina even niet voor u hebt.")];
    }
  }

  #actions(): TemplateResult {
    const isOver = this.state !== "asking" && this.state !== "looking";
    const again = this.state === "hidden" ? msg("Camera weer aanzetten") : msg("Opnieuw proberen");
    return html`<div class="ts-actions">
      ${
        isOver
          ? html`<button type="button" class="nl-button" @click=${() => void this.#start()}>${again}</button>`
          : nothing
      }
      <button type="button" class="nl-button" @click=${() => this.#cancel()}>
        ${isOver ? msg("Op een andere manier") : msg("Stoppen met de camera")}
      </button>
    </div>`;
  }

  protected override render(): TemplateResult {
    const [title, text] = this.#words();
    return html`<h2 class="nl-heading nl-heading--level-3" tabindex="-1">${title}</h2>
      <p role="status" class="ts-measure">${text}</p>
      ${
        this.state === "looking"
          ? html`<video
              class="ts-camera"
              .srcObject=${this.stream}
              autoplay
              playsinline
              muted
              aria-hidden="true"
            ></video>`
          : nothing
      }
      ${this.#actions()}`;
  }
}

customElements.define("ts-camera", CameraReader);
