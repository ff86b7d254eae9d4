package ai.vivace.vision;

import ai.vivace.base.InputException;
import ai.vivace.data.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Labels from a CSV file with titles and a row for each picture: its path, and its class or several classes. fastai's {@code from_csv}.
 *
 * <pre>{@code
 * Label.table(Path.of("planet/labels.csv")).files("image_name").suffix(".jpg").several("tags", " ")
 * }</pre>
 *
 * @param table the CSV file
 * @param filesColumn the title of the column of paths, relative to the data's folder; null for the first
 * @param suffix what is added to paths; default nothing
 * @param labelsColumn the title of the column of labels; null for the second
 * @param separator what stands between the labels of one picture; null where each has one label
 * @param validationColumn the title of the column that says by true, 1 or valid which pictures a model is judged by; null for none
 */
public record TableLabels(
        Path table,
        @Nullable String filesColumn,
        String suffix,
        @Nullable String labelsColumn,
        @Nullable String separator,
        @Nullable String validationColumn)
        implements Label {
    static TableLabels of(Path table) {
        return new TableLabels(table, null, "", null, null, null);
    }

    /** The title of the column with the pictures' paths; default: the first column. */
    public TableLabels files(String title) {
        return new TableLabels(table, title, suffix, labelsColumn, separator, validationColumn);
    }

    /** What is added to each path, such as ".jpg"; default nothing. */
    public TableLabels suffix(String text) {
        return new TableLabels(table, filesColumn, text, labelsColumn, separator, validationColumn);
    }

    /** The title of the column with a label for each picture; default: the second column. */
    public TableLabels one(String title) {
        return new TableLabels(table, filesColumn, suffix, title, null, validationColumn);
    }

    /**
     * The title of a column with any number of labels for each picture, which makes a {@link Task.MultiLabel}.
     *
     * @param between what stands between two labels, such as a space
     */
    public TableLabels several(String title, String between) {
        InputException.require(!between.isEmpty(), () -> "Something must stand between labels, such as a space.");
        return new TableLabels(table, filesColumn, suffix, title, between, validationColumn);
    }

    /** The title of a column that says by true, 1 or valid which pictures a model is judged by; all others are learned from. */
    public TableLabels validation(String title) {
        return new TableLabels(table, filesColumn, suffix, labelsColumn, separator, title);
    }

    @Override
    public PictureListing list(Path root) {
        PictureTree.requireFolder(root, "Give the folder that the paths in the table start from.");
        PictureTable rows = PictureTable.read(table);
        int files = filesColumn == null ? 0 : rows.column(filesColumn);
        int labels = labelsColumn == null ? second(rows) : rows.column(labelsColumn);
        List<List<String>> found = new ArrayList<>();
        for (int row = 0; row < rows.rows().size(); row++) {
            found.add(labels(rows, row, labels));
        }
        List<String> names =
                List.copyOf(found.stream().flatMap(List::stream).collect(Collectors.toCollection(TreeSet::new)));
        Task task = task(names);
        List<PictureListing.Entry> entries = new ArrayList<>();
        for (int row = 0; row < found.size(); row++) {
            List<Integer> numbers = found.get(row).stream().map(names::indexOf).toList();
            entries.add(new PictureListing.Entry(
                    rows.picture(row, files, root, suffix),
                    separator == null ? new Target.OneClass(numbers.get(0)) : new Target.Classes(numbers),
                    group(rows, row)));
        }
        return PictureListing.of(task, entries);
    }

    private static int second(PictureTable rows) {
        InputException.require(
                rows.titles().size() >= 2,
                () -> rows.file() + " has one column only; expected pictures and labels, with commas between.");
        return 1;
    }

    private List<String> labels(PictureTable rows, int row, int column) {
        if (separator == null) {
            return List.of(rows.text(row, column));
        }
        return Arrays.stream(rows.rows().get(row).get(column).split(Pattern.quote(separator)))
                .map(String::strip)
                .filter(label -> !label.isEmpty())
                .distinct()
                .toList();
    }

    private Task task(List<String> names) {
        InputException.require(
                names.size() >= (separator == null ? 2 : 1),
                () -> table + " has " + (names.isEmpty() ? "no label" : "one label only, \"" + names.get(0) + "\"")
                        + "; there must be at least two to tell apart.");
        return separator == null ? new Task.Classification(names) : new Task.MultiLabel(names);
    }

    private String group(PictureTable rows, int row) {
        if (validationColumn == null) {
            return "";
        }
        String text = rows.rows().get(row).get(rows.column(validationColumn)).toLowerCase(Locale.ROOT);
        return List.of("true", "1", "yes", "valid", "val", "validation").contains(text)
                ? PictureListing.VALIDATION
                : PictureListing.TRAINING;
    }
}
