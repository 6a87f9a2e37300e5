import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Desk } from './app/desk.tsx';
import { queryClient, readFirst } from './app/first-reads.ts';
import './styles/base.css';

const place = document.getElementById('desk');
if (place === null) throw new Error('index.html has no place for the desk.');
const client = queryClient();
await readFirst(client, location.pathname);
createRoot(place).render(
  <StrictMode>
    <Desk client={client} />
  </StrictMode>,
);
