package ai.vivace.trees;

import ai.vivace.base.InputException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a model must not do, whatever the data say.
 *
 * @param monotone for a column's name 1 where predictions must not fall while its values rise, -1 where they must not rise
 * @param together sets of columns: only columns of one set may be looked at on the way to a leaf; empty for all with all. Columns in no
 *     set are alone
 */
public record Constraints(Map<String, Integer> monotone, List<Set<String>> together) {
    private static final Constraints NONE = new Constraints(Map.of(), List.of());

    public Constraints {
        monotone = Map.copyOf(monotone);
        together = together.stream().map(Set::copyOf).toList();
        monotone.forEach((name, direction) -> InputException.require(
                direction == 1 || direction == -1,
                () -> "Column \"" + name + "\" may be bound to rise (1) or to fall (-1), but came " + direction + "."));
    }

    /** Everything is allowed. */
    public static Constraints none() {
        return NONE;
    }

    /** The direction of each column, by its number; 0 for free. */
    int[] directions(List<Feature> features) {
        int[] directions = new int[features.size()];
        monotone.forEach((name, direction) -> {
            int column = index(features, name);
            InputException.require(
                    !features.get(column).isCategorical(),
                    () -> "Column \"" + name
                            + "\" has levels without order, so that nothing can rise or fall with it.");
            directions[column] = direction;
        });
        return directions;
    }

    /** For each set, which columns are in it; no sets for all with all. */
    boolean[][] sets(List<Feature> features) {
        boolean[][] sets = new boolean[together.size()][features.size()];
        for (int i = 0; i < sets.length; i++) {
            for (String name : together.get(i)) {
                sets[i][index(features, name)] = true;
            }
        }
        return sets;
    }

    /** As the compiler would write it, whose way takes tens of milliseconds at its first call. */
    @Override
    public String toString() {
        return "Constraints[monotone=" + monotone + ", together=" + together + "]";
    }

    private static int index(List<Feature> features, String name) {
        List<String> names = features.stream().map(Feature::name).toList();
        int column = names.indexOf(name);
        InputException.require(
                column >= 0,
                () -> "A constraint names column \"" + name + "\", but the columns are " + String.join(", ", names)
                        + ".");
        return column;
    }
}
