import type { PromptTemplate } from './templates.ts';

/** 1-15: photographs, each another place, light, lens and distance, so that a set does not learn one room. */
const PHOTOREALISTIC = [
  '{actor} at a rain-streaked café window at dusk, warm lamp light on one side of the face, neon blurred in the street behind, 85 mm lens at f/1.8, cinematic photograph, natural skin texture',
  '{actor} walking towards the camera on a windy beach at golden hour, coat open, hair moving, low sun behind the shoulder, 50 mm lens, full-length cinematic photograph',
  'Close-up portrait of {actor} in soft north light from a large window, plain grey wall, calm look into the lens, 105 mm lens, sharp eyes, studio photograph',
  '{actor} on a night street in a big city, wet asphalt, red and teal signs reflected, looking past the camera, 35 mm lens, shallow focus, film still',
  '{actor} in a pine forest at dawn, thin mist between the trunks, breath visible, knitted scarf, medium shot, 50 mm lens, cool cinematic photograph',
  '{actor} laughing at a kitchen table in morning sun, flour on the hands, steam from a cup, candid half-length photograph, 35 mm lens, natural colours',
  '{actor} in profile against a bright desert horizon at noon, linen shirt, hard shadow under the jaw, 135 mm lens, wide-screen cinematic photograph',
  '{actor} in the stands of an empty theatre, single spotlight from above, deep red seats falling into the dark, half-length, 85 mm lens, film still',
  '{actor} at the wheel of an old car seen through the windscreen, reflections of trees across the glass, late afternoon, 50 mm lens, cinematic photograph',
  '{actor} on a mountain ridge in overcast light, rain jacket, wide landscape behind, three-quarter length, 24 mm lens, documentary photograph',
  '{actor} in a library aisle, green desk lamps, book half open, three-quarter view from slightly above, 50 mm lens, quiet cinematic photograph',
  'Head-and-shoulders photograph of {actor} lit by a single candle, dark background, warm skin tones, visible grain, 85 mm lens at f/1.4',
  '{actor} at a street market in hard midday light, striped awnings, crowd out of focus, looking over the shoulder, 70 mm lens, reportage photograph',
  '{actor} in a white studio, full-length, relaxed stance with hands in pockets, large soft box from the left, clean editorial photograph, 70 mm lens',
  '{actor} under a bridge in falling snow at blue hour, street lamp from behind as a rim light, dark coat, half-length, 85 mm lens, cinematic photograph',
];

/** 16-26: drawings without any colour, each another tool and hand. */
const BW_STYLIZED = [
  'Pen-and-ink portrait of {actor}, fine cross-hatching for the shadows, white paper left bare in the lights, black ink only',
  'Charcoal drawing of {actor} on rough paper, smudged mid-tones, hard black accents at eyes and hairline, three-quarter view, no colour',
  'Manga panel of {actor}, clean black outlines, screentone shading, dynamic low angle, wind in the hair, black and white only',
  'Brush-and-ink drawing of {actor} in a few bold strokes, large areas of solid black, stark side light, white background, no grey',
  'Graphite pencil study of {actor}, soft graded shading, visible pencil strokes, head and shoulders, white sketchbook page, no colour',
  'Woodcut print of {actor}, carved parallel lines, strong black shapes, rough printed edge, black ink on white paper',
  'Stippled portrait of {actor}, shading made of thousands of black dots, full face, white background, no lines, no colour',
  'Film-noir comic drawing of {actor}, hat and raised collar, blinds casting striped shadows, pure black and white inks',
  'Scratchboard portrait of {actor}, white lines cut out of solid black, light from above, fine hair texture, no colour',
  'Single continuous black line drawing of {actor} in profile, one unbroken stroke on white, no shading, no colour',
  'Etching of {actor} in the manner of an old book plate, dense fine hatching, half-length at a window, black on ivory-white, no colour',
];

/** 27-35: paintings and prints in colour, each another medium. */
const COLOR_STYLIZED = [
  'Comic-book illustration of {actor}, bold ink outlines, flat saturated colours, halftone dots in the shadows, heroic half-length pose',
  'Loose watercolour portrait of {actor}, wet edges bleeding into white paper, two or three colours, visible pigment grain',
  'Digital painting of {actor} as concept art, broad textured brush strokes, warm rim light against a teal background, half-length',
  'Oil painting of {actor} with thick impasto strokes, muted earth colours, canvas texture, head and shoulders, window light',
  'Anime-style illustration of {actor}, clean cel shading, large sky with summer clouds behind, bright colours, three-quarter length',
  'Screen-printed poster of {actor}, four flat inks slightly out of register, simplified shapes, strong diagonal composition',
  'Gouache illustration of {actor} in a garden, matte opaque colours, simplified leaves, storybook mood, full-length',
  'Pastel drawing of {actor} on toned paper, soft chalky strokes, glowing highlights in peach and blue, three-quarter view',
  'Stained-glass design of {actor}, dark lead lines between panes of luminous colour, frontal pose, symmetrical pattern behind',
];

/** The 35 templates that Evencast brings: 1-15 photorealistic, 16-26 black-and-white, 27-35 colour. */
export const DEFAULT_PROMPTS: readonly PromptTemplate[] = [...PHOTOREALISTIC, ...BW_STYLIZED, ...COLOR_STYLIZED].map(
  (text, index) => ({ number: index + 1, text }),
);
