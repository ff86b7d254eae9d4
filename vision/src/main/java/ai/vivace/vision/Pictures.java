package ai.vivace.vision;

import ai.vivace.base.InputException;
import ai.vivace.data.ArrayDataSet;
import ai.vivace.data.Source;
import ai.vivace.data.Split;
import ai.vivace.vision.picture.Fit;
import ai.vivace.vision.picture.PictureDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Pictures, with the split they come with.
 *
 * @param source the pictures
 * @param ownSplit the split that is part of the data: folders "train" and "valid", MNIST's t10k files; empty when there is none
 */
public record Pictures(Source source, Optional<Split> ownSplit) {
    /** The digits that come with the program; see {@link Digits}. */
    public static Pictures digits() {
        return new Pictures(Digits.load(), Optional.empty());
    }

    /**
     * Opens whatever pictures are there: a folder with a folder for each class, a folder or file of MNIST's IDX format, or a
     * CSV file of pixels. Pictures of a folder are brought to a size that suits most of them.
     *
     * @throws InputException when there is nothing there, it is none of these, or its content is not in order
     */
    public static Pictures open(Path path) {
        return open(path, OptionalInt.empty());
    }

    /**
     * As {@link #open(Path)}, where the pictures of a folder are brought to a size of one's own choice.
     *
     * @param size the height and width in pixels; ignored for data that have one size already
     */
    public static Pictures open(Path path, OptionalInt size) {
        ImageFolder folder = ImageFolder.at(path).framing(Fit.SQUISH);
        size.ifPresent(folder::resize);
        return open(path, folder);
    }

    /** As {@link #open(Path)}, where the pictures of a folder are brought to a form that is known, such as a model's. */
    public static Pictures open(Path path, PictureDecoder decoder) {
        return open(
                path,
                ImageFolder.at(path)
                        .resize(decoder.height(), decoder.width())
                        .colour(decoder.colour())
                        .framing(decoder.fit()));
    }

    /**
     * As {@link #open(Path)}, for what learns from pictures alone: all pictures of a folder, however deep, cut to squares from their middles.
     *
     * @param size the height and width in pixels; empty for a size that suits most; ignored for data that have one size already
     */
    public static Pictures unlabelled(Path path, OptionalInt size) {
        ImageFolder folder = ImageFolder.at(path).labels(Label.nothing()).framing(Fit.CROP);
        size.ifPresent(folder::resize);
        return open(path, folder);
    }

    private static Pictures open(Path path, ImageFolder folder) {
        InputException.require(
                Files.exists(path),
                () -> "There is nothing at " + path.toAbsolutePath()
                        + ". Give a folder with a folder of pictures for each"
                        + " class, a folder of IDX files, or a CSV file of pixels.");
        if (Files.isDirectory(path)) {
            return Idx.isIn(path) ? of(Idx.read(path)) : of(folder.open());
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

    /** The split that the data come with, else a stratified one of a share held out. */
    public Split split(double heldOut, long seed) {
        return ownSplit.orElseGet(() -> Split.stratified(heldOut, seed));
    }

    private static Pictures of(PictureSource source) {
        return new Pictures(source, source.ownSplit());
    }

    private static Pictures of(ArrayDataSet source) {
        boolean training = false;
        boolean heldOut = false;
        for (int i = 0; i < source.size(); i++) {
            training |= source.group(i).equals(Idx.TRAINING);
            heldOut |= source.group(i).equals(Idx.HELD_OUT);
        }
        return new Pictures(
                source,
                training && heldOut ? Optional.of(Split.byGroup(Idx.TRAINING, Idx.HELD_OUT)) : Optional.empty());
    }
}
