/**
 * What `evencast config init` writes: every setting with its default and what it means. A test parses it and compares
 * it with the defaults, so that it cannot fall behind.
 */
export const STARTING_CONFIG = `{
  // Evencast's configuration. Everything here is optional; what stands here is the default.
  // Check it with: evencast config check
  "$schema": "./docs/config.schema.json",

  // Where the images are. bucket: <actorsPrefix>/<actor>/<imagesFolder>/<image>, as in S3.
  // plain: <actor>/<image>. auto: bucket where the prefix is there, else plain.
  "dataset": {
    "layout": "auto",
    "actorsPrefix": "custom-actors",
    "imagesFolder": "training_data",
    "statePrefix": "balancing"
  },

  // What a good set looks like.
  "target": {
    // Per cent, adding up to 100: of 20 images 13, 4 and 3.
    "shares": { "photorealistic": 65, "bw_stylized": 20, "color_stylized": 15 },
    "total": 20,
    // A set this close is left alone: percentage points for the shares, per cent of the total.
    "tolerance": 10,
    // Images scored below this (1-10) leave.
    "minQuality": 4,
    // Retiring alone never leaves fewer images than this.
    "floor": 10
  },

  // Actors with another target; whatever a group leaves out is as above.
  "groups": {
    // "leads": { "actors": ["0000", "0001"], "target": { "total": 30 } }
  },

  // What {actor} becomes in prompts: a name or the trigger word of the training. The id itself otherwise.
  "names": {
    // "0000": "ohwx woman"
  },

  "limits": {
    // Most images to leave one set in one run: a share of the set, and a number with "maxDeletions": 5.
    "maxDeletionShare": 0.5,
    // Most a run may spend, in USD.
    "budgetUsd": 25,
    // Actors worked on at the same time.
    "concurrency": 4
  },

  // Bits of 256 in which the perceptual hashes of two near-copies may differ.
  "copyBits": 46,

  "judge": {
    // auto: openai where OPENAI_API_KEY is set, else offline.
    "use": "auto",
    // In order of preference: one that is gone is passed over. OpenAI retires gpt-4.1-mini on 14 January 2027.
    "models": ["gpt-4.1-mini", "gpt-6-luna"],
    // Another OpenAI-compatible server: "baseUrl": "http://127.0.0.1:11434/v1",
    "temperature": 0.3,
    "maxTokens": 2000,
    // composite: labelled sheets. image: each image alone. composite+recheck: sheets, then again alone what would leave,
    // what is less sure than recheckBelow, and a share of the rest. The offline judge has no use for it.
    "protocol": "composite+recheck",
    "recheckBelow": 0.9,
    "recheckShare": 0.15,
    // A verdict less sure than this never retires an image.
    "unsureBelow": 0.7
  },

  "generate": {
    // auto: replicate where REPLICATE_API_TOKEN is set, else offline stand-ins made from the set's own photographs.
    "use": "auto",
    // owner/name or owner/name:version on Replicate.
    "model": "black-forest-labs/flux-2-pro",
    // Which of the model's inputs takes what ("" leaves one out), and what is always sent.
    "input": {
      "prompt": "prompt",
      "references": "input_images",
      "seed": "seed",
      "aspect": "aspect_ratio",
      "fixed": { "output_format": "jpg" }
    },
    "aspect": "3:4",
    // What one image costs, in USD: for the estimate and the budget.
    "usdPerImage": 0.05,
    // Reference photographs sent with a prompt, at most 8.
    "maxReferences": 4,
    // A generated image with a shorter side does not join the set.
    "minEdge": 512,
    // Tries an image gets in all, each with another prompt.
    "tries": 3
  },

  "approval": {
    // When a person is asked about a run that acts: always, never, or above one of these numbers.
    "when": "always",
    "aboveRetirements": 0,
    "aboveUsd": 0,
    // Undecided for so many hours, a run is closed as rejected.
    "timeoutHours": 72
  },

  // Your own texts instead of Evencast's, by number: 1-15 photorealistic, 16-26 black-and-white, 27-35 colour.
  "prompts": {
    // "16": "Pen-and-ink portrait of {actor}, white background"
  },

  // USD per million tokens of vision models that Evencast does not know.
  "prices": {
    // "my-model": { "inputUsdPerMillion": 0.1, "outputUsdPerMillion": 0.4 }
  },

  // The deployment in an AWS account; runs on this machine read none of it.
  "aws": {
    // An existing bucket: "bucket": "my-bucket". Left out, one is made: versioned, private, encrypted, kept for good.
    "prefix": "",
    "architecture": "arm64",
    // "schedule": { "expression": "cron(0 3 * * ? *)", "timeZone": "Europe/Berlin", "input": { "mode": "dry-run" } },
    "uploads": {
      // Whether uploads start runs: one for all actors to whom nothing came for so many minutes.
      "enabled": false,
      "quietMinutes": 10,
      "dailyRuns": 24
    },
    // E-mail addresses: of those who decide, and of those who keep it running.
    "approvers": [],
    "alarms": [],
    // Alarm when no run succeeded for so many hours: "quietHours": 48,
    "budgetUsdPerMonth": 100,
    "retention": { "retiredDays": 365, "runDays": 365, "logDays": 90 }
  }
}
`;
