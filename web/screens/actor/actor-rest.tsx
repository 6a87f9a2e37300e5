import { Link } from 'wouter';
import type { DeskActor } from '../../../core/desk/contract/actor.ts';
import { historyAddress } from '../../app/addresses.ts';
import { Button } from '../../parts/button.tsx';
import { ForeignText } from '../../parts/foreign-text.tsx';
import { Picture } from '../../parts/picture.tsx';
import styles from './actor-rest.module.css';
import type { ImageWrites } from './use-image-write.ts';

/** What cannot be read, what left earlier and can be put back, and the judge's words about the whole set. */
export function ActorRest({
  data,
  writes,
  unless,
}: {
  readonly data: DeskActor;
  readonly writes: ImageWrites;
  readonly unless: string | undefined;
}) {
  const { unreadable, retired, analysis } = data;
  return (
    <>
      <p>
        <Link href={historyAddress(data.actor)}>What runs did to this actor</Link>
      </p>
      {unreadable.length === 0 ? null : (
        <section aria-label="Cannot be read">
          <h2 className={styles['title']}>
            Cannot be read <small className="dim">{unreadable.length}</small>
          </h2>
          <ul className={styles['list']}>
            {unreadable.map(({ file, reason }) => (
              <li key={file} className={styles['item']}>
                <span className={styles['box']} aria-hidden="true">
                  ▧
                </span>
                <p>
                  <ForeignText text={file} longest={60} />
                  <br />
                  <span className="dim">
                    <ForeignText text={reason} longest={200} />
                  </span>
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {retired.length === 0 ? null : (
        <details className={styles['details']}>
          <summary>Retired earlier: {retired.length}</summary>
          <ul className={styles['list']}>
            {retired.map(({ file, run, sha256 }) => (
              <li key={`${run}/${file}`} className={styles['item']}>
                <span className={styles['box']}>
                  <Picture sha256={sha256} alt="" />
                </span>
                <p>
                  <ForeignText text={file} longest={60} />
                  <br />
                  <span className="dim">by run {run}</span>
                </p>
                <Button unless={unless} onClick={() => writes.restore(file, run)}>
                  Put back
                </Button>
              </li>
            ))}
          </ul>
        </details>
      )}
      {analysis === '' ? null : (
        <details className={styles['details']}>
          <summary>What the judge says of the whole set</summary>
          <blockquote>
            <ForeignText text={analysis} longest={2000} />
          </blockquote>
        </details>
      )}
    </>
  );
}
