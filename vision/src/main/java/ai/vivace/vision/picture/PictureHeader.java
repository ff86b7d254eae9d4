package ai.vivace.vision.picture;

import ai.vivace.base.InputException;
import java.util.Optional;

/**
 * What a picture's file says of itself, read without decoding.
 *
 * @param format what kind of file it is
 * @param stored the size as stored, before it is turned upright
 * @param orientation what turns it upright
 */
record PictureHeader(PictureFormat format, Size stored, Orientation orientation) {
    /**
     * Reads a file's header, and makes sure that the file is whole as far as that can be seen without decoding.
     *
     * @throws InputException when it is of no known format, is cut short, or says impossible things; the message goes on after the
     *     file's name
     */
    static PictureHeader of(byte[] file) {
        Optional<PictureFormat> format = PictureFormat.of(file);
        InputException.require(
                format.isPresent(),
                () -> "is no picture in a known format (JPEG, PNG, GIF, BMP, TIFF or WebP)."
                        + PictureFormat.hint(file));
        try {
            return switch (format.get()) {
                case JPEG -> JpegHeader.read(file).header();
                case PNG -> PngHeader.read(file);
                case GIF ->
                    upright(
                            PictureFormat.GIF,
                            Bytes.little(file).unsigned16(6),
                            Bytes.little(file).unsigned16(8));
                case BMP -> bitmap(Bytes.little(file));
                case TIFF -> TiffDirectory.first(Bytes.ofTiff(file, 0)).header();
                case WEBP -> WebpHeader.read(Bytes.little(file));
            };
        } catch (IndexOutOfBoundsException e) {
            throw new InputException("is cut short: its header ends too early.", e);
        }
    }

    /** The size as people see it. */
    Size seen() {
        return orientation.swapsSides() ? stored.turned() : stored;
    }

    static PictureHeader upright(PictureFormat format, long width, long height) {
        return of(format, width, height, Orientation.UPRIGHT);
    }

    static PictureHeader of(PictureFormat format, long width, long height, Orientation orientation) {
        InputException.require(
                width >= 1 && height >= 1 && width <= Integer.MAX_VALUE && height <= Integer.MAX_VALUE,
                () -> "is damaged: its header says " + width + " x " + height + " pixels.");
        return new PictureHeader(format, new Size((int) width, (int) height), orientation);
    }

    private static PictureHeader bitmap(Bytes file) {
        boolean old = file.unsigned32(14) == 12;
        return old
                ? upright(PictureFormat.BMP, file.unsigned16(18), file.unsigned16(20))
                // A negative height says that the rows run downwards.
                : upright(PictureFormat.BMP, file.unsigned32(18), Math.abs((long) (int) file.unsigned32(22)));
    }
}
