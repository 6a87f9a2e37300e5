import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Builds the review desk, `web/`, into `web/dist`: what `evencast desk` and the deployed desk serve. */
export default defineConfig({
  root: 'web',
  plugins: [react()],
  build: {
    manifest: true,
    // Everything is a file of its own: the content security policy lets no script and no style in that stands in the page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    target: 'baseline-widely-available',
  },
});
