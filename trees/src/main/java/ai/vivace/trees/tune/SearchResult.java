package ai.vivace.trees.tune;

import ai.vivace.base.InputException;
import ai.vivace.plot.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What came of a search.
 *
 * @param measure what trials were judged by
 * @param trials all, the best first; those that got further in successive halving before those that did not
 */
public record SearchResult<S>(String measure, List<Trial<S>> trials) {
    public SearchResult {
        trials = List.copyOf(trials);
        List<Trial<S>> given = trials;
        InputException.require(!given.isEmpty(), () -> "A search has at least one trial.");
        InputException.require(
                given.get(0).failure().isEmpty(),
                () -> "All " + given.size() + " trials failed, the first because: "
                        + given.get(0).failure().orElseThrow());
    }

    /** The best trial. */
    public Trial<S> best() {
        return trials.get(0);
    }

    /**
     * The best trials as a table: score and deviation, then what was drawn.
     *
     * @param most how many at most, at least 1
     */
    public TextTable table(int most) {
        InputException.require(most >= 1, () -> "At least 1 trial can be shown, but came " + most + ".");
        boolean halving = trials.stream().anyMatch(trial -> trial.resource() > 0);
        List<String> names = List.copyOf(best().values().keySet());
        List<String> headers = new ArrayList<>(List.of("trial"));
        if (halving) {
            headers.add("resource");
        }
        headers.addAll(List.of(measure, "deviation"));
        headers.addAll(names);
        TextTable.Builder table = TextTable.of(headers.toArray(String[]::new));
        for (Trial<S> trial : trials.stream().limit(most).toList()) {
            List<Object> cells = new ArrayList<>(List.of(trial.number()));
            if (halving) {
                cells.add(trial.resource());
            }
            cells.add(trial.score());
            cells.add(trial.deviation());
            for (String name : names) {
                cells.add(shown(trial.values().getOrDefault(name, "")));
            }
            table.row(cells.toArray());
        }
        return table.build();
    }

    private static Object shown(Object value) {
        // Settings differ by orders of size; one number of decimals for all would hide the small ones.
        return value instanceof Double number ? String.format(Locale.ROOT, "%.4g", number) : value;
    }
}
