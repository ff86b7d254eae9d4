package ai.vivace.text.learn;

import ai.vivace.text.Document;
import ai.vivace.text.TextDocuments;
import java.util.ArrayList;
import java.util.List;

/** Small texts that can be learnt in seconds. */
final class Songs {
    private static final List<String> GOOD = List.of("lovely", "great", "fine", "happy");
    private static final List<String> BAD = List.of("awful", "poor", "broken", "sad");
    private static final List<String> THINGS = List.of("tea", "cake", "soup", "bread", "milk");

    private Songs() {}

    /** One document of so many equal lines. */
    static TextDocuments counting(int lines) {
        return TextDocuments.of(List.of(new Document("one two three four five\n".repeat(lines), "", "", "song.txt")));
    }

    /** Opinions that a word gives away, half of them good. */
    static TextDocuments opinions(int count) {
        List<Document> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean good = i % 2 == 0;
            String word = (good ? GOOD : BAD).get(i / 2 % 4);
            String thing = THINGS.get(i % 5);
            String text = "The " + thing + " was " + word + " and I ate " + "it ".repeat(1 + i % 3);
            all.add(new Document(text.strip(), good ? "good" : "bad", "", "opinion " + i));
        }
        return TextDocuments.of(all);
    }
}
