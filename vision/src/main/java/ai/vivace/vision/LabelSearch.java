package ai.vivace.vision;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds out whether the labels of a table of numbers stand in its first or its last column: the one that the header calls "label",
 * "class", "target" or "digit"; without such a header, the one whose values mostly are no numbers; without one, the one with more
 * different values, as a picture's corner hardly varies; in doubt the last.
 */
public final class LabelSearch {
    private static final String NUMBER = "[-+]?[0-9.]+([eE][-+]?[0-9]+)?";

    /** With as many different values at both ends, neither is told apart by more. */
    private static final int MOST_COUNTED = 10_000;

    private final End first = new End();
    private final End last = new End();
    private boolean titled;
    private boolean titledFirst;

    /** What has been seen of one column. */
    private static final class End {
        private final Set<String> values = new HashSet<>();
        private long rows;
        private long texts;

        void add(String value) {
            rows++;
            texts += value.matches(NUMBER) ? 0 : 1;
            values.add(value);
        }

        boolean isText() {
            return texts * 2 > rows;
        }
    }

    /** Whether a row holds titles: most of its fields are not numbers. */
    public static boolean isHeader(List<String> fields) {
        long texts =
                fields.stream().filter(field -> !field.strip().matches(NUMBER)).count();
        return texts * 2 > fields.size();
    }

    /** Takes the titles. */
    public void header(List<String> titles) {
        titledFirst = isLabel(titles.get(0));
        titled = titledFirst || isLabel(titles.get(titles.size() - 1));
    }

    /** Takes a row's first and last value. */
    public void row(String firstValue, String lastValue) {
        if (!isDecided()) {
            first.add(firstValue.strip());
            last.add(lastValue.strip());
        }
    }

    /** Whether more rows cannot change the answer. */
    public boolean isDecided() {
        return titled || (first.values.size() >= MOST_COUNTED && last.values.size() >= MOST_COUNTED);
    }

    /** Whether the labels are in the first column. */
    public boolean isFirst() {
        if (titled) {
            return titledFirst;
        }
        return first.isText() == last.isText() ? first.values.size() > last.values.size() : first.isText();
    }

    private static boolean isLabel(String title) {
        return title.strip().matches("(?i)label|class|target|digit");
    }
}
