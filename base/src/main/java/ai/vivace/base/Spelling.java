package ai.vivace.base;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a misspelt one was meant to be. */
public final class Spelling {
    private Spelling() {}

    /**
     * The candidate nearest to a word, if any is near enough to be worth suggesting.
     *
     * <p>Distance is Levenshtein's without regard to case; near enough means at most a third of the word's length, and at
     * least one. Of equally near candidates the first wins.
     */
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        int bound = Math.max(1, (word.length() + 1) / 3);
        String best = null;
        int bestDistance = bound + 1;
        for (String candidate : candidates) {
            int distance = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** A sentence for an unknown name: the nearest candidate when there is one, and all of them in any case. */
    public static String unknown(String kind, String word, Collection<String> candidates) {
        String meant = nearest(word, candidates)
                .map(name -> " Did you mean \"" + name + "\"?")
                .orElse("");
        return "Unknown " + kind + " \"" + word + "\"." + meant + " Known: " + String.join(", ", candidates) + ".";
    }

    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
