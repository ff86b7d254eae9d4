package ai.vivace.text.metric;

import ai.vivace.base.InputException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often runs of words or characters come. */
final class TextCounts {
    private TextCounts() {}

    /** The runs of one length. */
    static <T> Map<List<T>, Integer> runs(List<T> items, int length) {
        Map<List<T>, Integer> counts = new HashMap<>();
        for (int i = 0; i + length <= items.size(); i++) {
            counts.merge(items.subList(i, i + length), 1, Integer::sum);
        }
        return counts;
    }

    /** How many of some runs are among others, each as often as it is in both. */
    static <T> int shared(Map<List<T>, Integer> some, Map<List<T>, Integer> others) {
        int shared = 0;
        for (Map.Entry<List<T>, Integer> run : some.entrySet()) {
            shared += Math.min(run.getValue(), others.getOrDefault(run.getKey(), 0));
        }
        return shared;
    }

    static int total(Map<?, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    static void check(List<String> answers, List<? extends List<String>> references) {
        InputException.require(
                !answers.isEmpty() && answers.size() == references.size(),
                () -> "Each answer needs its references, and there must be one at least, but there are "
                        + answers.size() + " answers and " + references.size() + " of references.");
        for (int i = 0; i < references.size(); i++) {
            int place = i;
            InputException.require(
                    !references.get(i).isEmpty(), () -> "Answer " + place + " has no reference. Give at least one.");
        }
    }
}
