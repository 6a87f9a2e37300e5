import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Desk } from './app/desk.tsx';
import './styles/base.css';

const place = document.getElementById('desk');
if (place === null) throw new Error('index.html has no place for the desk.');
createRoot(place).render(
  <StrictMode>
    <Desk />
  </StrictMode>,
);
