/** For a page that needs nothing else: nothing is fetched, nothing runs, pictures are inside it, and there is no script to allow. */
export const PAGE_POLICY =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
