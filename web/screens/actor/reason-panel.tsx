import type { Outcome } from '../../../core/desk/contract/decisions.ts';
import type { Warning } from '../../../core/desk/rules/warnings.ts';
import type { Dismissible } from '../../../core/records/notes.ts';
import { useSession } from '../../app/session.tsx';
import { ForeignText } from '../../parts/foreign-text.tsx';
import { Picture } from '../../parts/picture.tsx';
import { TypeMark } from '../../parts/type-mark.tsx';
import { TYPE_WORDS, WARNING_WORDS, when } from '../../parts/words.ts';
import { PromptPart, type Prompts } from './prompt-part.tsx';
import { confidenceWords, measuresOf, ruleWords } from './reason.ts';
import styles from './reason-panel.module.css';
import type { Tile } from './tiles.ts';

/** Reasons that can be found fine for good. */
export const DISMISSIBLE: readonly Dismissible[] = ['exact-copy', 'near-copy', 'below-minimum'];

/**
 * Why, in three layers that always stand in this order: our rule in a sentence; its numbers beside their limits; the model's own
 * words, which are foreign text.
 */
export function ReasonPanel({
  tile,
  outcome,
  isBlind,
  warnings,
  withheld,
  prompts,
}: {
  readonly tile: Tile;
  readonly outcome: Outcome | null;
  readonly isBlind: boolean;
  readonly warnings: readonly Warning[];
  /** Why a picture stays that had a reason to leave. */
  readonly withheld: string | undefined;
  readonly prompts: Prompts;
}) {
  const { change, picture } = tile;
  const file = change?.change.kind === 'retire' ? change.change.file : picture?.file;
  return (
    <div className={styles['panel']}>
      <h2 className={styles['file']}>
        {file === undefined ? 'A picture to be made' : <ForeignText text={file} longest={80} />}
      </h2>
      {isBlind ? (
        <p>A blind look: one in a few pictures is shown without the plan’s word. Say in or out; then it is shown.</p>
      ) : (
        <>
          {warnings.map((warning) => (
            <p key={warning.kind} className={styles['warning']}>
              <strong>! {WARNING_WORDS[warning.kind]}</strong>
              {warning.other === null ? '' : ': '}
              {warning.other === null ? null : <ForeignText text={warning.other} longest={60} />}
            </p>
          ))}
          <Rule tile={tile} withheld={withheld} />
          {change?.change.kind === 'generate' ? (
            <PromptPart key={change.change.id} change={change.change} prompts={prompts} />
          ) : null}
          <Facts tile={tile} />
          <Verdict tile={tile} />
        </>
      )}
      <p className={styles['mine']}>
        {change === undefined ? null : outcome === null ? 'undecided' : `decided: ${outcome}`}
      </p>
    </div>
  );
}

function Rule({ tile: { change, picture }, withheld }: { readonly tile: Tile; readonly withheld: string | undefined }) {
  if (change === undefined)
    return <p>{withheld ?? (picture?.pinned === true ? 'Stays: pinned.' : 'The plan leaves it in.')}</p>;
  return (
    <>
      <p className={styles['rule']}>{ruleWords(change)}</p>
      {change.kept === null ? null : (
        <figure className={styles['kept']}>
          <div>
            <Picture sha256={change.kept.sha256} alt="the other copy" />
          </div>
          <figcaption>
            <ForeignText text={change.kept.file} longest={60} />
          </figcaption>
        </figure>
      )}
      {change.moved === null ? null : (
        <p className={styles['warning']}>
          <strong>! The picture is {change.moved} since the plan was made</strong>: it will not be carried out.
        </p>
      )}
      <table className={styles['measures']}>
        <caption className="unseen">The numbers of the reason with their limits</caption>
        <tbody>
          {measuresOf(change).map(({ what, value, limit }) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td>{value}</td>
              <td className="dim">{limit}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Facts({ tile: { picture } }: { readonly tile: Tile }) {
  if (picture === undefined) return null;
  const size = picture.width === null ? 'size not known' : `${picture.width} × ${picture.height}`;
  const from = picture.origin.kind === 'upload' ? 'uploaded' : `made by run ${picture.origin.run}`;
  const isStandIn = picture.origin.kind === 'run' && picture.origin.standIn;
  return (
    <p className="dim">
      {size} · {Math.max(1, Math.round(picture.size / 1024)).toLocaleString('en')} kB · {from}
      {isStandIn ? ' · stand-in' : ''}
      {picture.pinned ? ' · pinned' : ''}
    </p>
  );
}

function Verdict({ tile: { picture } }: { readonly tile: Tile }) {
  const { judge } = useSession();
  if (picture === undefined) return null;
  const { verdict, corrected } = picture;
  if (verdict === null) return <p>Not looked at yet{judge.name === '' ? '' : ': the next run does'}.</p>;
  return (
    <blockquote className={styles['words']}>
      <p>
        <TypeMark type={verdict.type} /> {TYPE_WORDS[verdict.type]} · score {verdict.score} ·{' '}
        {confidenceWords(verdict.confidence, verdict.unsure)}
      </p>
      {verdict.words === '' ? null : (
        <p className={styles['quote']}>
          “<ForeignText text={verdict.words} />”
        </p>
      )}
      <p className="dim">
        {verdict.judge.name} {verdict.judge.model}, {when(verdict.at)}
      </p>
      {corrected === null ? null : (
        <p>
          <strong>corrected: {TYPE_WORDS[corrected.type]}</strong>, by <ForeignText text={corrected.by} longest={40} />
        </p>
      )}
    </blockquote>
  );
}
