‸import { useState } from 'react';
import reactLogo from './assets/react.svg';
import viteLogo from '/vite.svg';
import './App.css';

interface CardProps {
  readonly title: string;
  readonly onSelect?: (title: string) => void;
}

const cover = '';

function Card({ title, onSelect }: CardProps) {
  return (
    <li className="card" onClick={() => onSelect?.(title)}>
      {title}
      ‸
    </li>
  );
}

export default function App() {
  const [count, setCount] = useState<number>(0);
  const titles: readonly string[] = ['Fox', 'Hare'];

  return (
    <>
      <div>
        <a href="https://vite.dev" target="_blank" rel="noreferrer">
          <img src={viteLogo} className="logo" alt="Vite logo" />
        </a>
        <img src={reactLogo} className="logo react" alt="React logo" />
      </div>
      <h1>Vite + React</h1>
      <button onClick={() => setCount((previous) => previous + 1)}>count is {count}</button>
      <p>
        Edit <code>src/App.tsx</code> and save to test HMR. ‸
      </p>
      <ul>
        {titles.map((title) => (
          <Card key={title} title={title} />
        ))}
      </ul>
      <figure style={{ backgroundImage: `url(${cover})` }}>
        ‸
        <figcaption>It&apos;s {count > 3 ? 'late' : <b>early</b>}</figcaption>
      </figure>
    </>
  );
}
‸