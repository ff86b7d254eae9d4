package ai.vivace.data;

import ai.vivace.base.InputException;
import java.util.HashSet;
import java.util.List;

/** What is to be predicted. */
public sealed interface Task {
    /**
     * One of several classes.
     *
     * @param labels the classes' names; a class's number is its place
     */
    record Classification(List<String> labels) implements Task {
        public Classification {
            labels = List.copyOf(labels);
            List<String> given = labels;
            InputException.require(
                    given.size() >= 2, () -> "Classification needs at least two classes, but came " + given + ".");
            InputException.require(
                    new HashSet<>(given).size() == given.size(), () -> "The classes " + given + " are not distinct.");
        }

        /**
         * A class's number.
         *
         * @throws InputException when the label was not among the training data's
         */
        public int number(String label) {
            int number = labels.indexOf(label);
            InputException.require(
                    number >= 0,
                    () -> "Label \"" + label + "\" was not in the training data. Known labels: "
                            + String.join(", ", labels) + ".");
            return number;
        }
    }

    /**
     * Numbers.
     *
     * @param outputs how many for each item
     */
    record Regression(int outputs) implements Task {
        public Regression {
            int given = outputs;
            InputException.require(given >= 1, () -> "Regression needs at least one output, but came " + given + ".");
        }
    }
}
