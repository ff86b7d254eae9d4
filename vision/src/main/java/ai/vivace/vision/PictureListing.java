package ai.vivace.vision;

import ai.vivace.base.InputException;
import ai.vivace.data.Split;
import ai.vivace.data.Task;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which pictures there are, and what is known of each: what a {@link Label} finds.
 *
 * @param task what is to be predicted
 * @param entries the pictures, in an order that does not depend on the machine; at least one
 * @param split the split that the data come with; empty when there is none
 */
public record PictureListing(Task task, List<Entry> entries, Optional<Split> split) {
    /** The group of pictures that are learned from. */
    static final String TRAINING = "train";

    /** The group of pictures that a model is judged by. */
    static final String VALIDATION = "valid";

    /** What folders of pictures that a model is judged by are called; the first that is there is meant. */
    static final List<String> HELD_OUT = List.of(VALIDATION, "val", "validation", "test");

    /**
     * A picture.
     *
     * @param file where it is
     * @param target what is known of it
     * @param group the part of the data that it belongs to, such as "train" or "valid"; empty without such parts
     */
    public record Entry(Path file, Target target, String group) {
        /** The same picture in another part of the data. */
        Entry in(String part) {
            return new Entry(file, target, part);
        }
    }

    public PictureListing {
        entries = List.copyOf(entries);
        List<Entry> given = entries;
        InputException.require(!given.isEmpty(), () -> "There are no pictures.");
    }

    /** A listing whose groups are a split when there are both {@value #TRAINING} and {@value #VALIDATION}. */
    static PictureListing of(Task task, List<Entry> entries) {
        boolean learns = entries.stream().anyMatch(entry -> entry.group().equals(TRAINING));
        boolean judges = entries.stream().anyMatch(entry -> entry.group().equals(VALIDATION));
        return new PictureListing(
                task, entries, learns && judges ? Optional.of(Split.byGroup(TRAINING, VALIDATION)) : Optional.empty());
    }
}
