import { useSettings } from '../app/settings.ts';
import { Button } from '../parts/button.tsx';
import { Modal } from '../parts/modal.tsx';
import styles from './key-list.module.css';
import { KEY_TABLE } from './key-table.ts';

/** All keys, out of the same table that the keyboard goes by. */
export function KeyList({ onClose }: { readonly onClose: () => void }) {
  const { lettersOff } = useSettings();
  return (
    <Modal title="Keys" onClose={onClose}>
      <div className={styles['head']}>
        <h2>Keys</h2>
        <Button shortcut="Esc" onClick={onClose}>
          Close
        </Button>
      </div>
      {lettersOff ? <p className={styles['off']}>Keys of one letter are switched off in the settings.</p> : null}
      <table className={styles['keys']}>
        <tbody>
          {KEY_TABLE.map(({ shown, words }) => (
            <tr key={shown}>
              <th scope="row">
                <kbd>{shown}</kbd>
              </th>
              <td>{words}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="dim">
        On a Mac Cmd does what Ctrl does here. Delete and Backspace do nothing, on purpose. Approving, taking back and
        stopping have no key.
      </p>
    </Modal>
  );
}
