‸'use client';

import Image from 'next/image';
import Link from 'next/link';
import type { Metadata } from 'next';

export const metadata: Metadata = {
  title: 'Acme',
  openGraph: { images: ['/og.png'] },
};

export default async function Page({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  return (
    <main className="flex min-h-screen flex-col p-6">
      <div className="flex h-20 shrink-0 items-end rounded-lg bg-blue-500 p-4 md:h-52">
        ‸
      </div>
      <div className="mt-4 flex grow flex-col gap-4 md:flex-row">
        <p className={`text-xl text-gray-800 md:text-3xl md:leading-normal`}>
          <strong>Welcome to Acme.</strong> This is the page of {slug}. ‸
        </p>
        <Link href="/login">
          <span>Log in</span>
        </Link>
        <Image
          src="/hero-desktop.png"
          width={1000}
          height={760}
          className="hidden md:block"
          alt="Screenshots of the dashboard project"
        />
        <img src="/hero-mobile.png" alt="The dashboard on a phone" />
        {slug === 'about' && (
          <section>
            ‸
          </section>
        )}
      </div>
    </main>
  );
}
‸