package ai.vivace.text;

import ai.vivace.base.InputException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Documents by number, and the classes that they have. What is in files is read when it is asked for; many threads may ask at a time.
 */
public final class TextDocuments implements Iterable<Document> {
    private final List<Document> facts;
    private final List<Supplier<String>> texts;
    private final OnEmpty onEmpty;
    private final List<String> notes;

    private TextDocuments(Builder builder, List<String> notes) {
        facts = List.copyOf(builder.facts);
        texts = List.copyOf(builder.texts);
        onEmpty = builder.onEmpty;
        this.notes = notes;
    }

    /** Documents that are in memory already. */
    public static TextDocuments of(List<Document> documents) {
        Builder builder = new Builder(OnEmpty.KEEP);
        documents.forEach(document -> builder.add(document, document::text));
        return builder.build();
    }

    /** The number of documents. */
    public int size() {
        return facts.size();
    }

    /**
     * A document.
     *
     * @throws InputException when it cannot be read, a byte is wrong in the encoding, or it is empty and such are refused; it names the file
     */
    public Document get(int index) {
        Document known = facts.get(index);
        Document read = new Document(texts.get(index).get(), known.label(), known.group(), known.name());
        InputException.require(
                onEmpty != OnEmpty.FAIL || !read.isEmpty(),
                () -> known.name() + " is empty. Remove it, or say that empty documents are left out or kept.");
        return read;
    }

    /** What is known of a document without reading it: its text is empty. */
    public Document facts(int index) {
        return facts.get(index);
    }

    /** The different classes, in the order of their names; none where documents have none. */
    public List<String> labels() {
        TreeSet<String> labels = new TreeSet<>();
        facts.forEach(document -> labels.add(document.label()));
        labels.remove("");
        return List.copyOf(labels);
    }

    /** What a user should know: how many empty documents were left out. */
    public List<String> notes() {
        return notes;
    }

    /** The texts, each read as it is needed. */
    public Iterable<String> texts() {
        return () -> new Iterator<>() {
            private final Iterator<Document> documents = iterator();

            @Override
            public boolean hasNext() {
                return documents.hasNext();
            }

            @Override
            public String next() {
                return documents.next().text();
            }
        };
    }

    @Override
    public Iterator<Document> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < size();
            }

            @Override
            public Document next() {
                if (next >= size()) {
                    throw new NoSuchElementException();
                }
                return get(next++);
            }
        };
    }

    /** Documents being gathered. */
    static final class Builder {
        private final OnEmpty onEmpty;
        private final List<Document> facts = new ArrayList<>();
        private final List<Supplier<String>> texts = new ArrayList<>();
        private int skipped;

        Builder(OnEmpty onEmpty) {
            this.onEmpty = onEmpty;
        }

        /** Adds a document whose text is read later, unless such as are empty are left out: then it is looked at now. */
        void add(Document known, Supplier<String> text) {
            if (onEmpty == OnEmpty.SKIP && text.get().isBlank()) {
                skipped++;
                return;
            }
            facts.add(new Document("", known.label(), known.group(), known.name()));
            texts.add(text);
        }

        TextDocuments build() {
            InputException.require(
                    !facts.isEmpty(),
                    () -> skipped == 0
                            ? "There are no documents. Give at least one."
                            : "All " + skipped + " documents are empty. Give documents with text.");
            return new TextDocuments(
                    this, skipped == 0 ? List.of() : List.of(skipped + " empty documents were left out."));
        }
    }
}
