package ai.vivace.data;

import ai.vivace.base.InputException;
import java.util.HashSet;
import java.util.List;

/** What is to be predicted. */
public sealed interface Task {
    /** The names of the classes, in order of their numbers; empty where there are none. */
    List<String> labels();

    /**
     * One of several classes. Targets are class numbers, int64 [N].
     *
     * @param labels the classes' names; a class's number is its place
     */
    record Classification(List<String> labels) implements Task {
        public Classification {
            labels = checked("Classification", labels, 2);
        }

        /**
         * A class's number.
         *
         * @throws InputException when the label was not among the training data's
         */
        public int number(String label) {
            return place(labels, label);
        }
    }

    /**
     * Any number of several classes, none among them. Targets are 1 for what applies and 0 for what does not, float32 [N, classes].
     *
     * @param labels the classes' names, at least one; a class's number is its place
     */
    record MultiLabel(List<String> labels) implements Task {
        public MultiLabel {
            labels = checked("Multi-label classification", labels, 1);
        }

        /**
         * A class's number.
         *
         * @throws InputException when the label was not among the training data's
         */
        public int number(String label) {
            return place(labels, label);
        }
    }

    /**
     * A class for each pixel. Targets are class numbers, int64 [N, height, width]; {@link #IGNORED} where nobody says what it is.
     *
     * @param labels the classes' names; a class's number is its place
     */
    record Segmentation(List<String> labels) implements Task {
        /** The number of pixels that count neither for nor against. */
        public static final int IGNORED = 255;

        public Segmentation {
            labels = checked("Segmentation", labels, 2);
            int classes = labels.size();
            InputException.require(
                    classes <= IGNORED,
                    () -> "Segmentation takes at most " + IGNORED + " classes, but came " + classes + ".");
        }
    }

    /**
     * Boxes around things of several kinds. Targets are float32 [N, most, 5]: a box's class, left, top, right and bottom in pixels of
     * the input; rows of class -1 fill up.
     *
     * @param labels the kinds' names, at least one; a kind's number is its place
     */
    record Detection(List<String> labels) implements Task {
        public Detection {
            labels = checked("Detection", labels, 1);
        }

        /**
         * A kind's number.
         *
         * @throws InputException when the label was not among the training data's
         */
        public int number(String label) {
            return place(labels, label);
        }
    }

    /**
     * The places of several points. Targets are float32 [N, count, 2]: x and y in pixels of the input, which may lie outside of it.
     *
     * @param count how many points each item has
     */
    record Points(int count) implements Task {
        public Points {
            int given = count;
            InputException.require(given >= 1, () -> "There must be at least one point, but came " + given + ".");
        }

        @Override
        public List<String> labels() {
            return List.of();
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

        @Override
        public List<String> labels() {
            return List.of();
        }
    }

    /**
     * New pictures, made of noise. There are no targets; what comes out is float32 [N, channels, height, width], from -1 for black to 1.
     *
     * @param channels 1 for grey, 3 for red, green and blue
     * @param height in pixels
     * @param width in pixels
     */
    record Generation(int channels, int height, int width) implements Task {
        public Generation {
            int[] given = {channels, height, width};
            InputException.require(
                    channels >= 1 && height >= 1 && width >= 1,
                    () -> "New pictures have at least one channel and one pixel each way, but came " + given[0] + ", "
                            + given[1] + " and " + given[2] + ".");
        }

        @Override
        public List<String> labels() {
            return List.of();
        }
    }

    /**
     * A class for each token of a text, such as the kinds of names. Targets are class numbers, int64 [N, tokens]; -100 where none is asked
     * for.
     *
     * @param labels the classes' names; a class's number is its place
     */
    record TokenLabels(List<String> labels) implements Task {
        public TokenLabels {
            labels = checked("The classification of tokens", labels, 2);
        }
    }

    /**
     * The token that follows each, in a text that goes on or one that answers another. Targets are numbers of tokens, int64 [N, tokens];
     * -100 where none is asked for.
     *
     * @param vocabulary how many tokens there are
     */
    record NextToken(int vocabulary) implements Task {
        public NextToken {
            int given = vocabulary;
            InputException.require(given >= 2, () -> "A vocabulary has at least two tokens, but came " + given + ".");
        }

        @Override
        public List<String> labels() {
            return List.of();
        }
    }

    private static List<String> checked(String task, List<String> labels, int least) {
        List<String> given = List.copyOf(labels);
        InputException.require(
                given.size() >= least,
                () -> task + " needs at least " + (least == 1 ? "one class" : "two classes") + ", but came " + given
                        + ".");
        InputException.require(
                new HashSet<>(given).size() == given.size(), () -> "The classes " + given + " are not distinct.");
        return given;
    }

    private static int place(List<String> labels, String label) {
        int number = labels.indexOf(label);
        InputException.require(
                number >= 0,
                () -> "Label \"" + label + "\" was not in the training data. Known labels: " + String.join(", ", labels)
                        + ".");
        return number;
    }
}
