package ai.vivace.text.metric;

import ai.vivace.base.InputException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How many entities are found: an entity counts as found when its kind, its first and its last word are right.
 *
 * @param all over all kinds (micro average)
 * @param types by kind, in the order of their names
 */
public record EntityScores(Score all, Map<String, Score> types) {
    /**
     * Counts of entities.
     *
     * @param found that are there and were found
     * @param claimed that were said to be there
     * @param there that are there
     */
    public record Score(int found, int claimed, int there) {
        /** The share of the claimed that are there; 0 where none are claimed. */
        public double precision() {
            return claimed == 0 ? 0 : (double) found / claimed;
        }

        /** The share of those there that were found; 0 where none are there. */
        public double recall() {
            return there == 0 ? 0 : (double) found / there;
        }

        /** 2 · found / (claimed + there); 0 where there are neither. */
        public double f1() {
            return claimed + there == 0 ? 0 : 2.0 * found / (claimed + there);
        }

        private Score plus(Score other) {
            return new Score(found + other.found, claimed + other.claimed, there + other.there);
        }
    }

    public EntityScores {
        types = Collections.unmodifiableMap(new TreeMap<>(types));
    }

    /** No texts yet. */
    static EntityScores none() {
        return new EntityScores(new Score(0, 0, 0), Map.of());
    }

    /**
     * Compares the labels of texts.
     *
     * @param answers labels of the words of each text
     * @param truths the right ones
     * @throws InputException when texts have different numbers of words, or a label is none
     */
    public static EntityScores of(EntityReading reading, List<List<String>> answers, List<List<String>> truths) {
        InputException.require(
                answers.size() == truths.size(),
                () -> "There are answers for " + answers.size() + " texts, but " + truths.size() + " texts.");
        EntityScores scores = none();
        for (int i = 0; i < truths.size(); i++) {
            int place = i;
            InputException.require(
                    answers.get(i).size() == truths.get(i).size(),
                    () -> "Text " + place + " has " + truths.get(place).size() + " words, but "
                            + answers.get(place).size() + " were labelled.");
            scores = scores.with(reading.of(answers.get(i)), reading.of(truths.get(i)));
        }
        return scores;
    }

    /** These and those of another text. */
    EntityScores with(List<Entity> claimed, List<Entity> there) {
        Set<Entity> found = new HashSet<>(claimed);
        found.retainAll(new HashSet<>(there));
        Map<String, Score> more = new TreeMap<>(types);
        found.forEach(entity -> more.merge(entity.type(), new Score(1, 0, 0), Score::plus));
        claimed.forEach(entity -> more.merge(entity.type(), new Score(0, 1, 0), Score::plus));
        there.forEach(entity -> more.merge(entity.type(), new Score(0, 0, 1), Score::plus));
        return new EntityScores(all.plus(new Score(found.size(), claimed.size(), there.size())), more);
    }

    /** The mean of the kinds' F1 (macro average); 0 where there are none. */
    public double meanF1() {
        return types.values().stream().mapToDouble(Score::f1).average().orElse(0);
    }

    /** A table for people: a line for each kind and one for all. */
    public String table() {
        StringBuilder table = new StringBuilder("kind        precision  recall     f1   number\n");
        types.forEach((type, score) -> line(table, type, score));
        line(table, "all", all);
        return table.toString();
    }

    private static void line(StringBuilder table, String name, Score score) {
        table.append(String.format(
                Locale.ROOT,
                "%-12s%9.3f%8.3f%7.3f%9d\n",
                name,
                score.precision(),
                score.recall(),
                score.f1(),
                score.there()));
    }
}
