/** Where the files for people go unless somebody says otherwise, below the working folder. */
export const DEFAULT_OUTPUT = 'evaluation';
