package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.data.Loader;
import ai.vivace.data.TrainingData;
import java.util.ArrayList;
import java.util.List;

/** Pictures that could not be read: left out and counted where that was asked for, else the end of the work. */
final class SkippedPictures {
    private static final int MESSAGES = 10;

    private final boolean chosen;
    private final List<String> messages = new ArrayList<>();
    private int count;

    /** Nothing left out yet; {@code --skip-corrupt} says whether anything may be. */
    SkippedPictures(boolean chosen) {
        this.chosen = chosen;
    }

    /**
     * Leaves a picture out.
     *
     * @throws InputException when that was not asked for
     */
    void add(InputException failure) {
        if (!chosen) {
            throw new InputException(
                    failure.getMessage() + " Repair or remove it, or leave such pictures out with --skip-corrupt.",
                    failure);
        }
        count++;
        if (messages.size() < MESSAGES) {
            messages.add(String.valueOf(failure.getMessage()));
        }
    }

    /**
     * Makes sure that something was left to answer about.
     *
     * @param all that were asked about
     */
    void checkSomeLeft(int all) {
        InputException.require(
                count < all, () -> "None of the " + count + " pictures could be read. The first: " + messages.get(0));
    }

    /** How many were left out. */
    int count() {
        return count;
    }

    /** How many were left out, and why the first were. */
    String text() {
        return text(count, messages);
    }

    /** Warns of pictures to learn from that were left out. */
    static void warn(TrainingData data, Console console) {
        Loader training = data.training();
        if (training.skipped() > 0) {
            console.warn(text(training.skipped(), training.skippedMessages()));
        }
    }

    static String text(int count, List<String> messages) {
        String more = count > messages.size() ? "\n  …" : "";
        return (count == 1 ? "1 picture" : count + " pictures") + " could not be read and left out:\n  "
                + String.join("\n  ", messages) + more;
    }
}
