package ai.vivace.trees;

import ai.vivace.base.InputException;
import java.util.HashSet;
import java.util.List;

/**
 * A column that trees split on.
 *
 * @param name what it is matched by when a model is used
 * @param kind whether its values have an order
 * @param levels of a categorical one, by their codes 0, 1, …; empty for a numeric one
 */
public record Feature(String name, Kind kind, List<String> levels) {
    /** Whether values have an order. */
    public enum Kind {
        /** Numbers, split at a threshold. */
        NUMERIC,
        /** Levels without order, split into two sets. */
        CATEGORICAL
    }

    public Feature {
        levels = List.copyOf(levels);
        List<String> given = levels;
        InputException.require(
                (kind == Kind.CATEGORICAL) != given.isEmpty(),
                () -> "A categorical feature has levels and a numeric one none, but \"" + name + "\" is " + kind
                        + " with " + given.size() + " levels.");
        InputException.require(
                new HashSet<>(given).size() == given.size(),
                () -> "The levels of feature \"" + name + "\" must differ from each other, but are " + given + ".");
    }

    /** A column of numbers. */
    public static Feature numeric(String name) {
        return new Feature(name, Kind.NUMERIC, List.of());
    }

    /** A column of levels, which stand for the codes 0, 1, … in this order. */
    public static Feature categorical(String name, List<String> levels) {
        return new Feature(name, Kind.CATEGORICAL, levels);
    }

    /** As the compiler would compare, whose way takes tens of milliseconds at its first call. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Feature feature
                && name.equals(feature.name)
                && kind == feature.kind
                && levels.equals(feature.levels);
    }

    @Override
    public int hashCode() {
        return (name.hashCode() * 31 + kind.hashCode()) * 31 + levels.hashCode();
    }

    boolean isCategorical() {
        return kind == Kind.CATEGORICAL;
    }
}
