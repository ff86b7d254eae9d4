package ai.vivace.vision;

import ai.vivace.base.InputException;
import ai.vivace.data.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Places in pictures from a CSV file with titles: the first column is the picture's path under the data's folder, and then x and y of each
 * point in turn, in pixels from the upper left corner.
 *
 * @param table the CSV file
 */
public record Points(Path table) implements Label {
    /** The points in a CSV file. */
    public static Points table(Path file) {
        return new Points(file);
    }

    @Override
    public PictureListing list(Path root) {
        PictureTree.requireFolder(root, "Give the folder that the paths in the table start from.");
        PictureTable rows = PictureTable.read(table);
        int numbers = rows.titles().size() - 1;
        InputException.require(
                numbers >= 2 && numbers % 2 == 0,
                () -> table + " should have a picture's path and then x and y of each point in a row, but has "
                        + (numbers + 1) + " columns.");
        List<PictureListing.Entry> entries = new ArrayList<>();
        for (int row = 0; row < rows.rows().size(); row++) {
            List<Double> coordinates = new ArrayList<>();
            for (int column = 1; column <= numbers; column++) {
                coordinates.add(rows.number(row, column));
            }
            entries.add(new PictureListing.Entry(rows.picture(row, 0, root, ""), new Target.Points(coordinates), ""));
        }
        return PictureListing.of(new Task.Points(numbers / 2), entries);
    }
}
