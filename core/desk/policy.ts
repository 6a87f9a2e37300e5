/** From where a page of the desk may load anything beside the desk itself. */
export interface PageSources {
  /** Origin of the pictures. */
  readonly pictures?: string | undefined;
  /** Origin of where people sign in. */
  readonly signIn?: string | undefined;
}

/** What the pages may load: from here, and nothing inline. Trusted Types make a string in the wrong place an error. */
export function pagePolicy({ pictures, signIn }: PageSources = {}): string {
  const beside = (source: string | undefined) => (source === undefined ? '' : ` ${source}`);
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' blob:${beside(pictures)}`,
    `connect-src 'self'${beside(signIn)}`,
    "font-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

/** What a page may not use, whoever asks. */
export const PERMISSIONS_POLICY = 'camera=(), microphone=(), geolocation=()';
