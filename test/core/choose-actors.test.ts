import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseActors } from '../../core/choose-actors.ts';
import { configSchema } from '../../core/config/config.ts';
import { type RunRequestInput, runRequestSchema } from '../../core/request.ts';

const CONFIG = configSchema.parse({
  groups: { leads: { actors: ['ada', 'eve', 'gone'] }, extras: { actors: ['zoe'] }, away: { actors: ['nobody'] } },
});
const CAST = ['zoe', 'ada', 'bob', 'eve'];

const choose = (request: RunRequestInput, all: readonly string[] = CAST) =>
  chooseActors(all, runRequestSchema.parse(request), CONFIG, '/photos');

const refusal = (request: RunRequestInput, all?: readonly string[]) => {
  try {
    choose(request, all);
  } catch (error) {
    return error;
  }
  return undefined;
};

const names = fc.uniqueArray(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), {
  minLength: 1,
  maxLength: 50,
});

describe('whom a run works on', () => {
  test.each<[RunRequestInput, readonly string[]]>([
    [{}, ['ada', 'bob', 'eve', 'zoe']],
    [{ actors: ['zoe', 'ada'] }, ['ada', 'zoe']],
    [{ actors: ['ada', 'ada', 'ada'] }, ['ada']],
    [{ group: 'leads' }, ['ada', 'eve']],
    [{ group: 'leads', actors: ['eve', 'bob'] }, ['eve']],
    [{ sample: { size: 9 } }, ['ada', 'bob', 'eve', 'zoe']],
    [{ group: 'leads', sample: { size: 1 } }, ['ada']],
  ])('%j: %j', (request, actors) => {
    if (request.sample?.size === 1) expect(['ada', 'eve']).toContain(choose(request)[0]);
    else expect(choose(request)).toEqual(actors);
  });

  test('the order of the listing does not matter, and everybody comes once', () => {
    fc.assert(
      fc.property(names, (cast) => {
        expect(choose({}, [...cast, ...cast].reverse())).toEqual(choose({}, cast));
        expect(new Set(choose({}, cast))).toEqual(new Set(cast));
      }),
    );
  });
});

describe('a random choice', () => {
  test('the same seed chooses the same actors on every machine', () => {
    const cast = Array.from({ length: 100 }, (_, index) => String(index).padStart(4, '0'));
    expect(choose({ sample: { size: 5, seed: 7 } }, cast)).toEqual(['0001', '0018', '0027', '0052', '0057']);
  });

  test('has the size asked for, as far as there are actors, in order and without repeats', () => {
    fc.assert(
      fc.property(names, fc.integer({ min: 1, max: 60 }), fc.integer(), (cast, size, seed) => {
        const chosen = choose({ sample: { size, seed } }, cast);
        expect(new Set(chosen).size).toBe(Math.min(size, cast.length));
        expect(chosen.filter((actor) => !cast.includes(actor))).toEqual([]);
        expect(chosen).toEqual([...chosen].sort((a, b) => (a < b ? -1 : 1)));
        expect(choose({ sample: { size, seed } }, [...cast].reverse())).toEqual(chosen);
      }),
    );
  });

  test('another seed chooses others', () => {
    const cast = Array.from({ length: 100 }, (_, index) => `actor-${index}`);
    const chosen = new Set(Array.from({ length: 20 }, (_, seed) => choose({ sample: { size: 5, seed } }, cast).join()));
    expect(chosen.size).toBeGreaterThan(18);
  });

  test('everybody’s turn comes: over many seeds nobody is left out or favoured', () => {
    const cast = Array.from({ length: 20 }, (_, index) => String(index));
    const times = new Map<string, number>(cast.map((actor) => [actor, 0]));
    for (let seed = 0; seed < 400; seed++)
      for (const actor of choose({ sample: { size: 5, seed } }, cast)) times.set(actor, (times.get(actor) ?? 0) + 1);
    // 100 turns expected, a standard deviation of about 9.
    expect(Math.min(...times.values())).toBeGreaterThan(60);
    expect(Math.max(...times.values())).toBeLessThan(140);
  });

  test('one more actor in the cast changes a sample by at most one', () => {
    fc.assert(
      fc.property(names, fc.integer({ min: 1, max: 10 }), fc.integer(), (cast, size, seed) => {
        const before = choose({ sample: { size, seed } }, cast);
        const after = choose({ sample: { size, seed } }, [...cast, 'one more, longer than the rest']);
        expect(before.filter((actor) => !after.includes(actor)).length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('a choice that cannot be made', () => {
  test.each<[string, RunRequestInput, readonly string[] | undefined, string, string]>([
    [
      'an unknown actor',
      { actors: ['ada', 'adda'] },
      undefined,
      'NotFound',
      'No such actor in /photos: "adda". There are 4: "zoe", "ada", "bob", "eve".',
    ],
    [
      'one in a cast of one',
      { actors: ['x'] },
      ['ada'],
      'NotFound',
      'No such actor in /photos: "x". There is 1: "ada".',
    ],
    ['one in a cast of nobody', { actors: ['x'] }, [], 'NotFound', 'No such actor in /photos: "x". There are none.'],
    [
      'an unknown group',
      { group: 'lead' },
      undefined,
      'InvalidRequest',
      'There is no group "lead" in the config. Its groups are "leads", "extras", "away".',
    ],
    [
      'a group named like something every object has',
      { group: 'constructor' },
      undefined,
      'InvalidRequest',
      'There is no group "constructor" in the config.',
    ],
    [
      'a group nobody of whom is there',
      { group: 'away' },
      undefined,
      'NotFound',
      'None of the 4 actors asked for in /photos is in the group "away", which holds "nobody".',
    ],
    [
      'a cast of nobody',
      {},
      [],
      'NotFound',
      'No actor to work on in /photos. It should hold one folder per actor, with the images inside.',
    ],
  ])('%s is said', (_what, request, all, name, words) => {
    expect(refusal(request, all)).toMatchObject({ name, message: expect.stringContaining(words) });
  });

  test('a config without groups is said to have none', () => {
    const ask = () => chooseActors(CAST, runRequestSchema.parse({ group: 'x' }), configSchema.parse({}), 'p');
    expect(ask).toThrow('There is no group "x" in the config. The config names no groups.');
  });

  test('the sentence stays readable with a thousand names, and a name cannot steer the terminal', () => {
    const cast = Array.from({ length: 1000 }, (_, index) => `actor ${index}`);
    expect(refusal({ actors: ['\u001b[31mred\n'] }, cast)).toMatchObject({
      message: expect.stringMatching(
        /^No such actor in \/photos: "\\u001b\[31mred\\n"\. There are 1000: "actor 0", .*"actor 7" and 992 more\.$/,
      ),
    });
  });
});

describe('a request', () => {
  test.each([
    { mode: 'destroy' },
    { mode: 'resume' },
    { mode: 'rollback' },
    { run: 'r1' },
    { mode: 'execute', run: 'r1' },
    { mode: 'resume', run: 'r1', actors: ['ada'] },
    { mode: 'rollback', run: 'r1', budgetUsd: 3 },
    { actors: [] },
    { actors: [''] },
    { sample: { size: 0 } },
    { budgetUsd: -1 },
    { maxDeletions: 1.5 },
    { actor: 'ada' },
  ])('%j is not understood as something else', (request) => {
    expect(runRequestSchema.safeParse(request).success).toBe(false);
  });

  test('{} is a dry-run over everybody that trusts remembered verdicts', () => {
    expect(runRequestSchema.parse({})).toEqual({ mode: 'dry-run', approval: 'wanted', force: false });
  });
});
