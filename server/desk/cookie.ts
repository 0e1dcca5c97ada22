// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

/** The desk's one cookie. Only its own paths carry it: neither pages, nor logs, nor a burst. */
export interface Cookie {
  /** Set-Cookie that keeps the session until the browser is closed. */
  set(value: string): string;
  /** Set-Cookie that forgets it. */
  clear(): string;
  read(header: string | undefined): string | null;
}

/** @param isSecure under TLS the cookie is Secure and its name says so, so that no plain page can set it */
export function deskCookie(isSecure: boolean): Cookie {
  const name = isSecure ? "__Secure-desk" : "desk";
  const attributes = `Path=/v1/desk; HttpOnly; SameSite=Strict${isSecure ? "; Secure" : ""}`;
  return {
    set: (value) => `${name}=${value}; ${attributes}`,
    clear: () => `${name}=; Max-Age=0; ${attributes}`,
    read(header) {
      const pairs = (header ?? "").split(";").map((pair) => pair.trim());
      return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? null;
    },
  };
}
