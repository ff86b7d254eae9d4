package ai.vivace.vision;

import ai.vivace.base.InputException;
import ai.vivace.data.Array;
import ai.vivace.data.Item;
import ai.vivace.data.Source;
import ai.vivace.data.Split;
import ai.vivace.data.Task;
import ai.vivace.tensor.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Pictures in a folder for each class, read when they are asked for:
 *
 * <pre>{@code
 * pets/cat/1.jpg, pets/cat/2.jpg, pets/dog/1.jpg …            one set, to be split
 * pets/train/cat/1.jpg …, pets/valid/cat/9.jpg …              split by its folders
 * }</pre>
 *
 * <p>Classes and pictures are in alphabetical order, whatever the operating system lists first; names with a dot in front are
 * left out; pictures may lie deeper inside a class's folder.
 */
public final class PictureFolder implements Source {
    private final PictureListing listing;
    private final PictureDecoder decoder;

    private PictureFolder(PictureListing listing, PictureDecoder decoder) {
        this.listing = listing;
        this.decoder = decoder;
    }

    /** Starts to describe how a folder is read. */
    public static Builder at(Path folder) {
        return new Builder(folder);
    }

    /** The split that the folders {@code train} and {@code valid} (or {@code val}, {@code validation}, {@code test}) make. */
    public Optional<Split> folderSplit() {
        return listing.split();
    }

    /** What turns files into inputs. */
    public PictureDecoder decoder() {
        return decoder;
    }

    /** An item's file. */
    public Path file(int index) {
        return listing.entries().get(index).file();
    }

    @Override
    public int size() {
        return listing.entries().size();
    }

    @Override
    public Item item(int index) {
        return new Item(decoder.decode(file(index)), Array.label(classOf(index)));
    }

    @Override
    public String describe(int index) {
        return file(index).toString();
    }

    @Override
    public Task task() {
        return listing.task();
    }

    @Override
    public Shape inputShape() {
        return decoder.shape();
    }

    @Override
    public double scale() {
        return 255;
    }

    @Override
    public int classOf(int index) {
        return listing.entries().get(index).classNumber();
    }

    @Override
    public String group(int index) {
        return listing.entries().get(index).group();
    }

    /** How a folder is read. */
    public static final class Builder {
        private final Path folder;
        private int height;
        private int width;
        private @Nullable Colour colour;
        private Fit fit = Fit.SQUISH;

        private Builder(Path folder) {
            this.folder = folder;
        }

        /**
         * The height and width of inputs in pixels; default: the pictures' own when the first ones all have the same, of at
         * most 256, else 64.
         */
        public Builder size(int pixels) {
            return size(pixels, pixels);
        }

        /** As {@link #size(int)}, with two sides. */
        public Builder size(int pixelsHigh, int pixelsWide) {
            height = pixelsHigh;
            width = pixelsWide;
            InputException.require(
                    height >= 1 && width >= 1,
                    () -> "Pictures must be at least 1 x 1 pixels, but came " + height + " x " + width + ".");
            return this;
        }

        /** Grey or colour; default: grey when the first pictures all are. */
        public Builder colour(Colour channels) {
            colour = channels;
            return this;
        }

        /** What happens to pictures of another form; default {@link Fit#SQUISH}. */
        public Builder fit(Fit choice) {
            fit = choice;
            return this;
        }

        /**
         * Lists the pictures and, for what was not said, looks at a few of them.
         *
         * @throws InputException when there is no such folder, it has no pictures, fewer than two classes, or a class without
         *     pictures; it names the folder
         */
        public PictureFolder open() {
            PictureListing listing = PictureListing.of(folder);
            List<Path> files =
                    listing.entries().stream().map(PictureListing.Entry::file).toList();
            PictureSample sample = colour == null || height == 0 ? PictureSample.of(files) : PictureSample.UNSEEN;
            return new PictureFolder(
                    listing,
                    new PictureDecoder(
                            colour == null ? sample.colour() : colour,
                            height == 0 ? sample.height() : height,
                            width == 0 ? sample.width() : width,
                            fit));
        }
    }
}
