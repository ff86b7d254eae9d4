package ai.vivace.vision;

import ai.vivace.base.InputException;
import ai.vivace.data.ArrayDataSet;
import ai.vivace.data.Source;
import ai.vivace.data.Split;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Pictures with a suggestion of how to split them.
 *
 * @param source the pictures
 * @param split what they come with (folders "train" and "valid", MNIST's t10k files), else a stratified fifth with seed 42
 */
public record Pictures(Source source, Split split) {
    private static final Split DEFAULT = Split.stratified(0.2, 42);

    /** The digits that come with the program; see {@link Digits}. */
    public static Pictures digits() {
        return new Pictures(Digits.load(), DEFAULT);
    }

    /**
     * Opens whatever pictures are there: a folder with a folder for each class, a folder or file of MNIST's IDX format, or a
     * CSV file of pixels.
     *
     * @throws InputException when there is nothing there, it is none of these, or its content is not in order
     */
    public static Pictures open(Path path) {
        InputException.require(
                Files.exists(path),
                () -> "There is nothing at " + path.toAbsolutePath()
                        + ". Give a folder with a folder of pictures for each"
                        + " class, a folder of IDX files, or a CSV file of pixels.");
        if (Files.isDirectory(path)) {
            return Idx.isIn(path)
                    ? of(Idx.read(path))
                    : folder(PictureFolder.at(path).open());
        }
        String name = path.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv") || name.endsWith(".csv.gz")) {
            return of(PixelCsv.of(path).read());
        }
        InputException.require(
                Idx.isNamedLike(path),
                () -> "Cannot tell what " + path
                        + " is. Expected a folder with a folder of pictures for each class, IDX files"
                        + " (…-images-idx3-ubyte), or a CSV file of pixels (….csv).");
        return of(Idx.read(path));
    }

    private static Pictures folder(PictureFolder folder) {
        return new Pictures(folder, folder.folderSplit().orElse(DEFAULT));
    }

    private static Pictures of(ArrayDataSet source) {
        boolean training = false;
        boolean heldOut = false;
        for (int i = 0; i < source.size(); i++) {
            training |= source.group(i).equals(Idx.TRAINING);
            heldOut |= source.group(i).equals(Idx.HELD_OUT);
        }
        return new Pictures(source, training && heldOut ? Split.byGroup(Idx.TRAINING, Idx.HELD_OUT) : DEFAULT);
    }
}
