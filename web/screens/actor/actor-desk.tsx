import { useEffect, useMemo, useState } from 'react';
import type { DeskActor } from '../../../core/desk/contract/actor.ts';
import { balanceOf } from '../../../core/desk/rules/balance.ts';
import { warningsOf } from '../../../core/desk/rules/warnings.ts';
import { unlessRole, useSession } from '../../app/session.tsx';
import { useSettings } from '../../app/settings.ts';
import { useSay } from '../../app/status.ts';
import { useLayer } from '../../keys/use-layer.tsx';
import { preload } from '../../parts/picture.tsx';
import { WITHHELD_WORDS } from '../../parts/words.ts';
import { itemKey } from '../../review/queue.ts';
import { useDecisions, useReview } from '../../review/review-desk.tsx';
import { DecideButtons, PictureButtons } from './actions.tsx';
import styles from './actor-desk.module.css';
import { ActorHead } from './actor-head.tsx';
import { ActorRest } from './actor-rest.tsx';
import type { CompareWay } from './compare.tsx';
import { Loupe } from './loupe.tsx';
import { partnerOf } from './partner.ts';
import { ReasonPanel } from './reason-panel.tsx';
import { TileGroups } from './tile-groups.tsx';
import { tileName } from './tile-name.ts';
import { type Tile, tileGroups } from './tiles.ts';
import { useActorKeys } from './use-actor-keys.ts';
import { useDeciding } from './use-deciding.ts';
import { useFocus } from './use-focus.ts';
import { useImageWrites } from './use-image-write.ts';
import { useQueueMoves } from './use-queue-moves.ts';

/** Pictures that the open one's strip shows before it and behind it. */
const NEAR = 4;

/** The pictures of an actor, what the plan would do with them, why, and what I decide. */
export function ActorDesk({
  data,
  run,
  at,
}: {
  readonly data: DeskActor;
  readonly run: string | undefined;
  /** The change to begin with. */
  readonly at: string | undefined;
}) {
  const session = useSession();
  const say = useSay();
  const { tiles: size } = useSettings();
  const isOpen = data.run?.state === 'review' && data.run.planHash !== null;
  const review = useReview(data.run?.run, isOpen ? data.run?.planHash : null, session.user);
  const decisions = useDecisions(review?.store);
  const groups = useMemo(() => tileGroups(data), [data]);
  const tiles = useMemo(() => groups.flatMap((group) => group.tiles), [groups]);
  const firstOpen = tiles.find(
    ({ key, change }) => change !== undefined && decisions.words.about(data.actor, key) === undefined,
  );
  const focus = useFocus(tiles, at ?? firstOpen?.key);
  const deciding = useDeciding(data, tiles, focus, review, decisions);
  const writes = useImageWrites(data.actor, run);
  const moves = useQueueMoves(data.actor, tiles, focus, review, decisions);
  const [isLoupe, setLoupe] = useState(false);
  const [comparing, setComparing] = useState<CompareWay>();
  const [showsReasons, setReasons] = useState(true);
  const [hidden, setHidden] = useState(false);
  const unlessReviewer = unlessRole(session, 'reviewer');

  const focused = tiles.find(({ key }) => key === focus.key);
  const plan = {
    actor: data.actor,
    planHash: decisions.planHash,
    before: data.before,
    target: data.target.counts,
    after: data.after,
  };
  const prompts = {
    of: (change: string) => decisions.words.prompt(data.actor, change),
    edit: (change: string, prompt: string | null) => {
      review?.store.editPrompt(data.actor, change, prompt);
      say(prompt === null ? 'the plan’s prompt again' : 'prompt edited: what is made goes by it');
    },
    unless: unlessReviewer ?? (review === null ? 'Nothing to decide here' : undefined),
  };
  const warnings = warningsOf(plan, data.changes, decisions.words);
  const partner = focused === undefined ? undefined : partnerOf(data, focused);

  const handle = useActorKeys({
    tiles,
    focus,
    deciding,
    writes,
    moves,
    unlessReviewer,
    open: (wantsCompare) => {
      if (focused === undefined) return 'No picture has the focus.';
      if (wantsCompare && partner === undefined) return 'Nothing to compare: its reason names no other picture.';
      setComparing(wantsCompare ? 'side by side' : undefined);
      setLoupe(true);
      return undefined;
    },
    showReasons: () => setReasons(!showsReasons),
    hideVerdicts: setHidden,
  });
  const released = () => setHidden(false);
  useLayer({ kind: 'actor', loading: !decisions.ready, handle, released });

  // The page begins at the first undecided; the log may come after the pictures.
  const begin = at ?? firstOpen?.key ?? tiles[0]?.key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page is complete; later the focus is the person's
  useEffect(() => {
    if (decisions.ready && begin !== undefined) focus.to(begin);
  }, [decisions.ready, at]);

  const index = tiles.findIndex(({ key }) => key === focus.key);
  useEffect(() => {
    const near = [tiles[index], tiles[index + 1], tiles[index + 2], tiles[index - 1]];
    preload(
      near.map((tile) => tile?.change?.sha256 ?? tile?.picture?.sha256 ?? null),
      isLoupe ? '1600' : '320',
    );
  }, [tiles, index, isLoupe]);

  const act = (wish: Parameters<typeof deciding.decide>[0]) => {
    const why = deciding.decide(wish);
    if (why !== undefined) say(why);
  };
  const isBlind = focused !== undefined && (deciding.isBlind(focused) || hidden);
  const reasons =
    focused === undefined ? null : (
      <>
        {review === null ? null : (
          <DecideButtons tile={focused} deciding={deciding} selected={focus.selected.size} act={act} />
        )}
        <ReasonPanel
          tile={focused}
          outcome={deciding.outcomeOf(focused)}
          isBlind={isBlind}
          warnings={warnings.filter(({ change }) => change === focused.key)}
          withheld={withheldWords(data, focused)}
          prompts={prompts}
        />
        {isBlind ? null : <PictureButtons tile={focused} writes={writes} unless={unlessReviewer} />}
      </>
    );

  return (
    <main className={styles['screen']}>
      <ActorHead
        data={data}
        moves={moves}
        review={review}
        decisions={decisions}
        balance={balanceOf(plan, data.changes, decisions.words)}
        planned={deciding.planned.length}
        decided={deciding.decided}
        warnings={warnings.length}
        handle={(action) => {
          const why = handle(action);
          if (why !== undefined) say(why);
        }}
      />
      <div className={showsReasons ? styles['desk'] : `${styles['desk']} ${styles['alone']}`}>
        <div>
          <TileGroups
            groups={groups}
            size={size}
            focus={focus}
            deciding={deciding}
            isHidden={hidden}
            onSeen={(key, how) => review?.seen.mark(itemKey(data.actor, key), how)}
            onOpen={() => void handle('open')}
          />
          <ActorRest data={data} writes={writes} unless={unlessRole(session, 'approver')} />
        </div>
        {showsReasons ? (
          <aside className={styles['reasons']} aria-label="Reasons">
            {isLoupe ? null : reasons}
          </aside>
        ) : null}
      </div>
      {isLoupe && focused !== undefined ? (
        <Loupe
          tile={focused}
          name={tileName(focused, deciding.outcomeOf(focused), isBlind)}
          position={`${index + 1} of ${tiles.length}`}
          partner={isBlind ? undefined : partner}
          near={tiles.slice(Math.max(0, index - NEAR), index + NEAR + 1)}
          goTo={focus.to}
          comparing={comparing}
          setComparing={setComparing}
          showsReasons={showsReasons}
          handle={handle}
          released={released}
          onClose={() => {
            setLoupe(false);
            setComparing(undefined);
          }}
        >
          {reasons}
        </Loupe>
      ) : null}
    </main>
  );
}

function withheldWords(data: DeskActor, { picture }: Tile): string | undefined {
  const held = data.withheld.find(({ file }) => file === picture?.file);
  return held === undefined ? undefined : `It has a reason to leave and ${WITHHELD_WORDS[held.because]}.`;
}
