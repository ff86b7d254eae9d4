package ai.vivace.text.learn;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.text.Document;
import ai.vivace.text.TextDocuments;
import java.util.BitSet;
import java.util.Iterator;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Which texts a language model learns from, and which it is judged by; each is read when it is needed. */
record LanguageSplit(Iterable<String> training, Iterable<String> validation) {
    /** Whole documents drawn at random. */
    static LanguageSplit random(TextDocuments documents, double share, long seed) {
        int size = documents.size();
        int count = (int) Math.floor(size * share);
        InputException.require(
                count >= 1 && count < size,
                () -> "Both parts need documents, but a share of " + share + " of " + size
                        + " is none or all. Give more documents, or split each at its end.");
        int[] order = Rng.of(seed).split("split").permutation(size);
        BitSet chosen = new BitSet();
        for (int i = 0; i < count; i++) {
            chosen.set(order[i]);
        }
        return new LanguageSplit(some(documents, i -> !chosen.get(i)), some(documents, chosen::get));
    }

    private static Iterable<String> some(TextDocuments documents, IntPredicate wanted) {
        return () -> IntStream.range(0, documents.size())
                .filter(wanted)
                .mapToObj(i -> documents.get(i).text())
                .iterator();
    }

    /** The ends of all documents. */
    static LanguageSplit ends(TextDocuments documents, double share) {
        return new LanguageSplit(
                each(documents, document -> document.text().substring(0, end(document, share))),
                each(documents, document -> document.text().substring(end(document, share))));
    }

    private static int end(Document document, double share) {
        String text = document.text();
        int characters = text.codePointCount(0, text.length());
        int kept = (int) Math.floor(characters * (1 - share));
        InputException.require(
                kept >= 1 && kept < characters,
                () -> document.name() + " has " + characters + " characters, of which the last share of " + share
                        + " is none or all. Give longer documents, or split by whole ones.");
        return text.offsetByCodePoints(0, kept);
    }

    private static Iterable<String> each(TextDocuments documents, Function<Document, String> part) {
        return () -> {
            Iterator<Document> all = documents.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return all.hasNext();
                }

                @Override
                public String next() {
                    return part.apply(all.next());
                }
            };
        };
    }

    /** How many characters (Unicode code points) there are in the validation part. */
    long validationCharacters() {
        long count = 0;
        for (String text : validation) {
            count += text.codePointCount(0, text.length());
        }
        return count;
    }
}
