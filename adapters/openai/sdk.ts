/**
 * The vendor's client, for `import()` when it is first needed: importing it costs a cold function two thirds of what the S3
 * client does. By way of this file a bundler leaves out what is not named here.
 */
export { APIConnectionTimeoutError, APIError, OpenAI } from 'openai';
