import { Link } from 'wouter';
import { Screen } from './screen.tsx';

/** An address that is none of the desk's. */
export function NotFound() {
  return (
    <Screen title="There is nothing at this address">
      <p>
        <Link href="/">To the cast</Link>
      </p>
    </Screen>
  );
}
