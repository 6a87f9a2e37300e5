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
    rolldownOptions: {
      output: {
        // What the first screen needs in one file, with one style sheet: split by who else needs it, it is fifteen. Main and
        // the page stay out: they are the entry that the manifest names.
        codeSplitting: { groups: [{ name: 'desk', tags: ['$initial'], test: /^(?!.*\/(?:index\.html|main\.tsx)$)/ }] },
      },
    },
  },
});
