package ai.vivace.vision.picture;

import ai.vivace.base.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A picture's file in memory, its header read and its pixels not decoded yet.
 *
 * <p>JPEG, PNG and WebP are decoded by OpenCV where it loads, the others, and all but WebP where it does not, by Java; damaged and oversized files
 * are told by their headers before either sees them. Transparent pixels are laid on white, where Pillow shows the colour that they hide.
 * Colour profiles are ignored, as Pillow does. Of 16 bits the upper eight count. Photos in cyan, magenta, yellow and black
 * become red, green and blue as in Pillow. Pictures are turned upright as their Exif says.
 */
public final class PictureFile {
    /** More pixels than this are taken for a damaged or hostile file: their memory would be 300 MB, with 16 bits 800. */
    static final long MOST_PIXELS = 100_000_000;

    /** As in JPEG; longer ones would need tables of weights without bound. */
    private static final int LONGEST_SIDE = 65_535;

    /** No file of a sensible picture is longer. */
    private static final long LONGEST = 1L << 28;

    private static final int LARGEST_REDUCTION = 8;

    private final Path path;
    private final byte[] bytes;
    private final PictureHeader header;

    private PictureFile(Path path, byte[] bytes, PictureHeader header) {
        this.path = path;
        this.bytes = bytes;
        this.header = header;
    }

    /**
     * Reads a file and its header.
     *
     * @throws InputException when it cannot be read, is no picture in a known format, is cut short, has more than 100 million
     *     pixels, or a side of more than 65,535; it names the file
     */
    public static PictureFile read(Path path) {
        byte[] bytes = bytes(path);
        PictureHeader header;
        try {
            header = PictureHeader.of(bytes);
        } catch (InputException e) {
            throw named(path, e);
        }
        long pixels = (long) header.stored().width() * header.stored().height();
        InputException.require(
                pixels <= MOST_PIXELS,
                () -> path + " has " + pixels + " pixels, more than " + MOST_PIXELS + "; make it smaller.");
        InputException.require(
                Math.max(header.stored().width(), header.stored().height()) <= LONGEST_SIDE,
                () -> path + " has " + header.stored() + " pixels, and so a side of more than " + LONGEST_SIDE
                        + "; cut it into pieces.");
        return new PictureFile(path, bytes, header);
    }

    private static byte[] bytes(Path path) {
        try {
            long length = Files.size(path);
            InputException.require(
                    length <= LONGEST,
                    () -> path + " has " + length + " bytes, more than " + LONGEST + "; make it smaller.");
            return Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            throw new InputException("There is no file " + path + ".", e);
        } catch (IOException e) {
            throw new InputException(path + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static InputException named(Path path, InputException e) {
        return new InputException(path + " " + e.getMessage(), e);
    }

    /** What kind of file it is. */
    public PictureFormat format() {
        return header.format();
    }

    /** The picture's size as people see it, upright. */
    public Size size() {
        return header.seen();
    }

    /**
     * How much smaller it can be decoded without missing pixels that an input needs: 1, 2, 4 or 8; 1 for all but JPEG.
     *
     * @param least the smallest part of the upright picture that is taken
     * @param input the size that such a part is brought to
     */
    int reduction(Size least, Size input) {
        int reduction = 1;
        while (header.format() == PictureFormat.JPEG
                && reduction < LARGEST_REDUCTION
                && least.width() >= 2L * reduction * input.width()
                && least.height() >= 2L * reduction * input.height()) {
            reduction *= 2;
        }
        return reduction;
    }

    /**
     * Decodes the picture in full and turns it upright.
     *
     * @throws InputException when it is damaged; it names the file
     */
    public Pixels decode() {
        return decode(1);
    }

    /** Decodes it at a reduced size, rounded up. */
    Pixels decode(int reduction) {
        Pixels stored;
        try {
            stored = stored(reduction);
        } catch (InputException e) {
            throw named(path, e);
        }
        return header.orientation().apply(stored);
    }

    private Pixels stored(int reduction) {
        Pixels pixels = quickly(reduction);
        if (pixels == null && header.format() == PictureFormat.WEBP) {
            throw new InputException(
                    OpenCv.isLoaded()
                            ? "is damaged: it cannot be decoded. Get it anew."
                            : "is a WebP, which cannot be read without OpenCV. Convert it to JPEG or PNG first.");
        }
        return pixels == null ? slowly(reduction) : pixels;
    }

    private @Nullable Pixels quickly(int reduction) {
        Pixels pixels =
                switch (header.format()) {
                    // Of four inks OpenCV makes colours that are one off Pillow's.
                    case JPEG -> JpegHeader.read(bytes).components() == 4 ? null : OpenCv.photo(bytes, reduction);
                    case PNG, WEBP -> OpenCv.stored(bytes);
                    case GIF, BMP, TIFF -> null;
                };
        return pixels != null && isOfSize(pixels, reduction) ? pixels : null;
    }

    private Pixels slowly(int reduction) {
        Pixels pixels = JavaCodec.decode(bytes, header.format());
        InputException.require(
                isOfSize(pixels, 1), () -> "is damaged: its picture is not of the size that its header says.");
        return reduction == 1 ? pixels : Resample.reduced(pixels, reduction);
    }

    private boolean isOfSize(Pixels pixels, int reduction) {
        return pixels.width() == (header.stored().width() + reduction - 1) / reduction
                && pixels.height() == (header.stored().height() + reduction - 1) / reduction;
    }

    /** The file's bytes, for readers of masks. */
    byte[] bytes() {
        return bytes;
    }

    /** Where it is. */
    Path path() {
        return path;
    }

    /** As in {@code JPEG of 640 x 480}. */
    @Override
    public String toString() {
        return header.format() + " of " + size();
    }
}
