import './explore.css';
import { lazy, Suspense } from 'react';
import { Loading } from '../kit/loading.js';
import { useRoute } from '../shell/route.js';
import { LibraryPage } from './library/library-page.js';
import { SavedQueryPage } from './saved-query-page.js';

/** The editor is several times the size of all the rest, so it comes only when it is asked for. */
const EditorPage = lazy(async () => ({ default: (await import('./editor/editor-page.js')).EditorPage }));

/** The page "Explore": the library, one of its queries, or the editor. */
export function ExplorePage() {
  const { path } = useRoute();
  const [name] = path;
  if (name === undefined) return <LibraryPage />;
  if (name !== 'editor') return <SavedQueryPage key={name} name={name} />;
  return (
    <Suspense fallback={<Loading what="the editor" />}>
      <EditorPage />
    </Suspense>
  );
}
