import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { Route, Switch } from 'wouter';
import { KeyList } from '../keys/key-list.tsx';
import { Keyboard } from '../keys/keyboard.ts';
import { KeyboardContext } from '../keys/use-layer.tsx';
import { ReviewProvider } from '../review/review-desk.tsx';
import { CastScreen } from '../screens/cast/cast-screen.tsx';
import { Frame } from './frame.tsx';
import { Gate } from './gate.tsx';
import { NotFound } from './not-found.tsx';
import { currentSettings } from './settings.ts';
import { Status, StatusContext } from './status.ts';
import { KeyListContext } from './use-go.tsx';

/** By then the first screen is there, and the one that comes next can be loaded. */
const NEXT_SCREEN_MS = 1500;

const actorScreen = () => import('../screens/actor/actor-screen.tsx');
const ActorScreen = lazy(async () => ({ default: (await actorScreen()).ActorScreen }));
const QueueScreen = lazy(async () => ({ default: (await import('../screens/review/queue-screen.tsx')).QueueScreen }));
const ReviewScreen = lazy(async () => ({
  default: (await import('../screens/review/review-screen.tsx')).ReviewScreen,
}));
const ProgressScreen = lazy(async () => ({
  default: (await import('../screens/progress/progress-screen.tsx')).ProgressScreen,
}));
const HistoryScreen = lazy(async () => ({
  default: (await import('../screens/history/history-screen.tsx')).HistoryScreen,
}));
const RollbackScreen = lazy(async () => ({
  default: (await import('../screens/history/rollback-screen.tsx')).RollbackScreen,
}));
const StartScreen = lazy(async () => ({ default: (await import('../screens/start/start-screen.tsx')).StartScreen }));

/** The whole desk: what every screen needs, and which screen an address shows. */
export function Desk({ client }: { readonly client: QueryClient }) {
  const status = useMemo(() => new Status(), []);
  const keyboard = useMemo(() => new Keyboard(status.say, () => currentSettings().lettersOff), [status]);
  const [showsKeys, setShowsKeys] = useState(false);
  useEffect(() => keyboard.listen(document), [keyboard]);
  useEffect(() => {
    const timer = setTimeout(() => void actorScreen(), NEXT_SCREEN_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <QueryClientProvider client={client}>
      <StatusContext value={status}>
        <KeyboardContext value={keyboard}>
          <KeyListContext value={() => setShowsKeys(true)}>
            <ReviewProvider>
              <Gate>
                <Frame>
                  <Suspense fallback={<main aria-busy="true" />}>
                    <Switch>
                      <Route path="/" component={CastScreen} />
                      <Route path="/actor">{() => <ActorScreen />}</Route>
                      <Route path="/queue/:run">{({ run }) => <QueueScreen run={run} />}</Route>
                      <Route path="/review/:run">{({ run }) => <ReviewScreen run={run} />}</Route>
                      <Route path="/progress/:run">{({ run }) => <ProgressScreen key={run} run={run} />}</Route>
                      <Route path="/history">{() => <HistoryScreen />}</Route>
                      <Route path="/rollback/:run">{({ run }) => <RollbackScreen run={run} />}</Route>
                      <Route path="/start">{() => <StartScreen />}</Route>
                      <Route component={NotFound} />
                    </Switch>
                  </Suspense>
                </Frame>
                {showsKeys ? <KeyList onClose={() => setShowsKeys(false)} /> : null}
              </Gate>
            </ReviewProvider>
          </KeyListContext>
        </KeyboardContext>
      </StatusContext>
    </QueryClientProvider>
  );
}
