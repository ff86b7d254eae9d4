package ai.vivace.trees;

import ai.vivace.base.InputException;
import java.util.HashSet;
import java.util.List;

/** What trees predict. */
public sealed interface Task {
    /** Numbers. */
    record Regression() implements Task {}

    /**
     * One of several classes.
     *
     * @param labels the classes' names, by their numbers 0, 1, …; at least two
     */
    record Classification(List<String> labels) implements Task {
        public Classification {
            labels = List.copyOf(labels);
            List<String> given = labels;
            InputException.require(
                    given.size() >= 2 && new HashSet<>(given).size() == given.size(),
                    () -> "A classification needs at least 2 different classes, but came " + given + ".");
        }
    }

    /** The order of rows within groups, such as documents by how well they answer a query. */
    record Ranking() implements Task {}
}
