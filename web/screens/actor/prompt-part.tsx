import { useId, useState } from 'react';
import { PROMPT_LENGTH } from '../../../core/desk/rules/edited-prompt.ts';
import type { EditedPrompt } from '../../../core/desk/rules/last-words.ts';
import type { GenerateChange } from '../../../core/plan/change.ts';
import { Button } from '../../parts/button.tsx';
import { ForeignText } from '../../parts/foreign-text.tsx';
import { when } from '../../parts/words.ts';
import styles from './prompt-part.module.css';

/** The prompts of an actor's pictures to be made, as they are edited. */
export interface Prompts {
  of(change: string): EditedPrompt | undefined;
  /** Null for the plan's own. */
  edit(change: string, prompt: string | null): void;
  /** Why none can be edited. */
  readonly unless: string | undefined;
}

/** The words that a picture is to be made by: the plan's, or those that somebody wrote instead. */
export function PromptPart({ change, prompts }: { readonly change: GenerateChange; readonly prompts: Prompts }) {
  const { id, prompt, promptNumber, references } = change;
  const edited = prompts.of(id);
  const [draft, setDraft] = useState<string>();
  return (
    <blockquote className={styles['words']}>
      <p className="dim">
        prompt {promptNumber}
        {edited === undefined ? null : (
          <>
            , edited by <ForeignText text={edited.by} longest={40} />, {when(edited.at)}
          </>
        )}
      </p>
      {draft === undefined ? (
        <p data-prompt>
          <ForeignText text={edited?.prompt ?? prompt} longest={PROMPT_LENGTH.most} />
        </p>
      ) : (
        <Editor
          text={draft}
          onText={setDraft}
          onSave={() => {
            prompts.edit(id, draft.trim() === prompt ? null : draft.trim());
            setDraft(undefined);
          }}
          onClose={() => setDraft(undefined)}
        />
      )}
      {edited === undefined || draft !== undefined ? null : (
        <p className="dim">
          the plan’s: <ForeignText text={prompt} longest={300} />
        </p>
      )}
      {draft === undefined ? (
        <p className={styles['buttons']}>
          <Button unless={prompts.unless} onClick={() => setDraft(edited?.prompt ?? prompt)}>
            Edit the prompt
          </Button>
          {edited === undefined ? null : (
            <Button look="plain" unless={prompts.unless} onClick={() => prompts.edit(id, null)}>
              Back to the plan’s
            </Button>
          )}
        </p>
      ) : null}
      <p className="dim">
        {references.length === 0
          ? 'No good photograph to go by: what is made will not look like the actor.'
          : `goes by ${references.length} of the set’s photographs`}
      </p>
    </blockquote>
  );
}

function Editor({
  text,
  onText,
  onSave,
  onClose,
}: {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onSave: () => void;
  readonly onClose: () => void;
}) {
  const field = useId();
  const length = [...text.trim()].length;
  const unless = length < PROMPT_LENGTH.least ? `At least ${PROMPT_LENGTH.least} characters` : undefined;
  return (
    <div className={styles['editor']}>
      <label htmlFor={field}>
        Prompt, {length} of {PROMPT_LENGTH.most} characters; it must name the actor
      </label>
      <textarea
        id={field}
        rows={6}
        maxLength={PROMPT_LENGTH.most}
        value={text}
        // A prompt is one line: what is pasted with breaks becomes one.
        onChange={({ target }) => onText(target.value.replace(/\s*[\r\n]+\s*/g, ' '))}
      />
      <p className={styles['buttons']}>
        <Button look="main" unless={unless} onClick={onSave}>
          Save the prompt
        </Button>
        <Button onClick={onClose}>Leave it as it was</Button>
      </p>
    </div>
  );
}
