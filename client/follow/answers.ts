// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ask } from "../vault.ts";
import type { Leaving, Said } from "../protocol/index.ts";

/** A yes or no on its way. */
export interface Answering {
  /** Of a summary: as it may go up. */
  readonly text: string;
  /** Whether the ways to answer are shown: always while nothing was answered. */
  readonly isOpen: boolean;
  readonly isSending: boolean;
  /** Waits for its slot. */
  readonly leaving: Leaving | null;
  /** Somebody said yes to nothing. */
  readonly isMissing: boolean;
  readonly failure: unknown;
  /** Unix milliseconds from which the team can read it; null until it is kept. */
  readonly sentUntil: number | null;
}

/** The page on which it is answered. */
interface Host {
  requestUpdate(): void;
  postsLeft(): number;
  /** Shows the ways to give another pass. */
  renew(): Promise<void>;
  notSent(error: unknown): void;
  /** With what was just sent, and without asking for anything. */
  show(): Promise<void>;
  focusOn(selector: string): Promise<void>;
}

const textOf = ({ words }: Said): string => (words.what === "paraphrase" ? words.text : "");

/** Where a route or summary is answered, as a selector finds it: event ids are base64url. */
export const answerId = ({ id }: Said): string => `answer-${id.replace("/", "-")}`;

/** Whether it asks for a yes: staying where it is takes none. */
export function isQuestion({ words, id }: Said): boolean {
  return id !== "" && (words.what === "paraphrase" || (words.what === "route" && words.route !== "dissent"));
}

/** The last question of those that wait for a yes or no. */
export function openQuestion(conversation: readonly Said[]): Said | undefined {
  return conversation.findLast((said) => isQuestion(said) && said.answered === null);
}

/** What is being answered on a page, until it leaves. Nothing that was typed is lost where sending fails. */
export class Answers {
  readonly #host: Host;
  readonly #answering = new Map<string, Answering>();

  constructor(host: Host) {
    this.#host = host;
  }

  to(said: Said): Answering {
    const known = this.#answering.get(said.id);
    if (known !== undefined) return known;
    // What was said before is where changing it begins.
    const text = said.answered?.agrees === true ? said.answered.text : textOf(said);
    const isOpen = said.answered === null;
    return { text, isOpen, isSending: false, leaving: null, isMissing: false, failure: null, sentUntil: null };
  }

  #set(said: Said, change: Partial<Answering>): void {
    this.#answering.set(said.id, { ...this.to(said), ...change });
    this.#host.requestUpdate();
  }

  type(said: Said, text: string): void {
    this.#set(said, { text, isMissing: false });
  }

  async open(said: Said): Promise<void> {
    this.#set(said, { isOpen: true, sentUntil: null });
    await this.#host.focusOn(`#${answerId(said)}`);
  }

  async send(said: Said, agrees: boolean): Promise<void> {
    const { text, isSending } = this.to(said);
    if (isSending) return;
    const isMissing = agrees && said.words.what === "paraphrase" && text.trim() === "";
    this.#set(said, { isMissing, failure: null });
    if (isMissing) return this.#host.focusOn(`#${answerId(said)}-text`);
    if (this.#host.postsLeft() === 0) return this.#host.renew();
    this.#set(said, { isSending: true });
    try {
      const response = { to: said.id, agrees, text: agrees ? text : "" };
      const { visibleFrom } = await ask("sendResponse", response, undefined, (leaving) => this.#set(said, { leaving }));
      this.#set(said, { isSending: false, leaving: null, isOpen: false, sentUntil: visibleFrom });
      await this.#host.show();
      await this.#host.focusOn(`#${answerId(said)}`);
    } catch (failure) {
      this.#set(said, { isSending: false, leaving: null, failure });
      this.#host.notSent(failure);
    }
  }

  /** Whether something was typed that was not sent. */
  hasText(conversation: readonly Said[]): boolean {
    return conversation.some((said) => {
      const answering = this.#answering.get(said.id);
      return answering?.isOpen === true && answering.text !== textOf(said) && answering.text !== said.answered?.text;
    });
  }

  discard(): void {
    this.#answering.clear();
  }
}
