package ai.vivace.vision;

import ai.vivace.base.InputException;
import ai.vivace.data.Task;
import ai.vivace.vision.picture.MaskPicture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Which classes masks have, by the values that occur in them: two values are background and foreground, as 0 and 255 in black and white;
 * each of more is a class of its own, but 255, which then means that nobody knows.
 *
 * @param labels the classes' names
 * @param values the value of each
 */
public record MaskValues(List<String> labels, List<Integer> values) {
    /** Masks with more are no masks, but pictures or masks that were scaled or blurred. */
    private static final int MOST = 64;

    private static final int UNKNOWN = Task.Segmentation.IGNORED;

    public MaskValues {
        labels = List.copyOf(labels);
        values = List.copyOf(values);
    }

    /**
     * Looks at masks. Those that cannot be read count nothing: whoever loads them is told.
     *
     * @param names of the classes in the order of their values; empty to name them by their values
     * @throws InputException when there is one value only, there are more than 64, or their number is not that of the names
     */
    static MaskValues of(List<Path> masks, List<String> names) {
        TreeSet<Integer> found = found(masks);
        List<Integer> known = found.stream().filter(value -> value != UNKNOWN).toList();
        if (known.size() >= 2 && names.size() > known.get(known.size() - 1)) {
            return new MaskValues(
                    names, IntStream.range(0, names.size()).boxed().toList());
        }
        if (found.size() > 2) {
            found.remove(UNKNOWN);
        }
        Path folder = masks.get(0).toAbsolutePath().getParent();
        InputException.require(
                found.size() >= 2,
                () -> "The masks in " + folder + " have the value " + found
                        + " only; there must be at least two classes to tell apart.");
        InputException.require(
                found.size() <= MOST,
                () -> "The masks in " + folder + " have " + found.size()
                        + " different values, more than classes can be. A mask has one value for each class; scaling or"
                        + " smoothing makes others. Draw them anew, with sharp edges.");
        InputException.require(
                names.isEmpty() || names.size() == found.size(),
                () -> "There are names for " + names.size() + " classes, " + names + ", but the masks in " + folder
                        + " have the values " + found + ".");
        return new MaskValues(names.isEmpty() ? named(found) : names, List.copyOf(found));
    }

    private static List<String> named(TreeSet<Integer> values) {
        return values.size() == 2
                ? List.of("background", "foreground")
                : values.stream().map(value -> "class " + value).toList();
    }

    private static TreeSet<Integer> found(List<Path> masks) {
        boolean[] seen = new boolean[UNKNOWN + 1];
        List<InputException> failures = new ArrayList<>();
        for (Path file : masks) {
            try {
                MaskPicture mask = MaskPicture.read(file);
                for (int y = 0; y < mask.size().height(); y++) {
                    for (int x = 0; x < mask.size().width(); x++) {
                        seen[mask.value(x, y)] = true;
                    }
                }
            } catch (InputException e) {
                failures.add(e);
            }
        }
        if (failures.size() == masks.size()) {
            throw failures.get(0);
        }
        TreeSet<Integer> found = new TreeSet<>();
        IntStream.range(0, seen.length).filter(value -> seen[value]).forEach(found::add);
        return found;
    }
}
